/** A request and the answer that it has to get on every gateway. */
export interface Case {
  readonly name: string
  readonly method?: string
  /** The target below the mount, as it is sent. */
  readonly target: string
  /** Headers; a list is sent as several lines. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Uint8Array
  /** Whether the body is sent without saying its length first. */
  readonly chunked?: boolean
  readonly expected: Expected
  /** Transports (the beginning of their names) that cannot pass this on, and why. */
  readonly except?: Readonly<Record<string, string>>
}

/** What an answer has to be. */
export interface Expected {
  readonly status: number
  /** Headers among those of the answer; null means that it has none of that name. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>
  readonly body?: string | Uint8Array
  /** What the body is as JSON, after the mount is taken from paths. */
  readonly json?: unknown
  /** Texts that are nowhere in the answer. */
  readonly without?: readonly string[]
  /** Whether the answer breaks off, where the protocol can say so; otherwise it is whole. */
  readonly broken?: boolean
}

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Uint8Array
  /** Whether the client was told that the answer is whole. */
  readonly complete: boolean
}

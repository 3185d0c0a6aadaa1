/** Something that a part of an application or a gateway does against the contract. */
export interface Finding {
  /** The name of the check. */
  readonly check: string
  /** What is wrong and what to do. */
  readonly message: string
}

/** What a finding is thrown as. */
export class Violation extends Error {
  /** The name of the check. */
  readonly check: string

  constructor({ check, message }: Finding) {
    super(`${message} (${check})`)
    this.check = check
    Object.defineProperty(this, 'name', { value: 'Violation', enumerable: false })
  }
}

/** One check of something: gives what is wrong with it, or null. */
export interface Check<T> {
  readonly check: string
  /** Whether it is only advice. */
  readonly warns?: boolean
  wrong(subject: T): string | null | false
}

/** Where findings go: `warn` returns, `fail` throws. */
export interface Teller {
  warn(finding: Finding): void
  fail(finding: Finding): never
}

/** Runs checks in order. */
export function inspect<T>(subject: T, checks: readonly Check<T>[], tell: Teller): void {
  for (const { check, warns = false, wrong } of checks) {
    const message = wrong(subject)
    if (typeof message !== 'string') continue
    if (warns) tell.warn({ check, message })
    else tell.fail({ check, message })
  }
}

/** A value in a message: short, and without line breaks. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  return value === null ? 'null' : typeof value === 'object' ? 'an object' : String(value)
}

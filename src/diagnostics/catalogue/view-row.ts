/** What the catalogue says of a failure of the view layer: the status it is answered with, and its words. */
export interface ViewRow<D> {
  /** 500 when the application is at fault, 4xx when the client is. */
  readonly status: number
  message(data: D): string
  /** What to do about it, or null when the message says it all; for clients always null. */
  help(data: D): string | null
}

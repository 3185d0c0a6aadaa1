import { type ViewData, type ViewErrorId, viewRows } from './catalogue/view.js'

/** Something that went wrong between a request and its reply, other than in a template. */
export class ViewError extends Error {
  /** The failure's name, as in the catalogue. */
  readonly id: ViewErrorId
  /** The status it is answered with: 4xx when the client is at fault, who is then told the message. */
  readonly status: number

  constructor(id: ViewErrorId, status: number, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.id = id
    this.status = status
    Object.defineProperty(this, 'name', { value: 'ViewError', enumerable: false })
  }
}

/** The failure `id` of the view layer, to be thrown or handed on. */
export function viewFailure<K extends ViewErrorId>(id: K, data: ViewData[K], cause?: unknown): ViewError {
  const row = viewRows[id]
  const help = row.help(data)
  const message = help === null ? row.message(data) : `${row.message(data)}. ${help}`
  return new ViewError(id, row.status, message, cause)
}

/** Throws the failure `id` of the view layer. */
export function viewError<K extends ViewErrorId>(id: K, data: ViewData[K], cause?: unknown): never {
  throw viewFailure(id, data, cause)
}

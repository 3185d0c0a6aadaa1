/** What the page and its worker say to each other. */

/** A half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What a person typed and chose. */
export interface Input {
  readonly template: string
  /** A JSON object. */
  readonly vars: string
  readonly dialect: 'js' | 'python'
  readonly escaping: boolean
}

/** An input to render; answers carry its number. */
export interface Request extends Input {
  readonly id: number
}

/** A stretch of generated code and where it comes from. */
export interface Piece extends Span {
  /** What it was made for, or null. */
  readonly origin: Span | null
  /** The offset in the template that source maps give, or null. */
  readonly from: number | null
  /** The name it has in the template, or null. */
  readonly name: string | null
}

/** A line of the tree. */
export interface Row {
  readonly depth: number
  /** The field it is in, or empty. */
  readonly field: string
  readonly kind: string
  /** Fields that are not nodes. */
  readonly detail: string
  readonly span: Span | null
}

/** Something wrong at a place of the template or of the variables. */
export interface Wrong {
  readonly where: 'template' | 'vars'
  readonly span: Span
  readonly reason: string
  readonly help: string | null
}

/** What the compiler made of a template; without code where it has mistakes. */
export interface Compiled {
  readonly kind: 'compiled'
  readonly id: number
  readonly code: string
  readonly pieces: readonly Piece[]
  readonly rows: readonly Row[]
}

/** The page, or its beginning where it is too long to show. */
export interface Rendered {
  readonly kind: 'rendered'
  readonly id: number
  readonly output: string
  readonly cut: boolean
}

/** Why there is no page. */
export interface Failed {
  readonly kind: 'failed'
  readonly id: number
  /** The whole message, with an excerpt. */
  readonly message: string
  readonly wrong: readonly Wrong[]
}

/** What the worker says. It is ready once, after it has loaded. */
export type Answer = { readonly kind: 'ready' } | Compiled | Rendered | Failed

/**
 * Text that is safe to print in HTML as it stands. Operations that mix it with plain text escape the plain
 * text first, as markupsafe does.
 */
export class Markup {
  readonly #html: string

  constructor(html: string) {
    this.#html = html
  }

  /** The HTML itself. */
  toString(): string {
    return this.#html
  }

  /** The HTML itself, so that markup inside data serialises as its text. */
  toJSON(): string {
    return this.#html
  }

  /** The HTML itself: the hook by which any object says that it knows its own HTML. */
  toHTML(): string {
    return this.#html
  }
}

/** Markup without text. While it is there, V8 keeps what it learnt about markup and the code that relies on it. */
export const EMPTY_MARKUP = new Markup('')

/** Key of the printed text of an object of the runtime. */
export const TEXT: unique symbol = Symbol('text')

/** Whether a value is text, plain or safe. */
export function isText(value: unknown): value is string | Markup {
  return typeof value === 'string' || value instanceof Markup
}

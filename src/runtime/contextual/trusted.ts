import { fault } from '../fault.js'
import { Markup, TEXT } from '../markup.js'
import { readAttributes, writeAttributes } from './attribute-list.js'

/** Text that is trusted in one kind of place. Elsewhere it is text like any other. */
abstract class Safe {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    Object.freeze(this)
  }

  /** The text itself. */
  toString(): string {
    return this.#text
  }

  /** The text itself, so that it serialises as such inside data. */
  toJSON(): string {
    return this.#text
  }

  /** What is printed where it is not trusted, before escaping. */
  get [TEXT](): string {
    return this.#text
  }
}

/** A URL of any scheme that may be followed: trusted in `href`, `src` of images, `action`, `url()` of CSS. */
export class SafeUrl extends Safe {
  declare protected readonly kind: 'url'
}

/** A URL whose content may run in the page: trusted as the source of scripts, styles, frames and wherever `SafeUrl` is. */
export class SafeResourceUrl extends SafeUrl {}

/** JavaScript: an expression, or what stands inside quotes. Trusted in scripts and in `on…` attributes. */
export class SafeJs extends Safe {
  declare protected readonly kind: 'js'
}

/** CSS: a value, declarations or rules. Trusted in `<style>` and in `style` attributes. */
export class SafeCss extends Safe {
  declare protected readonly kind: 'css'
}

/** Attributes of a tag, each quoted and escaped; inside a tag they are written as they are. */
export class SafeAttrs extends Markup {}

/** JSON that is safe in HTML and in scripts, where it is the value that it describes. */
export class Json extends Markup {}

/** A URL that is followed whatever its scheme. */
export function safeUrl(url: string): SafeUrl {
  return new SafeUrl(String(url))
}

/** A URL that scripts, styles and frames may be loaded from. */
export function trustedResourceUrl(url: string): SafeResourceUrl {
  return new SafeResourceUrl(String(url))
}

/** JavaScript that is written as it stands, but for what would end the script that it is in. */
export function safeJs(code: string): SafeJs {
  return new SafeJs(String(code))
}

/** CSS that is written as it stands, but for what would end the style sheet that it is in. */
export function safeCss(css: string): SafeCss {
  return new SafeCss(String(css))
}

/**
 * Attributes for a tag, from HTML such as `class="a" hidden` or from a mapping: false, null and undefined leave an
 * attribute out, true gives its name alone. Fault: bad-argument for what is no list of attributes.
 */
export function safeAttr(attributes: string | Readonly<Record<string, unknown>>): SafeAttrs {
  const list =
    typeof attributes === 'object' ? Object.entries(attributes) : readAttributes(String(attributes))
  const html = list === null ? null : writeAttributes(list)
  if (html === null) return reject(String(attributes))
  return new SafeAttrs(typeof attributes === 'string' && SPACE_FIRST.test(attributes) ? ` ${html}` : html)
}

/** Space that keeps attributes apart from what stands before them. */
const SPACE_FIRST = /^[\t\n\f\r ]/

function reject(got: string): never {
  return fault('bad-argument', {
    callee: 'safe_attr',
    argument: 'value',
    reason: 'is no list of attributes',
    got,
  })
}

/** Whether a value is trusted in one kind of place. */
export function isSafe(value: unknown): value is SafeUrl | SafeJs | SafeCss {
  return value instanceof Safe
}

import type { Body, Method } from '../method.js'
import { method } from '../method.js'

/** A method of text: what it does on plain text, and how it treats markup. */
export interface TextMethod extends Method<string> {
  /**
   * On markup, results that are text or lists of text are markup again and the arguments at these positions are
   * escaped first; null when results say something about the text and stay as they are.
   */
  readonly escapes: readonly number[] | null
  /** What it does on markup instead, given its HTML; null when it does the same. */
  readonly forMarkup: Body<string> | null
}

/** A method whose result on markup is markup; `escapes` lists argument positions that become part of it. */
export function marked(signature: string, body: Body<string>, ...escapes: readonly number[]): TextMethod {
  return { ...method(signature, body), escapes, forMarkup: null }
}

/** A method that tells something about a text. */
export function telling(signature: string, body: Body<string>): TextMethod {
  return { ...method(signature, body), escapes: null, forMarkup: null }
}

import { Markup } from '../runtime/markup.js'

/** A nonce of a page (`csp_nonce` in templates): 128 random bits, made when somebody first asks. */
export class Nonce extends Markup {
  #text: string | null = null

  constructor() {
    super('')
  }

  /** Whether somebody asked for it, so that the page has it in it. */
  get isUsed(): boolean {
    return this.#text !== null
  }

  /** The nonce, in letters that need no escaping. */
  override toString(): string {
    return (this.#text ??= randomText(16))
  }

  /** The nonce. */
  override toJSON(): string {
    return this.toString()
  }

  /** The nonce. */
  override toHTML(): string {
    return this.toString()
  }
}

/** Random bytes as base64url. */
export function randomText(bytes: number): string {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)))
}

/** Bytes as text that is safe in headers, addresses and HTML. */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (unit) => ({ '+': '-', '/': '_' })[unit] ?? '')
}

import type { Environ } from '../contract.js'

const SECRET = /pass|secret|token|key|auth|cookie|session/i

/** What stands where a secret was. */
export const REDACTED = '[redacted]'

/** Whether what has this name is kept to itself. */
export function isSecret(name: string): boolean {
  return SECRET.test(name)
}

/** Shorter values are too likely to be ordinary words. */
const SHORTEST = 6

/** `name=value` in a query, a form or an address. */
const PARAMETER = /([^?&;=\s"']*)=([^&;#\s"']*)/g

/**
 * The secrets of one request: what has the name of a secret in the environ, in its query, and in the vars. `mask`
 * takes their values out of any text, also where code copied them into a message.
 */
export class Secrets {
  readonly #values = new Set<string>()
  #pattern: RegExp | null = null

  constructor(environ: Environ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(environ))) {
      if (typeof value !== 'string') continue
      if (isSecret(name)) this.add(value)
      for (const [, parameter = '', secret = ''] of value.matchAll(PARAMETER))
        if (isSecret(parameter)) this.add(secret)
    }
  }

  /** Makes a text a secret, and each part of it: `Basic abc`, `sid=abc; theme=dark`. */
  add(text: string): void {
    for (const part of [text, ...text.split(/[\s,;=&]+/)]) {
      for (const form of [part, decoded(part)]) if (form.length >= SHORTEST) this.#values.add(form)
    }
    this.#pattern = null
  }

  /** A text without secrets. */
  mask(text: string): string {
    if (this.#values.size === 0) return text
    // Longest first, so that a secret in another one leaves nothing of that.
    const values = [...this.#values].sort((left, right) => right.length - left.length)
    this.#pattern ??= new RegExp(
      values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
      'g',
    )
    return text.replace(this.#pattern, REDACTED)
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** An address without the values of secret parameters. */
export function maskQuery(text: string): string {
  return text.replace(PARAMETER, (whole, name: string) => (isSecret(name) ? `${name}=${REDACTED}` : whole))
}

import type { Headers } from './contract.js'

/** A name of RFC 9110, section 5.6.2, in the lower case that replies have. */
const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/

/** What no value may hold: everything but visible Latin-1, spaces and tabs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that split a reply in two
const UNSENDABLE = /[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/u

/** Headers of the connection, which belong to the gateway (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * What keeps headers from being sent, as a sentence for who wrote them, or null when nothing does. Checked before
 * anything is sent, since a line break in a value would let data write headers and pages.
 */
export function invalidHeader(headers: Headers): string | null {
  for (const name in headers) {
    if (!Object.hasOwn(headers, name)) continue
    const problem = nameProblem(name) ?? valueProblem(name, headers[name])
    if (problem !== null) return problem
  }
  return null
}

function nameProblem(name: string): string | null {
  if (NAME.test(name)) return HOP_BY_HOP.has(name) ? `the header ${name} is the gateway's to set` : null
  const shown = JSON.stringify(name)
  if (NAME.test(name.toLowerCase())) return `the header ${shown} must be written in lower case`
  return `${shown} is not a name of a header`
}

function valueProblem(name: string, value: unknown): string | null {
  if (Array.isArray(value)) {
    for (const each of value) {
      const problem = textProblem(name, each)
      if (problem !== null) return problem
    }
    return null
  }
  return textProblem(name, value)
}

function textProblem(name: string, value: unknown): string | null {
  if (typeof value !== 'string') {
    return `the header ${name} must be a string or a list of strings, not ${value === null ? 'null' : typeof value}`
  }
  const found = UNSENDABLE.exec(value)?.[0]
  if (found === undefined) return null
  const code = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  const why = found > '\u00ff' ? 'is not Latin-1; encode the value' : 'would break the reply'
  return `the header ${name} contains ${code}, which ${why}`
}

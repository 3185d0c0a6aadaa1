/** Key of the numbers that bytes are. */
export const OCTETS: unique symbol = Symbol('octets')

/** Python's `bytes`: what `encode` makes of text. Prints as `b'…'`; indexing gives numbers. */
export class Bytes {
  readonly [OCTETS]: Uint8Array

  constructor(octets: Uint8Array) {
    this[OCTETS] = octets
  }

  /** The numbers in order. */
  [Symbol.iterator](): Iterator<number> {
    return this[OCTETS][Symbol.iterator]()
  }
}

/** How Python writes it: ASCII as it is, everything else by its number. */
export function bytesText(bytes: Bytes): string {
  const characters = Array.from(bytes[OCTETS], (octet) => String.fromCharCode(octet)).join('')
  const quote = characters.includes("'") && !characters.includes('"') ? '"' : "'"
  const body = characters.replace(/[^ -[\]-~]/g, (unit) => ESCAPES[unit] ?? coded(unit))
  return `b${quote}${quote === "'" ? body.replaceAll("'", "\\'") : body}${quote}`
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }

function coded(unit: string): string {
  return `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`
}

/** Whether two have the same numbers. */
export function sameBytes(left: Bytes, right: Bytes): boolean {
  const [some, others] = [left[OCTETS], right[OCTETS]]
  return some.length === others.length && some.every((octet, at) => octet === others[at])
}

/** The highest character code of encodings that are a part of Unicode, by Python's names for them. */
const LIMITS: Readonly<Record<string, number>> = {
  ascii: 0x7f,
  'us-ascii': 0x7f,
  'latin-1': 0xff,
  latin1: 0xff,
  'iso-8859-1': 0xff,
  'utf-8': 0x10ffff,
  utf8: 0x10ffff,
}

/** What stands for a character that an encoding lacks, by Python's names for the ways to go on. */
const SUBSTITUTES: Readonly<Record<string, (code: number) => string>> = {
  ignore: () => '',
  replace: () => '?',
  xmlcharrefreplace: (code) => `&#${code};`,
}

/** The text in an encoding; null when Python has a character for it that it refuses, or does not know the names. */
export function encoded(text: string, encoding: string, errors: string): Bytes | null {
  const limit = LIMITS[encoding.toLowerCase().replaceAll('_', '-')]
  const substitute = SUBSTITUTES[errors]
  if (limit === undefined) return null
  let fitting = ''
  for (const point of text) {
    const code = point.codePointAt(0) ?? 0
    const fits = code <= limit && (code < 0xd800 || code > 0xdfff)
    if (!fits && substitute === undefined) return null
    fitting += fits ? point : substitute?.(code)
  }
  if (limit > 0xff) return new Bytes(new TextEncoder().encode(fitting))
  return new Bytes(Uint8Array.from(fitting, (character) => character.charCodeAt(0)))
}

/** The text that bytes spell in an encoding, or null when they spell none or the encoding is not known. */
export function decoded(bytes: Bytes, encoding: string): string | null {
  const limit = LIMITS[encoding.toLowerCase().replaceAll('_', '-')]
  if (limit === undefined) return null
  const octets = bytes[OCTETS]
  if (limit <= 0xff) return octets.some((octet) => octet > limit) ? null : String.fromCharCode(...octets)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets)
  } catch {
    return null
  }
}

import type { FuzzCase, Rendered } from './fuzz-case.js'

/** A difference that is meant: where it shows, and why we do not do as Jinja does. */
interface Deviation {
  readonly reason: string
  applies(text: string, torii: Rendered, jinja: Rendered, given: FuzzCase): boolean
}

/** Every deliberate deviation from Jinja that generated templates can come upon. */
const deviations: readonly Deviation[] = [
  {
    reason: 'a macro made without escaping and called under it must not pass unescaped text as safe',
    applies: (text, torii, jinja) =>
      /\bautoescape\b/.test(text) &&
      /\b(?:macro|call|set \w+ ?[-+]?%)/.test(text) &&
      sameBut(unescaped, torii, jinja),
  },
  {
    reason: 'inside {% autoescape variable %} Jinja escapes by the environment, not by the variable',
    applies: (text, torii, jinja) =>
      /\bautoescape (?!true|false)/.test(text) && sameBut(unescaped, torii, jinja),
  },
  {
    reason: 'an include without context inside a captured body goes to the page, as if nothing captured it',
    applies: (text, _, jinja) =>
      /\binclude\b[^%]*without context/.test(text) &&
      (/\b(?:macro|filter|call|recursive|set)\b/.test(text) || shows(jinja, '<generator object')),
  },
  {
    reason: 'the else of a loop is for loops without a turn, not for those whose every turn was cut short',
    applies: (text) => /\bfor\b.*\b(?:break|continue)\b.*\belse\b/s.test(text),
  },
  {
    reason:
      'a filter block that comes to something else than text fails where it stands, not when all is joined',
    applies: (text, torii, jinja) =>
      /\bfilter \w/.test(text) &&
      raises(torii, /^TypeError$/) &&
      /cannot be printed/.test(words(torii)) &&
      'error' in jinja,
  },
  {
    reason: 'where in memory an object lies shows in what a template makes of its text',
    applies: (_text, torii, jinja) => sameBut(withoutPlaces, torii, jinja),
  },
  {
    reason: 'where in memory an object lies shows in what is left of its text when some of it was replaced',
    applies: (_text, torii, jinja) => sameBut(withoutDigits, torii, jinja),
  },
  {
    reason:
      'safe text is plain text as a key and in messages, and CPython hands it on where nothing is laid out',
    applies: (_text, torii, jinja) =>
      'output' in jinja &&
      /m\W*a\W*r\W*k\W*u\W*p/i.test(jinja.output) &&
      (sameBut(withoutMarkup, torii, jinja) || sameBut(lettersWithoutMarkup, torii, jinja)),
  },
  {
    reason: 'which characters repr shows as they are is a matter of the version of Unicode',
    applies: (_text, torii, jinja) => shows(jinja, '\\') && sameBut(readable, torii, jinja),
  },
  {
    reason: 'a dict that grows while it is looped over is gone through as it was at the start',
    applies: (_text, _torii, jinja) =>
      raises(jinja, /^RuntimeError$/) && /changed (?:size )?during iteration/.test(words(jinja)),
  },
  {
    reason: 'a missing value is neither safe text nor callable, though its classes have what Python asks for',
    applies: (text) => /\b(?:escaped|callable)\b/.test(text),
  },
  {
    reason: 'what goes wrong in a generator that is reversed is reported as what it is',
    applies: (text, torii, jinja) =>
      /\breverse\b/.test(text) && 'error' in torii && raises(jinja, /^FilterArgumentError$/),
  },
  {
    reason: 'which two of several values that have no order a sort comes to compare first',
    applies: (text, torii, jinja) =>
      /\b(?:sort|dictsort|groupby)\b/.test(text) && [torii, jinja].every((one) => raises(one, UNORDERED)),
  },
  {
    reason: 'a loop that counts its rounds, or has an else, first asks its filter about every item',
    applies: (text, torii, jinja) =>
      /\bfor\b[^%]*\bif\b/.test(text) &&
      /\b(?:loop|else)\b/.test(text) &&
      'error' in torii &&
      'error' in jinja,
  },
  {
    reason:
      'of two mistakes in one call, that of the arguments is reported, not that the receiver is missing',
    applies: (text, torii, jinja) =>
      /\.\w+ ?\(.*[(|.[*]/.test(text) && 'error' in torii && raises(jinja, /^UndefinedError$/),
  },
  {
    reason: 'what Jinja leaves to the compiler of Python is a syntax error with a place here',
    applies: (_text, torii, jinja) =>
      raises(torii, /^Template\w*Error$/) && raises(jinja, /^SyntaxError$|^NameError$/),
  },
]

const UNORDERED = /^(?:TypeError|UndefinedError)$/

/** Why a difference is meant, or null when it is not. */
export function knownDeviation(given: FuzzCase, torii: Rendered, jinja: Rendered): string | null {
  const text = Object.values(given.templates).join('\n')
  return deviations.find((known) => known.applies(text, torii, jinja, given))?.reason ?? null
}

function shows(rendered: Rendered, text: string): boolean {
  return 'output' in rendered && rendered.output.includes(text)
}

function raises(rendered: Rendered, type: RegExp): boolean {
  return 'error' in rendered && type.test(rendered.error.type)
}

/** Whether both rendered, to what `simplify` makes the same. */
function sameBut(simplify: (text: string) => string, torii: Rendered, jinja: Rendered): boolean {
  return 'output' in torii && 'output' in jinja && simplify(torii.output) === simplify(jinja.output)
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'" }

/** A text without escaping, however often it was escaped. */
function unescaped(text: string): string {
  const plain = text.replace(/&(amp|lt|gt|#34|#39);/g, (_, name: string) => REFERENCES[name] ?? '')
  return plain === text ? text : unescaped(plain)
}

/** The letters and digits of a text that shows where an object lies, which may have been taken apart. */
function withoutPlaces(text: string): string {
  const letters = unescaped(text)
    .replace(/<bound method \w+\.(\w+) of <[^<>]*>>/gi, '<function $1 at 0x7f0000000000>')
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
  const placeless = letters.replace(/0x7[0-9a-f]{11}/g, '0x')
  return placeless === letters ? text : placeless
}

/** The letters of a text about a method or function that no address can have; any other text as it is. */
function withoutDigits(text: string): string {
  const letters = unescaped(text)
    .toLowerCase()
    .replace(/[^g-wyz]/g, '')
  return /mtho|ntion|ojt/.test(letters) ? letters : text
}

function withoutMarkup(text: string): string {
  const literal = /\bMarkup\(('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\)/gi
  const plain = unescaped(text)
    .replace(
      /<bound method Markup\.(\w+) of Markup\(.*?\)>/g,
      '<built-in method $1 of str object at 0x7f0000000000>',
    )
    .replace(/\bmarkupsafe\.Markup object\b/gi, 'str object')
  return withoutPlaces(plain.replace(literal, '$1'))
}

/** The letters of a text that has the name of safe text in it, which may have been taken apart. */
function lettersWithoutMarkup(text: string): string {
  return unescaped(text)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('markup', '')
}

/** A text with the characters that are none in some version of Unicode in place of their escapes. */
function readable(text: string): string {
  const shown = text.replace(/\\+(?:U([0-9a-f]{8})|u([0-9a-f]{4}))/g, (_, long?: string, short?: string) =>
    String.fromCodePoint(Number.parseInt(long ?? short ?? '', 16)),
  )
  return withoutMarkup(shown)
}

function words(rendered: Rendered): string {
  return 'error' in rendered ? rendered.error.message : ''
}

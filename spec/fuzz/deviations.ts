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
      bothRender(torii, jinja) &&
      /\bautoescape\b/.test(text) &&
      /\b(?:macro|call|set \w+ ?[-+]?%)/.test(text),
  },
  {
    reason: 'inside {% autoescape variable %} Jinja escapes by the environment, not by the variable',
    applies: (text, torii, jinja) => bothRender(torii, jinja) && /\bautoescape (?!true|false)/.test(text),
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
    reason: 'a method that is printed instead of called shows its name, not how CPython made it',
    applies: (_text, torii, jinja) => {
      return (
        'output' in torii &&
        'output' in jinja &&
        withoutMethods(torii.output) === withoutMethods(jinja.output)
      )
    },
  },
  {
    reason: 'what Jinja leaves to the compiler of Python is a syntax error with a place here',
    applies: (_text, torii, jinja) =>
      raises(torii, /^Template\w*Error$/) && raises(jinja, /^SyntaxError$|^NameError$/),
  },
]

/** Why a difference is meant, or null when it is not. */
export function knownDeviation(given: FuzzCase, torii: Rendered, jinja: Rendered): string | null {
  const text = Object.values(given.templates).join('\n')
  return deviations.find((known) => known.applies(text, torii, jinja, given))?.reason ?? null
}

function bothRender(torii: Rendered, jinja: Rendered): boolean {
  return 'output' in torii && 'output' in jinja
}

function shows(rendered: Rendered, text: string): boolean {
  return 'output' in rendered && rendered.output.includes(text)
}

function raises(rendered: Rendered, type: RegExp): boolean {
  return 'error' in rendered && type.test(rendered.error.type)
}

/** A text in which printed methods, escaped or not, are all the same. */
function withoutMethods(text: string): string {
  const method =
    /(?:<|&lt;)(?:built-in |bound )?(?:method|function) .*?0x[0-9a-f]+(?:>|&gt;)+|<bound method Markup.*?\)>/gs
  return text.replace(method, '<method>')
}

function words(rendered: Rendered): string {
  return 'error' in rendered ? rendered.error.message : ''
}

import { operatorHabit } from '../habits.js'
import { quote } from '../quote.js'
import type { NoData, Rows } from './row.js'

/** What diagnostics of the lexer have to say, by id. */
export interface LexingData {
  'unclosed-comment': NoData
  'unclosed-raw': NoData
  /** A string without its closing quote; `offset` as in `unexpected-character`. */
  'unclosed-string': { quote: string; offset: number }
  /** `{{` without its `}}`. */
  'unclosed-output': { expected: string }
  /** `{%` without its `%}`. */
  'unclosed-tag': { expected: string }
  /** `offset` counts characters from the start of the template as Jinja does: code points, a line break is one. */
  'unexpected-character': { character: string; offset: number }
  /** A closing bracket that closes nothing (`expected` is null) or another bracket than the open one. */
  'unbalanced-bracket': { found: string; expected: string | null }
  /** A word with a character that no name may have there. */
  'bad-identifier': { text: string }
  /** A number too long to convert; `text` is its beginning. */
  'bad-number': { text: string }
  'bad-escape': { reason: string }
  'bad-pattern': { reason: string }
}

/** Wording of the lexer's diagnostics. */
export const lexing: Rows<LexingData> = {
  'unclosed-comment': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'Missing end of comment tag',
    help: () => 'Close the comment that starts here.',
  },
  'unclosed-raw': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'Missing end of raw directive',
    help: () => 'Close the raw block that starts here with an endraw tag.',
  },
  'unclosed-string': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: (data) => `unexpected char ${quote(data.quote)} at ${data.offset}`,
    help: (data) => `The text that starts here is never closed: add the closing ${data.quote}.`,
  },
  'unclosed-output': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => "unexpected end of template, expected 'end of print statement'.",
    help: (data) => `Close it with ${quote(data.expected)}.`,
  },
  'unclosed-tag': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => "unexpected end of template, expected 'end of statement block'.",
    help: (data) => `Close it with ${quote(data.expected)}.`,
  },
  'unexpected-character': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: (data) => `unexpected char ${quote(data.character)} at ${data.offset}`,
    help: (data) => operatorHabit(data.character),
  },
  'unbalanced-bracket': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ found, expected }) =>
      expected === null
        ? `unexpected ${quote(found)}`
        : `unexpected ${quote(found)}, expected ${quote(expected)}`,
    help: ({ found, expected }) =>
      expected === null ? `No bracket is open that ${quote(found)} could close.` : null,
  },
  'bad-identifier': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'Invalid character in identifier',
    help: (data) =>
      `${quote(data.text)} is not a name: names are letters, digits and underscores, no digit first.`,
  },
  'bad-number': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: (data) => `${quote(data.text)} has more digits than a number can have`,
    help: () => null,
  },
  'bad-escape': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: (data) => data.reason,
    help: () => "Write a backslash that is meant as such twice: '\\\\'.",
  },
  'bad-pattern': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: (data) => `This regular expression is not valid: ${data.reason}`,
    help: () => null,
  },
}

import type { Bracket } from './brackets.js'
import { operators, type TokenKind } from './tokens.js'

/** An operator of expressions. */
export interface Operator {
  readonly text: string
  readonly type: TokenKind
  /** Whether it exists only with `strictEquality`. */
  readonly strict: boolean
  /** The bracket that closes it, or null when it opens none. */
  readonly closer: Bracket | null
  /** Whether it is a closing bracket. */
  readonly closes: boolean
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

const BY_FIRST_CODE: readonly (readonly Operator[])[] = Array.from({ length: 0x80 }, (_, code) =>
  Object.entries(operators)
    .filter(([text]) => text.charCodeAt(0) === code)
    .map(([text, type]) => operatorOf(text, type))
    .sort((left, right) => right.text.length - left.text.length),
)

function operatorOf(text: string, type: TokenKind): Operator {
  const closer = CLOSERS[text] ?? ''
  const closerType = operators[closer]
  return {
    text,
    type,
    strict: text === '===' || text === '!==',
    closer: closerType === undefined ? null : { text: closer, type: closerType },
    closes: Object.values(CLOSERS).includes(text),
  }
}

/** The longest operator at an offset, or null. */
export function operatorAt(text: string, at: number, strictEquality: boolean): Operator | null {
  for (const operator of BY_FIRST_CODE[text.charCodeAt(at)] ?? []) {
    if (operator.text.length === 1) return operator
    if ((strictEquality || !operator.strict) && text.startsWith(operator.text, at)) return operator
  }
  return null
}

/** Names after which an operand follows, so that `r/` may start a pattern and `{{` a mapping. */
const OPERATOR_WORDS: ReadonlySet<string> = new Set(['in', 'and', 'or', 'not', 'is', 'if', 'else'])

/** Whether a name is an operator. */
export function isOperatorWord(name: string): boolean {
  return OPERATOR_WORDS.has(name)
}

/** A character no expression has, outside of strings. */
const ALIEN = /[^\p{L}\p{N}_\s()[\]{}'"=!<>*/%+\-~|.,:;]/u
/** Two-character operators that only stand between operands; for `ALIEN_PAIR` each counts as one character. */
const WIDE_OPERATOR = /==|!=|<=|>=|\/\//g
/** Two characters that never stand side by side in an expression. */
const ALIEN_PAIR = /[({[%/~|<>=!,.+\-*][%/~|<>=!]|[%/~|<>=!][)}\]]/

/**
 * Whether a delimiter cannot be part of any expression, so that it ends a tag wherever it stands: `{%` and `%}` are
 * foreign, `{{`, `}}` and `((` are not.
 */
export function isForeign(delimiter: string): boolean {
  return ALIEN.test(delimiter) || ALIEN_PAIR.test(delimiter.replace(WIDE_OPERATOR, '%'))
}

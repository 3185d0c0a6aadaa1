import type { FaultData } from '../../runtime/fault.js'
import { quote, withArticle } from '../quote.js'
import { didYouMean } from '../suggest.js'
import type { Rows } from './row.js'

type ValueFault =
  | 'undefined-value'
  | 'not-callable'
  | 'not-iterable'
  | 'not-printable'
  | 'circular-value'
  | 'bad-operand'
  | 'not-comparable'
  | 'division-by-zero'
  | 'unpack-count'
  | 'not-a-namespace'
  | 'bad-format'

/** Wording of what can be wrong with a value and what is done with it. */
export const valueRows: Rows<Pick<FaultData, ValueFault>> = {
  'undefined-value': {
    severity: 'error',
    error: 'undefined',
    jinja: { type: () => 'UndefinedError', message: undefinedWords },
    message: ({ what, hint }) => hint ?? `${quote(what)} is undefined`,
    help: ({ what, known, use }) => didYouMean(lastName(what), known) ?? helpOfUse(what, use),
  },
  'not-callable': {
    severity: 'error',
    error: 'render',
    jinja: 'TypeError',
    message: ({ what, kind }) =>
      what === kind
        ? `${withArticle(kind)} cannot be called`
        : `${quote(what)} cannot be called: it is ${withArticle(kind)}`,
    help: ({ what }) => (what === 'loop' ? 'Write {% for … recursive %}.' : null),
  },
  'not-iterable': {
    severity: 'error',
    error: 'render',
    jinja: 'TypeError',
    message: ({ kind }) => `${withArticle(kind)} has no items to go through`,
    help: ({ kind }) => (kind === 'number' || kind === 'int' ? 'To count, write range(n).' : null),
  },
  'not-printable': {
    severity: 'error',
    error: 'render',
    jinja: 'TypeError',
    message: ({ kind }) => `${withArticle(kind)} cannot be printed`,
    help: ({ kind }) => PRINT_HELP[kind] ?? null,
  },
  'circular-value': {
    severity: 'error',
    error: 'render',
    jinja: 'ValueError',
    message: ({ kind }) => `${withArticle(kind)} that contains itself cannot be printed`,
    help: () => 'Print the parts of it that are needed.',
  },
  'bad-operand': {
    severity: 'error',
    error: 'render',
    jinja: 'TypeError',
    message: ({ operator, left, right }) =>
      right === null
        ? `${quote(operator)} has no meaning for ${withArticle(left)}`
        : `${quote(operator)} has no meaning between ${withArticle(left)} and ${withArticle(right)}`,
    help: ({ operator, left, right }) => operandHelp(operator, left, right),
  },
  'not-comparable': {
    severity: 'error',
    error: 'render',
    jinja: 'TypeError',
    message: ({ operator, left, right }) =>
      `${quote(operator)} cannot compare ${withArticle(left)} with ${withArticle(right)}`,
    help: () => null,
  },
  'division-by-zero': {
    severity: 'error',
    error: 'render',
    jinja: 'ZeroDivisionError',
    message: () => 'division by zero',
    help: () => null,
  },
  'unpack-count': {
    severity: 'error',
    error: 'render',
    jinja: 'ValueError',
    message: ({ wanted, got }) =>
      `${wanted} values are needed here for ${wanted} names, but there are ${got}`,
    help: () => "For the keys and values of a mapping write 'for key, value in mapping.items()'.",
  },
  'not-a-namespace': {
    severity: 'error',
    error: 'render',
    jinja: 'TemplateRuntimeError',
    message: () => 'cannot assign attribute on non-namespace object',
    help: ({ kind }) =>
      `Only attributes of a namespace() can be set, and this is ${withArticle(kind)}: {% set ns = namespace() %}.`,
  },
  'bad-format': {
    severity: 'error',
    error: 'render',
    jinja: { type: ({ python }) => python ?? 'ValueError' },
    message: ({ reason }) => reason,
    help: () => null,
  },
}

const PRINT_HELP: Readonly<Record<string, string>> = {
  function: "Call it: add '()' behind it.",
  promise: 'Its value arrives later: use renderAsync or stream.',
}

/** Jinja's sentence about a missing value; of an attribute or item it names the type it was looked for in. */
function undefinedWords({ what, hint, sought }: FaultData['undefined-value']): string {
  if (hint !== null) return hint
  if (sought === undefined) return `${quote(what)} is undefined`
  const { owner, name, element } = sought
  return element ? `${owner} has no element ${name}` : `${quote(owner)} has no attribute ${quote(name)}`
}

/** `age` of `user.age`: names are suggested from where the last one was looked for. */
function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

function helpOfUse(what: string, use: string): string | null {
  if (use === 'attribute')
    return `Nothing can be read from a missing value; test it first: 'if ${what} is defined'.`
  if (use === 'call') return null
  return "Give it a value with 'default', or test it with 'is defined'."
}

function operandHelp(operator: string, left: string, right: string | null): string | null {
  if (operator !== '+' || right === null) return null
  const texts = new Set(['text', 'str', 'markup', 'Markup'])
  return texts.has(left) || texts.has(right) ? "To join values as text write '~'." : null
}

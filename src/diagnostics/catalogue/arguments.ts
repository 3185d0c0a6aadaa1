import type { FaultData } from '../../runtime/fault.js'
import { quote } from '../quote.js'
import { didYouMean } from '../suggest.js'
import { type Place, wordsFor } from './filter-words.js'
import type { Counterpart, Rows } from './row.js'

/**
 * Wording of what can be wrong with the arguments of a call, filter or test. `callee` comes as a reader would call
 * it (`macro 'm'`, `batch`) and is not quoted again; `reason` is a predicate (`must be a whole number`).
 */
export const argumentRows: Rows<
  Pick<
    FaultData,
    'bad-argument' | 'missing-argument' | 'unknown-argument' | 'duplicate-argument' | 'too-many-arguments'
  >
> = {
  'bad-argument': {
    severity: 'error',
    error: 'render',
    jinja: counterpart(badArgument, ({ python }) => python ?? 'TypeError'),
    message: badArgument,
    help: () => null,
  },
  'missing-argument': {
    severity: 'error',
    error: 'render',
    jinja: counterpart(missingArgument),
    message: missingArgument,
    help: () => null,
  },
  'unknown-argument': {
    severity: 'error',
    error: 'render',
    jinja: counterpart(macroKeyword),
    message: unknownArgument,
    help: ({ argument, known }) =>
      didYouMean(argument, known) ?? (known.length === 0 ? null : `It knows ${known.map(quote).join(', ')}.`),
  },
  'duplicate-argument': {
    severity: 'error',
    error: 'render',
    jinja: counterpart((data) => (isMacro(data) ? macroKeyword(data) : duplicateArgument(data))),
    message: duplicateArgument,
    help: () => null,
  },
  'too-many-arguments': {
    severity: 'error',
    error: 'render',
    jinja: {
      type: () => 'TypeError',
      message: ({ callee, most }) => tooMany(macroName({ callee, argument: '' }), most),
    },
    message: ({ callee, most }) => tooMany(callee, most),
    help: ({ got }) => `It got ${got}.`,
  },
}

type Data = FaultData['bad-argument']

function badArgument({ callee, argument, reason }: Data): string {
  return `The argument ${quote(argument)} of ${callee} ${reason}`
}

function missingArgument({ callee, argument }: FaultData['missing-argument']): string {
  return `${callee} needs the argument ${quote(argument)}`
}

function unknownArgument({ callee, argument }: Place): string {
  return `${callee} takes no keyword argument ${quote(argument)}`
}

function duplicateArgument({ callee, argument }: FaultData['duplicate-argument']): string {
  return `${callee} got two values for the argument ${quote(argument)}`
}

function tooMany(callee: string, most: number): string {
  return `${callee} takes not more than ${most} argument(s)`
}

function isMacro({ callee }: Place): boolean {
  return callee === 'caller' || callee.startsWith('macro ')
}

/** Jinja's name of a macro; the body of a call block has none. */
function macroName({ callee }: Place): string {
  return callee === 'caller' ? 'macro None' : callee
}

/** A keyword a macro has no use for, or no more: Jinja does not tell the two apart. */
function macroKeyword(data: Place): string {
  const callee = macroName(data)
  if (!isMacro(data) || data.argument !== 'caller') return unknownArgument({ ...data, callee })
  return `${callee} was invoked with two values for the special caller argument. This is most likely a bug.`
}

/** Jinja's report of a bad argument: its own where the filter words it, else Python's class. */
function counterpart<D extends Place>(
  message: (data: D) => string,
  type: (data: D) => string = () => 'TypeError',
): Counterpart<D> {
  return {
    type: (data) => wordsFor(data)?.type ?? type(data),
    message: (data) => wordsFor(data)?.message?.(data) ?? message(data),
  }
}

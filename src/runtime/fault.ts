/** The attribute or item that a value does not have. */
export interface Sought {
  /** The value as Jinja calls it: `dict object`, `None`. */
  readonly owner: string
  /** What kind of value it is in our words. */
  readonly kind: string
  /** The name, or for an element the key as source code would show it. */
  readonly name: string
  readonly element: boolean
}

/** A name that is not known, and those that are; `called` is a name a filter was given, as source code would show it. */
interface Unknown {
  name: string
  known: readonly string[]
  called?: string
}

/**
 * What each run-time failure has to say, by id. The wording lives in the diagnostics catalogue, which has a
 * row for every id here; a precompiled page without the compiler prints the id and this data instead.
 */
export interface FaultData {
  /**
   * A missing value was reached through, called, or (strict) used at all. `what` is what is missing, as written;
   * `hint` a sentence that replaces the usual wording; `known` names that exist where it was looked for; `sought`
   * what was looked for in a value.
   */
  'undefined-value': {
    what: string
    hint: string | null
    use: string
    known: readonly string[]
    sought?: Sought
  }
  /** A value that is not a function was called. */
  'not-callable': { what: string; kind: string }
  /** A loop or filter got a value without items. */
  'not-iterable': { kind: string }
  /** A value that must not or cannot be printed: function, symbol, promise. */
  'not-printable': { kind: string }
  /** A list or mapping that contains itself. */
  'circular-value': { kind: string }
  /** An operator got operands it has no meaning for. */
  'bad-operand': { operator: string; left: string; right: string | null }
  'not-comparable': { operator: string; left: string; right: string }
  'division-by-zero': { operator: string }
  /**
   * An argument has a value the callee cannot use. `got` is that value as text, `python` the
   * class of Python's error where it is not TypeError.
   */
  'bad-argument': { callee: string; argument: string; reason: string; got?: string; python?: string }
  'missing-argument': { callee: string; argument: string }
  'unknown-argument': { callee: string; argument: string; known: readonly string[] }
  'duplicate-argument': { callee: string; argument: string }
  'too-many-arguments': { callee: string; most: number; got: number }
  /** A filter or test that only run time could look up (a name in map(), or in a branch not always taken). */
  'missing-filter': Unknown
  'missing-test': Unknown
  'unpack-count': { wanted: number; got: number }
  /** `set x.y` where x is not a namespace. */
  'not-a-namespace': { kind: string }
  /** A `%` or `format` pattern that does not fit its values; `python` is the class where it is not ValueError. */
  'bad-format': { reason: string; python?: string }
  'required-block': { name: string }
  /** A block whose content fits only in other places of a document stands in text. */
  'misplaced-block': { name: string; reason: string }
  /** An included template leaves the document elsewhere than it began, and nobody could foresee it. */
  'include-end': { template: string; ends: string }
  /** A precompiled template was not compiled for the place where it is used. */
  'context-variant': { template: string; use: string }
  'missing-block': { name: string }
  'extended-twice': Record<never, never>
  'template-not-found': {
    names: readonly string[]
    tried: readonly string[]
    listed?: boolean
    shown?: string
  }
  /** A template is asked for by name, and there is no loader. */
  'no-loader': Record<never, never>
  'template-cycle': { chain: readonly string[] }
  /** `shown` is the value as Jinja would look for it: its text. */
  'not-a-template': { kind: string; shown?: string }
  'bad-vars': { kind: string }
  /** Macros, blocks or templates inside each other without end: the stack is full. */
  'too-deep': Record<never, never>
  /** A result too large to build (text repetition, range, padding). */
  'too-large': { what: string }
  /** Something the caller's own function, filter or loader threw; `cause` is the thrown value. */
  'host-error': { message: string; type?: string }
}

/** Ids of run-time failures. */
export type FaultId = keyof FaultData

/** Stack frames kept of a failure. */
const STACK_FRAMES = 200

/** A run-time failure before it is given a place and wording; `cause` is what was thrown below it, if anything. */
export class Fault extends Error {
  readonly id: FaultId
  readonly data: FaultData[FaultId]

  constructor(id: FaultId, data: FaultData[FaultId], cause?: unknown) {
    // Templates can nest deeper than the ten frames a stack has by default, and the stack tells where they failed.
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = Math.max(limit, STACK_FRAMES)
    super(`${id} ${JSON.stringify(data)}`, cause === undefined ? {} : { cause })
    Error.stackTraceLimit = limit
    this.name = 'Fault'
    this.id = id
    this.data = data
  }
}

/** Throws the failure `id`. */
export function fault<K extends FaultId>(id: K, data: FaultData[K], cause?: unknown): never {
  throw new Fault(id, data, cause)
}

/** The words of anything that was thrown, even of what resists being read; never throws itself. */
export function wordsOf(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown)
  } catch {
    return typeof thrown === 'function' ? 'a function was thrown' : 'an object without words was thrown'
  }
}

/** Whether what was thrown is of a class; false for a proxy that does not say. */
export function isThrown<T>(thrown: unknown, type: new (...args: never[]) => T): thrown is T {
  try {
    return thrown instanceof type
  } catch {
    return false
  }
}

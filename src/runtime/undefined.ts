import { fault, type Sought } from './fault.js'
import type { Values } from './values/values.js'

/** What a missing value knows about itself: how a reader would write it, and the words of an error about it. */
export interface Missing {
  /** The missing thing as written or found: `user`, `user.name`, `items[3]`; null when it has no name. */
  readonly path: string | null
  /** A whole sentence that replaces the usual wording, or null. */
  readonly hint: string | null
  /** Where it was looked for, so that a message can suggest a name that is there. */
  readonly owner?: unknown
  /** The key of an item, when it is not text. */
  readonly key?: unknown
  /** Whose words say what the owner is. */
  readonly values?: Values
}

/** Key of a missing value's own description. A symbol, so that no template name can reach it. */
export const MISSING: unique symbol = Symbol('missing')

/** Uses of a missing value that a kind of undefined may forbid. */
export type UndefinedUse =
  | 'print'
  | 'iterate'
  | 'test'
  | 'compare'
  | 'attribute'
  | 'call'
  | 'operate'
  | 'convert'

/** Key of the method that decides whether a use is allowed. */
export const USE: unique symbol = Symbol('use')
/** Key of the method that gives the printed text. */
export const PRINT: unique symbol = Symbol('print')

/**
 * A missing value (lenient: printed as nothing, iterated as nothing, false; anything else is an error that says
 * what is missing). Subclass it and override `[USE]` or `[PRINT]` for another policy.
 */
export class Undefined {
  readonly [MISSING]: Missing

  constructor(missing: Missing) {
    this[MISSING] = missing
  }

  /** Throws `undefined-value` when `use` is not allowed; a chainable kind returns quietly for `attribute`. */
  [USE](use: UndefinedUse): void {
    if (use === 'print' || use === 'iterate' || use === 'test' || use === 'compare') return
    fail(this, use)
  }

  /** The text printed for it. */
  [PRINT](): string {
    this[USE]('print')
    return ''
  }

  /** What JSON makes of it: nothing. */
  toJSON(): undefined {
    return undefined
  }
}

/** Key of the method by which an owner of missing values tells the names it has. */
export const NAMES: unique symbol = Symbol('names')

/** What was looked for in a value, or null for a name. */
function soughtOf({ path, owner, key, values }: Missing): Sought | null {
  if (values === undefined) return null
  const element = key !== undefined
  return {
    owner: values.owner(owner),
    kind: values.kind(owner),
    name: element ? values.repr(key) : (path ?? ''),
    element,
  }
}

/** Most names that a failure looks through for one to suggest. */
const MOST_NAMES = 200

function namesOf(owner: unknown): readonly string[] {
  if (typeof owner !== 'object' || owner === null || Array.isArray(owner)) return []
  if (NAMES in owner && typeof owner[NAMES] === 'function') return owner[NAMES]().slice(0, MOST_NAMES)
  const keys = owner instanceof Map ? [...owner.keys()].map(String) : Object.keys(owner)
  return keys.slice(0, MOST_NAMES)
}

/** Throws `undefined-value` about a missing value. */
export function fail(missing: Undefined, use: UndefinedUse): never {
  const { path, hint, owner } = missing[MISSING]
  const sought = soughtOf(missing[MISSING])
  const what = path ?? 'this value'
  const known = namesOf(owner)
  return fault('undefined-value', { what, hint, use, known, ...(sought && { sought }) })
}

/** Like `Undefined`, but attributes and items of it are missing too instead of an error. */
export class ChainableUndefined extends Undefined {
  override [USE](use: UndefinedUse): void {
    if (use !== 'attribute') super[USE](use)
  }
}

/** Like `Undefined`, but prints what is missing. */
export class DebugUndefined extends Undefined {
  override [PRINT](): string {
    const { path, hint, values } = this[MISSING]
    if (hint !== null) return `{{ undefined value printed: ${hint} }}`
    const sought = soughtOf(this[MISSING])
    if (sought === null || values === undefined) return `{{ ${path ?? 'undefined'} }}`
    const { owner, name, element } = sought
    return `{{ no such element: ${owner}[${element ? name : values.repr(name)}] }}`
  }
}

/** Every use but `is defined` and `default` is an error. */
export class StrictUndefined extends Undefined {
  override [USE](use: UndefinedUse): void {
    fail(this, use)
  }
}

/** The value of an inline `if` without `else` whose test is false: quietly missing, whatever the policy. */
export class Omitted extends Undefined {
  constructor(place?: string) {
    const where = place === undefined ? '' : ` on ${place}`
    super({
      path: null,
      hint: `the inline if-expression${where} evaluated to false and no else section was defined.`,
    })
  }
}

/** A class of missing values. */
export type UndefinedKind = new (missing: Missing) => Undefined

/** Whether a value counts as undefined: JavaScript's undefined or a missing value of a template. */
export function isUndefined(value: unknown): value is undefined | Undefined {
  return value === undefined || value instanceof Undefined
}

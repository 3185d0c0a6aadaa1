import { hostFault, native } from '../call.js'
import { escapeHtml } from '../escape.js'
import { Keywords } from '../keywords.js'
import { isText, Markup } from '../markup.js'
import { listMethods } from '../methods/lists.js'
import { mappingMethods } from '../methods/mappings.js'
import type { Methods } from '../methods/method.js'
import { bindArguments } from '../methods/method.js'
import { numberFields, numberMethods } from '../methods/numbers.js'
import { setMethods } from '../methods/sets.js'
import { callTextMethod, markAll, textMethod } from '../methods/text/text.js'
import { isUndefined } from '../undefined.js'
import * as allowed from './allowed.js'
import { codePointCount } from './code-points.js'
import type { Num } from './numeric.js'
import { isNum } from './numeric.js'
import type { Mapping } from './shapes.js'
import { isList, isMapping, isObject } from './shapes.js'
import { callOnText } from './text-members.js'
import type { Values } from './values.js'

/** A method of a value, bound to it; keywords may come last as `Keywords`. */
export type Bound = (...args: unknown[]) => unknown

/** Finds a member of one kind of value by name; undefined when it has none of that name. */
type Finder = (values: Values, value: unknown, name: string) => unknown

/** Which members a kind of value has: JavaScript's by permission, and Python's. */
interface Kind<R> {
  readonly is: (value: unknown) => value is R
  readonly natives: ReadonlySet<string>
  readonly methods: Methods<R>
}

function finder<R>({ is, natives, methods }: Kind<R>): Finder {
  return (values, value, name) => {
    if (!is(value)) return undefined
    const row = methods.get(name)
    const python: Bound | undefined =
      row && native((...args: unknown[]) => row.body(values, value, ...bindArguments(name, row, args)))
    if (!natives.has(name)) return python
    const own: unknown = Reflect.get(Object(value), name, value)
    return isFunction(own) ? either(bindOwn(own, value), own.length, python) : own
  }
}

function isFunction(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === 'function'
}

/** Python's method serves calls that only Python knows: with keywords, or with more arguments than JavaScript's takes. */
function either(own: Bound, most: number, python: Bound | undefined): Bound {
  if (python === undefined) return own
  return native((...args: unknown[]) => {
    return args.length > most || args.at(-1) instanceof Keywords ? python(...args) : own(...args)
  })
}

function bindOwn(own: (...args: never[]) => unknown, value: unknown): Bound {
  return native((...args: unknown[]) => {
    return listed(() => Reflect.apply(own, value, args.map(forOwn)))
  })
}

/** A result with iterators, which can be read once only, turned into lists; what JavaScript throws is a fault. */
function listed(run: () => unknown): unknown {
  try {
    const result = run()
    return isIterator(result) ? Array.from(result) : result
  } catch (error) {
    throw hostFault(error)
  }
}

/** JavaScript's own functions know no missing values and no keywords. */
function forOwn(value: unknown): unknown {
  if (isUndefined(value)) return undefined
  return value instanceof Keywords ? { ...value.values } : value
}

function isIterator(value: unknown): value is IterableIterator<unknown> {
  return isObject(value) && Symbol.iterator in value && typeof value.next === 'function'
}

const NO_METHODS: Methods<unknown> = new Map()

function isAnything(_: unknown): _ is unknown {
  return true
}

function only(natives: ReadonlySet<string>): Finder {
  return finder<unknown>({ is: isAnything, natives, methods: NO_METHODS })
}

function isArray(value: unknown): value is unknown[] {
  return Array.isArray(value)
}

function isSet(value: unknown): value is Set<unknown> {
  return value instanceof Set
}

const listMember = finder<unknown[]>({ is: isArray, natives: allowed.LIST, methods: listMethods })
const numberMember = finder<Num>({ is: isNum, natives: allowed.NUMBER, methods: numberMethods })
const mappingMember = finder<Mapping>({ is: isMapping, natives: allowed.NOTHING, methods: mappingMethods })

/** JavaScript prints items its own way, and functions with their source; these print as the dialect does. */
function findInList(values: Values, list: unknown, name: string): unknown {
  if (name === 'join') return native((separator: unknown = ',') => joined(values, list, separator))
  if (name === 'toString') return native(() => joined(values, list, ','))
  return listMember(values, list, name)
}

function joined(values: Values, list: unknown, separator: unknown): string {
  return Array.from(values.list(list), values.text).join(values.text(separator))
}

/** A member of a number, or of a boolean as the number it counts as. */
export function findInNumber(values: Values, value: unknown, name: string): unknown {
  if (typeof value === 'boolean' && allowed.NUMBER.has(name)) return only(allowed.NUMBER)(values, value, name)
  const number = typeof value === 'boolean' ? Number(value) : value
  const field = numberFields.get(name)
  return field !== undefined && isNum(number) ? field(number) : numberMember(values, number, name)
}

/** A member of text: JavaScript's, counting code points, or Python's. Those of markup give markup. */
export function findInText(values: Values, text: string | Markup, name: string): unknown {
  if (name === 'length') return codePointCount(text.toString())
  const row = textMethod(text, name)
  const python: Bound | undefined =
    row && native((...args: unknown[]) => callTextMethod(values, text, [name, row], args))
  const own: unknown = allowed.TEXT.has(name) ? Reflect.get(String.prototype, name) : undefined
  if (!isFunction(own)) return python
  const chosen = either(bindOnText(values, text, name), own.length, python)
  return name === 'split' && python !== undefined ? splitting(chosen, python) : chosen
}

function bindOnText(values: Values, text: string | Markup, name: string): Bound {
  return native((...args: unknown[]) => {
    const given = args.map((value, at) => textArgument(values, { text, name, at }, value))
    if (!(text instanceof Markup)) return listed(() => callOnText(text, name, given))
    return markAll(
      listed(() =>
        name === 'normalize' ? normalized(text, given) : callOnText(text.toString(), name, given),
      ),
    )
  })
}

/**
 * Normalization makes `<` of a full-width `＜`, so what is between the special characters of markup is escaped again;
 * they themselves stay, also before a mark they would combine with.
 */
function normalized(markup: Markup, [form]: readonly unknown[]): string {
  const pieces = markup.toString().split(/([&<>"'])/)
  const changed = (piece: string): unknown => escapeHtml(String(callOnText(piece, 'normalize', [form])))
  return pieces.map((piece, at) => (at % 2 === 1 ? piece : changed(piece))).join('')
}

/** JavaScript's split without a separator does not split, which nobody asks for. */
function splitting(own: Bound, python: Bound): Bound {
  return native((...args: unknown[]) =>
    args[0] === undefined || args[0] === null ? python(...args) : own(...args),
  )
}

interface Position {
  readonly text: string | Markup
  readonly name: string
  readonly at: number
}

/** Arguments at these positions become part of the result. */
const INSERTED: ReadonlyMap<string, number> = new Map([
  ['concat', 0],
  ['padEnd', 1],
  ['padStart', 1],
  ['replace', 1],
  ['replaceAll', 1],
])

/**
 * Functions are called, never printed; text that goes into markup is escaped; what JavaScript would turn into
 * text its own way is turned here.
 */
function textArgument(values: Values, { text, name, at }: Position, value: unknown): unknown {
  const inserted = at >= (INSERTED.get(name) ?? Number.POSITIVE_INFINITY)
  const print = inserted && text instanceof Markup ? values.escape : values.text
  if (isUndefined(value)) return undefined
  if (isFunction(value) && name.startsWith('replace')) {
    return (...found: unknown[]) => print(Reflect.apply(value, undefined, found))
  }
  return inserted || hasOwnPrint(value) ? print(value) : forOwn(value)
}

/** Whether JavaScript would print a value in another way than the dialect does. */
function hasOwnPrint(value: unknown): boolean {
  return isText(value) || isFunction(value) || isList(value)
}

const GENERATOR: object = Object.getPrototypeOf(Object.getPrototypeOf((function* () {})()))

/** Prototypes nothing of which is for templates. */
const CLOSED: readonly object[] = [
  Function.prototype,
  Promise.prototype,
  WeakMap.prototype,
  WeakSet.prototype,
  WeakRef.prototype,
  Symbol.prototype,
  ArrayBuffer.prototype,
  DataView.prototype,
  GENERATOR,
  Object.getPrototypeOf(GENERATOR),
]

/**
 * The members of built-in objects by prototype; a prototype that is not here belongs to a class of the caller's
 * or of the platform, all of whose members can be reached.
 */
export const BUILT_IN: ReadonlyMap<object, Finder> = new Map<object, Finder>([
  [Array.prototype, findInList],
  [Object.getPrototypeOf(Uint8Array.prototype), only(allowed.TYPED_ARRAY)],
  [Map.prototype, finder<Mapping>({ is: isMapping, natives: allowed.MAP, methods: mappingMethods })],
  [Set.prototype, finder<Set<unknown>>({ is: isSet, natives: allowed.SET, methods: setMethods })],
  [Date.prototype, only(allowed.DATE)],
  [RegExp.prototype, only(allowed.REGEXP)],
  [Error.prototype, only(allowed.ERROR)],
  [Number.prototype, only(allowed.NUMBER)],
  [BigInt.prototype, only(allowed.NUMBER)],
  [Boolean.prototype, only(allowed.NUMBER)],
  [String.prototype, (values, value, name) => findInText(values, String(value), name)],
  [Object.prototype, mappingMember],
  ...CLOSED.map((prototype): [object, Finder] => [prototype, only(allowed.NOTHING)]),
])

/** A member of an object at the root of the prototype chain: Python's methods when it is a mapping. */
export const findInRoot: Finder = mappingMember

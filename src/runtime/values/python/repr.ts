import { TEMPLATE, TemplateReference } from '../../blocks.js'
import { attempt } from '../../call.js'
import { escapeHtml } from '../../escape.js'
import { fault } from '../../fault.js'
import { Cycler, lipsum } from '../../globals.js'
import { Loop } from '../../loop.js'
import { isMacro } from '../../macro.js'
import { Markup } from '../../markup.js'
import { isNamespace } from '../../namespace.js'
import { isUndefined, PRINT, Undefined } from '../../undefined.js'
import { entriesOf } from '../keys.js'
import { isObject, isPromise } from '../shapes.js'
import { BOND, type BoundMethod, isOwnOfMarkup } from './bond.js'
import { Bytes, bytesText } from './bytes.js'
import { Float, floatText } from './float.js'
import { FrozenSet } from './frozen-set.js'
import { LABEL, Lazy } from './lazy.js'
import { quoted } from './quote.js'
import { Range } from './range.js'
import { fieldsOf, NamedTuple, Tuple } from './tuple.js'
import { GLOBAL_CLASSES, isDict, isModule, isPlainList, typeName } from './types.js'
import { DictView, KIND, SHOWN } from './view.js'

/** How deep containers may nest in printed text; deeper is `too-large`. */
const DEEPEST = 1000

/** Where objects without a text of their own say they are; Python prints the place in memory. */
const ADDRESS = '0x7f0000000000'

/** Key of the method by which an object of the caller's tells its `repr` where that is not its text. */
export const REPR: unique symbol = Symbol.for('torii.repr')

/** Python's `str(value)`. Faults: not-printable, too-large, undefined-value. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Markup) return value.toString()
  if (value instanceof Undefined) return value[PRINT]()
  if (value === undefined) return ''
  return isObject(value) && isModule(value) ? String(value) : shown(value)
}

/** Python's `repr(value)`. Faults: not-printable, too-large. */
export function repr(value: unknown): string {
  return new Printer().repr(value)
}

/** The escaped HTML of a value; markup and objects with `toHTML()` pass as they are. */
export function escape(value: unknown): string {
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return numberText(value)
  if (value instanceof Markup) return value.toString()
  return htmlOf(value) ?? escapeHtml(text(value))
}

function htmlOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  const { toHTML } = value
  return typeof toHTML === 'function' ? attempt(() => String(Reflect.apply(toHTML, value, []))) : undefined
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null && !isContainer(value)) return ownText(value) ?? repr(value)
  return repr(value)
}

function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  return Number.isInteger(value) ? BigInt(value).toString() : floatText(value)
}

function isContainer(value: object): boolean {
  return Array.isArray(value) || value instanceof Set || value instanceof DictView || isDict(value)
}

/** Prints one value; `open` holds the containers it is inside of, so that one in itself is found. */
class Printer {
  readonly #open = new Set<object>()

  repr(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return quoted(value)
      case 'number':
        return numberText(value)
      case 'bigint':
        return value.toString()
      case 'boolean':
        return value ? 'True' : 'False'
      case 'function':
        return functionText(value)
      case 'object':
        return value === null ? 'None' : this.#object(value)
    }
    return value === undefined ? 'Undefined' : fault('not-printable', { kind: typeof value })
  }

  #object(value: object): string {
    if (value instanceof Markup) return `Markup(${quoted(value.toString())})`
    if (isUndefined(value)) return 'Undefined'
    if (value instanceof Float) return value.toString()
    if (isContainer(value) || isNamespace(value)) return this.#nested(value)
    return ownRepr(value) ?? ownText(value) ?? `<${qualified(value)} object at ${ADDRESS}>`
  }

  #nested(value: object): string {
    if (this.#open.has(value))
      return isPlainList(value) ? '[...]' : value instanceof Tuple ? '(...)' : '{...}'
    if (this.#open.size >= DEEPEST) return fault('too-large', { what: 'nesting' })
    this.#open.add(value)
    const printed = this.#container(value)
    this.#open.delete(value)
    return printed
  }

  #container(value: object): string {
    if (value instanceof NamedTuple) return this.#named(value)
    if (value instanceof Tuple) return `(${this.#items(value)}${value.length === 1 ? ',' : ''})`
    if (Array.isArray(value)) return `[${this.#items(value)}]`
    if (value instanceof Set) return this.#set(value)
    if (value instanceof DictView) return `${value[KIND]}([${this.#items(value[SHOWN]())}])`
    if (isDict(value)) return this.#entries(entriesOf(value))
    return `<Namespace ${this.#entries(Object.entries(value))}>`
  }

  #items(items: Iterable<unknown>): string {
    return Array.from(items, (item) => this.repr(item)).join(', ')
  }

  #entries(entries: readonly (readonly [unknown, unknown])[]): string {
    return `{${entries.map(([key, value]) => `${this.repr(key)}: ${this.repr(value)}`).join(', ')}}`
  }

  #named(value: NamedTuple): string {
    const { cls, names } = fieldsOf(value)
    return `${cls}(${names.map((name, at) => `${name}=${this.repr(value[at])}`).join(', ')})`
  }

  #set(value: ReadonlySet<unknown>): string {
    const name = value instanceof FrozenSet ? 'frozenset' : 'set'
    if (value.size === 0) return `${name}()`
    const items = `{${this.#items(value)}}`
    return value instanceof FrozenSet ? `frozenset(${items})` : items
  }
}

function ownRepr(value: object): string | undefined {
  if (value instanceof Bytes) return bytesText(value)
  if (value instanceof Range) {
    const step = value.step === 1 ? '' : `, ${value.step}`
    return `range(${value.start}, ${value.stop}${step})`
  }
  if (value instanceof Lazy) return `<${value[LABEL]} at ${ADDRESS}>`
  if (value instanceof Loop) return `<LoopContext ${value.index}/${value.length}>`
  if (isModule(value)) return '<TemplateModule>'
  if (value instanceof TemplateReference) return `<TemplateReference ${repr(value[TEMPLATE])}>`
  if (isPromise(value)) return fault('not-printable', { kind: 'promise' })
  return REPR in value && typeof value[REPR] === 'function' ? String(value[REPR]()) : undefined
}

/** What an object says of itself, when its class or it has a `toString` that is not every object's. */
function ownText(value: object): string | undefined {
  if (value instanceof Lazy || value instanceof Loop || value instanceof Range || value instanceof Bytes)
    return undefined
  if (isPromise(value)) return undefined
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  const method: unknown = Reflect.get(value, 'toString')
  const own = typeof method === 'function' && method !== Object.prototype.toString
  return own ? attempt(() => String(value)) : undefined
}

function qualified(value: object): string {
  return value instanceof Cycler ? 'jinja2.utils.Cycler' : typeName(value)
}

function functionText(value: object): string {
  if (isMacro(value)) return String(value)
  const cls = GLOBAL_CLASSES.get(value)
  if (cls !== undefined) return `<class '${cls}'>`
  if (Object.hasOwn(value, 'toString')) return String(value)
  if (BOND in value) return methodText(value as BoundMethod)
  const name = value === lipsum ? 'generate_lorem_ipsum' : Reflect.get(value, 'name')
  return `<function ${String(name) || '<lambda>'} at ${ADDRESS}>`
}

function methodText({ [BOND]: bond }: BoundMethod): string {
  const { name, receiver } = bond
  return isOwnOfMarkup(bond)
    ? `<bound method Markup.${name} of ${repr(receiver)}>`
    : `<built-in method ${name} of ${typeName(receiver)} object at ${ADDRESS}>`
}

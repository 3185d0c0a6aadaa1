import { TemplateReference } from '../../blocks.js'
import { INVOKE } from '../../call.js'
import { Cycler, cycler, dict, joiner, namespace, range } from '../../globals.js'
import { Loop } from '../../loop.js'
import { isMacro } from '../../macro.js'
import { Markup } from '../../markup.js'
import { isNamespace } from '../../namespace.js'
import { Undefined } from '../../undefined.js'
import type { Mapping } from '../shapes.js'
import { isRecord } from '../shapes.js'
import { BOND, type BoundMethod, isOwnOfMarkup } from './bond.js'
import { Bytes } from './bytes.js'
import { Float } from './float.js'
import { FrozenSet } from './frozen-set.js'
import { LABEL, Lazy } from './lazy.js'
import { Range } from './range.js'
import { fieldsOf, NamedTuple, Tuple } from './tuple.js'
import { DictView, KIND } from './view.js'

/** Whether a value is a dict: a `Map` or a plain object that is no namespace and no module. */
export function isDict(value: unknown): value is Mapping {
  return value instanceof Map || (isRecord(value) && !isNamespace(value) && !isModule(value))
}

/** Whether an object is what a template exports: without prototype, with a text of its own. */
export function isModule(value: object): boolean {
  if (Object.getPrototypeOf(value) !== null) return false
  const text = Object.getOwnPropertyDescriptor(value, 'toString')
  return text !== undefined && text.enumerable === false
}

/** Whether a value is a list: an array that is no tuple, or a typed array. */
export function isPlainList(value: unknown): value is unknown[] {
  return Array.isArray(value) && !(value instanceof Tuple)
}

/** The name of the type a value has in Python; of instances that of their class. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'str'
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float'
    case 'bigint':
      return 'int'
    case 'boolean':
      return 'bool'
    case 'function':
      return typeOfFunction(value)
    case 'object':
      return value === null ? 'NoneType' : typeOfObject(value)
  }
  return value === undefined ? 'Undefined' : typeof value
}

/** Globals that are classes in Python, by what Python calls them. */
export const GLOBAL_CLASSES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [range, 'range'],
  [dict, 'dict'],
  [namespace, 'jinja2.utils.Namespace'],
  [cycler, 'jinja2.utils.Cycler'],
  [joiner, 'jinja2.utils.Joiner'],
])

function typeOfFunction(value: object): string {
  if (isMacro(value)) return 'Macro'
  if (GLOBAL_CLASSES.has(value)) return 'type'
  if (BOND in value && isOwnOfMarkup((value as BoundMethod)[BOND])) return 'method'
  return INVOKE in value ? 'builtin_function_or_method' : 'function'
}

/** Types by class, tried in order. */
const CLASSES: readonly (readonly [abstract new (...args: never[]) => object, string])[] = [
  [Markup, 'Markup'],
  [Float, 'float'],
  [Bytes, 'bytes'],
  [Tuple, 'tuple'],
  [Range, 'range'],
  [FrozenSet, 'frozenset'],
  [Set, 'set'],
  [Date, 'datetime'],
  [Loop, 'LoopContext'],
  [Cycler, 'Cycler'],
  [TemplateReference, 'TemplateReference'],
]

function typeOfObject(value: object): string {
  if (value instanceof NamedTuple) return fieldsOf(value).cls
  if (isPlainList(value)) return 'list'
  if (value instanceof Undefined) return 'Undefined'
  if (isNamespace(value)) return 'Namespace'
  if (isDict(value)) return 'dict'
  if (value instanceof DictView) return value[KIND]
  if (value instanceof Lazy) return value[LABEL].replace(/ object.*/, '')
  return CLASSES.find(([base]) => value instanceof base)?.[1] ?? classOf(value)
}

function classOf(value: object): string {
  if (isModule(value)) return 'TemplateModule'
  if (Symbol.iterator in value && 'next' in value) return 'generator'
  const made: unknown = value.constructor
  return typeof made === 'function' && made.name !== '' ? made.name : 'object'
}

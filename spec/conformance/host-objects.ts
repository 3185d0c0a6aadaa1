import { Markup } from '../../src/runtime/markup.js'
import type { Json, JsonObject } from './formats.js'
import { isObject, list, text } from './json.js'
import { Unavailable } from './values.js'

/** Makes live values of recorded ones. */
export interface ValueReader {
  value(json: Json): unknown
}

/**
 * A recorded host object as an instance of a class of its own: attributes and items are own properties, text,
 * HTML, length and iteration are methods the engine knows, and an object that can be called is a function.
 */
export function hostObject(recorded: JsonObject, decoder: ValueReader): unknown {
  const cls = text(recorded.cls)
  if (recorded.bool !== undefined) throw new Unavailable('objects that decide their own truth')
  const target = recorded.call === undefined ? instance(cls) : callable(decoder.value(recorded.call))
  define(target, 'toString', constant(typeof recorded.str === 'string' ? recorded.str : `<${cls}>`))
  if (recorded.html !== undefined) define(target, 'toHTML', constant(text(recorded.html)))
  if (recorded.len !== undefined) define(target, 'length', recorded.len)
  if (recorded.iter !== undefined) define(target, Symbol.iterator, iteration(list(recorded.iter), decoder))
  for (const [key, value] of entries(recorded.items, decoder)) own(target, String(key), value)
  for (const [name, value] of entries(recorded.attrs, decoder)) own(target, name, value)
  return target
}

function instance(cls: string): object {
  const Named = { [cls]: class {} }[cls]
  if (Named === undefined) return {}
  // Host classes of the recordings live in a module of this name.
  define(Named, 'pythonName', `fixture.${cls}`)
  return new Named()
}

function callable(called: unknown): object {
  if (typeof called !== 'function') throw new Unavailable('an object whose call is not a function')
  return (...args: unknown[]): unknown => Reflect.apply(called, undefined, args)
}

function entries(json: Json | undefined, decoder: ValueReader): readonly (readonly [string, unknown])[] {
  if (json === undefined) return []
  if (!isObject(json) || '$dict' in json) return mappingEntries(decoder.value(json))
  return Object.entries(json).map(([name, value]) => [name, decoder.value(value)])
}

function mappingEntries(value: unknown): readonly (readonly [string, unknown])[] {
  if (!(value instanceof Map)) throw new Unavailable('items that are not a mapping')
  return [...value].map(([key, item]) => [String(key), item])
}

function iteration(items: readonly Json[], decoder: ValueReader): () => Iterator<unknown> {
  return () => items.map((item) => decoder.value(item))[Symbol.iterator]()
}

function constant(value: string): () => string {
  return () => value
}

function own(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
}

function define(target: object, name: string | symbol, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

/** The object two of Jinja's own sandbox tests call: `bar()` is 23, `foo()` must not be called. */
export function privateStuff(): object {
  class PrivateStuff {
    bar(): number {
      return 23
    }
    foo(): number {
      return 42
    }
    toString(): string {
      return 'PrivateStuff'
    }
  }
  return new PrivateStuff()
}

/** As `privateStuff`, with the forbidden method marked by its name. */
export function publicStuff(): object {
  class PublicStuff {
    bar(): number {
      return 23
    }
    _foo(): number {
      return 42
    }
    toString(): string {
      return 'PublicStuff'
    }
  }
  return new PublicStuff()
}

/** An object whose every item is the key it was asked for. */
export function selfKeyed(): object {
  return new Proxy(Object.create(null), {
    has: (_, key) => typeof key === 'string',
    get: (_, key) => (typeof key === 'string' ? key : undefined),
    getOwnPropertyDescriptor: (_, key) =>
      typeof key === 'string'
        ? { value: key, configurable: true, enumerable: true, writable: true }
        : undefined,
  })
}

/** An object that converts to the number 42. */
export function intish(): object {
  return { valueOf: () => 42 }
}

/** Markup of a value's text, as `Markup(value)` makes it. */
export function markupOf(value: unknown): Markup {
  return value instanceof Markup ? value : new Markup(String(value))
}

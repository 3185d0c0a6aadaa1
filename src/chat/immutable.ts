import { fault } from '../runtime/fault.js'
import { isText } from '../runtime/markup.js'
import type { Values } from '../runtime/values/values.js'

/** Methods that change what they are called on, by Python's name of the type. */
const CHANGING: Readonly<Record<string, readonly string[]>> = {
  list: ['append', 'clear', 'extend', 'insert', 'pop', 'remove', 'reverse', 'sort'],
  dict: ['clear', 'pop', 'popitem', 'setdefault', 'update'],
  set: [
    ...['add', 'clear', 'difference_update', 'discard', 'pop', 'remove', 'symmetric_difference_update'],
    'update',
  ],
}

const ALL: ReadonlySet<string> = new Set(Object.values(CHANGING).flat())

/**
 * The same values, but templates cannot change lists, dicts and sets, as tokenizers want it: conversations belong to the
 * caller. Fault: host-error (Jinja's SecurityError) when a method that would is called.
 */
export function immutable(values: Values): Values {
  const changes = (value: unknown, name: string): boolean =>
    ALL.has(name) && typeof value === 'object' && CHANGING[values.kind(value)]?.includes(name) === true
  return {
    ...values,
    method: (value, name) =>
      changes(value, name) ? refuse(values.kind(value), name) : values.method(value, name),
    attr: (value, name) => (changes(value, name) ? undefined : values.attr(value, name)),
    attribute: (value, name) => (changes(value, name) ? undefined : values.attribute(value, name)),
    item: (value, key) =>
      isText(key) && changes(value, key.toString()) ? undefined : values.item(value, key),
  }
}

function refuse(kind: string, name: string): never {
  const message = `access to attribute '${name}' of '${kind}' object is unsafe.`
  return fault('host-error', { message, type: 'SecurityError' })
}

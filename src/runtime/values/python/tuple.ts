/** A tuple: an array that prints, compares and hashes as Python's tuples do. What is made from one is a list. */
export class Tuple extends Array<unknown> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }
}

/** A tuple of these items. */
export function tuple(items: Iterable<unknown>): Tuple {
  const made = new Tuple()
  for (const item of items) made.push(item)
  return made
}

/** A tuple whose items also have names; it prints as a call of its class. */
export class NamedTuple extends Tuple {
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }
}

/** Key of what a named tuple knows of its class. */
export const FIELDS: unique symbol = Symbol('fields')

/** The class name of a named tuple and the names of its items. */
export interface NamedFields {
  readonly cls: string
  readonly names: readonly string[]
}

/** A named tuple: `cls(name=value, …)`. */
export function namedTuple(cls: string, fields: readonly (readonly [string, unknown])[]): NamedTuple {
  const made = new NamedTuple()
  for (const [name, value] of fields) {
    made.push(value)
    Object.defineProperty(made, name, { value })
  }
  Object.defineProperty(made, '_fields', { value: tuple(fields.map(([name]) => name)) })
  const known: NamedFields = { cls, names: fields.map(([name]) => name) }
  return Object.defineProperty(made, FIELDS, { value: known })
}

/** What a named tuple knows of its class. */
export function fieldsOf(value: NamedTuple): NamedFields {
  return Reflect.get(value, FIELDS)
}

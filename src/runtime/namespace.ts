const NAMESPACE: unique symbol = Symbol('namespace')

/** The mutable cell of templates: an object without prototype whose own properties are its attributes. */
export interface Namespace {
  [name: string]: unknown
}

/** A namespace with these attributes. */
export function createNamespace(entries: Iterable<readonly [unknown, unknown]>): Namespace {
  // Without a prototype, reading an attribute is a plain property access that can find nothing inherited.
  const cell: Namespace = Object.create(null)
  Object.defineProperty(cell, NAMESPACE, { value: true })
  for (const [name, value] of entries) cell[String(name)] = value
  return cell
}

/** Whether a value is a namespace, whose attributes may be assigned. */
export function isNamespace(value: unknown): value is Namespace {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, NAMESPACE)
}

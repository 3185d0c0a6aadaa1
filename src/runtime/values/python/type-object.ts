import { isMacro } from '../../macro.js'
import { isInstance } from '../shapes.js'
import { owner } from './owner.js'

/** What `value.__class__` is: a name that prints as a class does, and nothing to reach anything else through. */
export class TypeObject {
  readonly __name__: string
  readonly #qualified: string

  constructor(qualified: string) {
    this.__name__ = qualified.slice(qualified.lastIndexOf('.') + 1)
    this.#qualified = qualified
  }

  /** How Python prints the class. */
  toString(): string {
    return `<class '${this.#qualified}'>`
  }
}

/** Attributes that values of every type have in Python; undefined for any other name. */
export function special(value: unknown, name: string): unknown {
  if (name === '__class__')
    return new TypeObject(value === null ? 'NoneType' : owner(value).replace(/ object$/, ''))
  if (name === '__name__' && typeof value === 'function' && !isMacro(value)) return value.name
  return name === '__dict__' && isInstance(value) ? new Map(Object.entries(value)) : undefined
}

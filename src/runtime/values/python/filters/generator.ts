import { operation } from '../../../operation.js'
import type { Operation, Site } from '../../../scope.js'
import { Pull } from '../../pull.js'
import type { Values } from '../../values.js'
import { Lazy } from '../lazy.js'

type Items = (site: Site, value: never, ...args: never[]) => Iterable<unknown>

/** How a filter is called: its parameters, and what it looks up. */
interface Calling {
  readonly signature: string
  readonly looksUp?: NonNullable<Operation['looksUp']>
}

/** A filter that gives a generator, which computes nothing before an item is asked for; `label` is what it prints. */
export function generator(label: string, { signature, looksUp }: Calling, items: Items): Operation {
  const body = (...call: Parameters<Items>): Lazy =>
    new Lazy(`generator object ${label}`, () => items(...call))
  return operation(signature, body, looksUp)
}

/** The items one by one, as Python's `for` takes them. Faults: not-iterable, undefined-value. */
export function* each(values: Values, value: unknown): Generator<unknown> {
  const items = values.list(value)
  if (items instanceof Pull) yield* items
  else for (let at = 0; at < items.length; at++) yield items[at]
}

import { item as lookUp } from '../access.js'
import { isText, Markup } from '../markup.js'
import type { Site } from '../scope.js'
import { isUndefined } from '../undefined.js'
import { isAbsent } from './arguments.js'

/** Reads something from an item. */
export type Getter = (item: unknown) => unknown

/** How a getter treats what it finds. */
export interface GetterOptions {
  /** Whether letter case counts; without it text is read in lower case. */
  readonly caseSensitive: boolean
  /** What stands for a missing attribute; null leaves it missing. */
  readonly fallback: unknown
}

const AS_FOUND: GetterOptions = { caseSensitive: true, fallback: null }

/**
 * Reads an attribute path such as `author.name` or `0.title` (or a whole number, or nothing: the item itself)
 * from an item. Fault: undefined-value when something on the way is missing.
 */
export function attributeGetter(site: Site, attribute: unknown, options: GetterOptions = AS_FOUND): Getter {
  const steps = stepsOf(attribute)
  const { caseSensitive, fallback } = options
  return (item) => {
    let found = item
    for (const step of steps) {
      found = lookUp(site.scope, found, step)
      if (isUndefined(found) && !isAbsent(fallback)) found = fallback
    }
    return caseSensitive ? found : ignoringCase(found)
  }
}

/** Reads several attribute paths, separated by commas, from an item. Faults as `attributeGetter`. */
export function attributesGetter(
  site: Site,
  attribute: unknown,
  options: GetterOptions,
): (item: unknown) => unknown[] {
  const paths = isText(attribute) ? attribute.toString().split(',') : [attribute]
  const getters = paths.map((path) => attributeGetter(site, path, options))
  return (item) => getters.map((getter) => getter(item))
}

/** Text in lower case; anything else as it is. */
export function ignoringCase(value: unknown): unknown {
  if (typeof value === 'string') return value.toLowerCase()
  return value instanceof Markup ? value.toString().toLowerCase() : value
}

function stepsOf(attribute: unknown): readonly unknown[] {
  if (isAbsent(attribute)) return []
  if (!isText(attribute)) return [attribute]
  return attribute
    .toString()
    .split('.')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

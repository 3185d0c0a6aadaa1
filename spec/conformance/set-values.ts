import { native } from '../../src/runtime/call.js'
import { Keywords } from '../../src/runtime/keywords.js'
import { Markup } from '../../src/runtime/markup.js'
import { isUndefined } from '../../src/runtime/undefined.js'
import type { Json, JsonObject } from './formats.js'
import { isObject } from './json.js'
import type { ValueMaker } from './values.js'
import { jsValues } from './values-js.js'

/** Live values by name of a set's recorded context or globals. */
export function setVars(recorded: JsonObject | undefined, maker: ValueMaker): Record<string, unknown> {
  const vars: Record<string, unknown> = Object.create(null)
  for (const [name, json] of Object.entries(recorded ?? {})) vars[name] = setValue(json, maker)
  return vars
}

/** What a stand-in for a function of a set gives: its first argument, or empty text when it has none or none itself. */
export function echo(first: unknown = ''): unknown {
  return first instanceof Keywords ? '' : (first ?? '')
}

/** Such a function; in Python it gives a missing value back as it came. */
function echoing(maker: ValueMaker): object {
  const body = (...args: unknown[]): unknown => echo(...args)
  return maker === jsValues
    ? body
    : native((...args: unknown[]) => (isUndefined(args[0]) && args.length > 0 ? args[0] : body(...args)))
}

function setValue(json: Json, maker: ValueMaker): unknown {
  if (Array.isArray(json)) return json.map((item: Json) => setValue(item, maker))
  if (!isObject(json)) return json
  if ('$echo' in json) return withProperties(echoing(maker), json, maker)
  const { $fn: returned, $safe: html } = json
  if (returned !== undefined) return withProperties(() => setValue(returned, maker), json, maker)
  if (typeof html === 'string') return new Markup(html)
  return maker.mapping(Object.entries(json).map(([key, value]) => [key, setValue(value, maker)]))
}

function withProperties(target: object, json: JsonObject, maker: ValueMaker): object {
  for (const [name, value] of Object.entries(json)) {
    if (name.startsWith('$')) continue
    Object.defineProperty(target, name, { value: setValue(value, maker), enumerable: true })
  }
  return target
}

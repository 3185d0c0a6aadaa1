import type { Json, JsonObject } from './formats.js'
import { Unavailable } from './values.js'

/** Whether a JSON value is an object. */
export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** A JSON value that must be an object. */
export function object(json: Json | undefined): JsonObject {
  return isObject(json) ? json : malformed('an object')
}

/** A JSON value that must be text. */
export function text(json: Json | undefined): string {
  return typeof json === 'string' ? json : malformed('text')
}

/** A JSON value that must be a list. */
export function list(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : malformed('a list')
}

/** A JSON value that must be a list of pairs. */
export function pairs(json: Json | undefined): (readonly [Json, Json])[] {
  return list(json).map((pair) => {
    const [key = null, value = null] = list(pair)
    return [key, value]
  })
}

function malformed(wanted: string): never {
  throw new Unavailable(`malformed value: wanted ${wanted}`)
}

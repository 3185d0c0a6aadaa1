import { Markup } from '../../src/runtime/markup.js'
import type { Json, JsonObject } from './formats.js'
import { type Delimiters, HostFunctions } from './host-functions.js'
import { hostObject, type ValueReader } from './host-objects.js'
import { isObject, list, object, pairs, text } from './json.js'
import { Unavailable, type ValueMaker } from './values.js'

/**
 * Turns the recorded values of one case into live ones. One decoder serves one case: its host functions share
 * a counter and a log.
 */
export class Decoder implements ValueReader {
  readonly #maker: ValueMaker
  readonly #functions: HostFunctions
  readonly #made = new WeakSet<object>()

  constructor(maker: ValueMaker, delimiters: Delimiters) {
    this.#maker = maker
    this.#functions = new HostFunctions(delimiters, (value) => this.#made.has(value))
  }

  /** The live value of a recorded one. Throws `Unavailable` for what the dialect cannot make. */
  value(json: Json): unknown {
    const value = this.#decode(json)
    if (typeof value === 'object' && value !== null) this.#made.add(value)
    return value
  }

  /** Live values by name, in an object without prototype; for `vars`, globals and registries. */
  record(json: JsonObject | undefined): Record<string, unknown> {
    const record: Record<string, unknown> = Object.create(null)
    for (const [name, value] of Object.entries(json ?? {})) record[name] = this.value(value)
    return record
  }

  #decode(json: Json): unknown {
    if (Array.isArray(json)) return json.map((item: Json) => this.value(item))
    if (!isObject(json)) return json
    const [first, ...rest] = Object.entries(json)
    if (first !== undefined && rest.length === 0 && first[0].startsWith('$')) return this.#tagged(...first)
    return this.#maker.mapping(Object.entries(json).map(([key, value]) => [key, this.value(value)]))
  }

  #tagged(tag: string, payload: Json): unknown {
    const row = tagged[tag]
    if (row === undefined) throw new Unavailable(`unknown value ${tag}`)
    return row(payload, this, this.#maker, this.#functions)
  }
}

type Row = (payload: Json, decoder: Decoder, maker: ValueMaker, functions: HostFunctions) => unknown

/** How each tagged form becomes a value. */
const tagged: Readonly<Record<string, Row>> = {
  $int: (payload, _, maker) => maker.integer(text(payload)),
  $float: (payload, _, maker) => maker.float(text(payload)),
  $markup: (payload) => new Markup(text(payload)),
  $tuple: (payload, decoder, maker) => maker.tuple(items(payload, decoder)),
  $set: (payload, decoder, maker) => maker.set(items(payload, decoder), false),
  $frozenset: (payload, decoder, maker) => maker.set(items(payload, decoder), true),
  $range(payload, _, maker) {
    const [start = 0, stop = 0, step = 1] = list(payload).map(Number)
    return maker.range(start, stop, step)
  },
  $dict: (payload, decoder, maker) =>
    maker.dict(pairs(payload).map(([k, v]) => [decoder.value(k), decoder.value(v)])),
  $iter: (payload, decoder) => once(items(payload, decoder)),
  $aiter: (payload, decoder) => onceAsync(items(payload, decoder)),
  $namedtuple(payload, decoder, maker) {
    const { cls, fields } = object(payload)
    const values = pairs(fields).map(([name, value]) => [text(name), decoder.value(value)] as const)
    return maker.namedTuple(values, text(cls))
  },
  $cycle(payload, decoder) {
    const cycle = items(payload, decoder)
    cycle.push(cycle)
    return cycle
  },
  $obj: (payload, decoder) => hostObject(object(payload), decoder),
  $returns: (payload, decoder) => () => decoder.value(payload),
  $fx: (payload, _decoder, _maker, functions) => functions.get(text(payload)),
  ...Object.fromEntries(['bytes', 'decimal', 'complex', 'datetime', 'date', 'time'].map(foreign)),
}

function foreign(name: string): [string, Row] {
  return [`$${name}`, (payload, _, maker) => maker.foreign(name, payload)]
}

function items(payload: Json | undefined, decoder: Decoder): unknown[] {
  return list(payload).map((item) => decoder.value(item))
}

function* once(values: readonly unknown[]): Generator<unknown> {
  yield* values
}

async function* onceAsync(values: readonly unknown[]): AsyncGenerator<unknown> {
  yield* values
}

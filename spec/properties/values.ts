/** Values of every kind JavaScript has, the hostile ones too. */
import fc from 'fast-check'
import { Markup } from '../../src/index.js'
import { NAMES } from './templates.js'

/** Things that can be thrown, of which few are errors. */
export const thrown: readonly unknown[] = [
  new Error('thrown'),
  new RangeError('Maximum call stack size exceeded'),
  Object.freeze(new TypeError('frozen')),
  'text',
  '',
  null,
  undefined,
  0n,
  Symbol('thrown'),
  Object.freeze({ message: 'not an error' }),
  Object.create(null),
  new Proxy({}, { getPrototypeOf: () => fail(), get: () => fail() }),
]

function fail(): never {
  throw thrown[0]
}

/** A function that throws what is at this place of `thrown`. */
function throwing(at: number): () => never {
  return () => {
    throw thrown[at % thrown.length]
  }
}

class Account {
  readonly #secret = 'secret'
  owner = 'A & B'
  static registry = 'static'
  get balance(): number {
    return 5
  }
  describe(): string {
    return this.#secret.length > 0 ? `<${this.owner}>` : ''
  }
  toString(): string {
    return `account of ${this.owner}`
  }
}

class Names extends Array<string> {}

function circular(): unknown {
  const list: unknown[] = [1]
  const mapping = { list, map: new Map<unknown, unknown>() }
  mapping.map.set('mapping', mapping)
  list.push(list, mapping)
  return list
}

function* counting(): Generator<number> {
  yield* [1, 2, 3]
}

const SCALARS = [
  ...[
    undefined,
    null,
    true,
    false,
    0,
    -0,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    0n,
    10n ** 30n,
  ],
  ...['', 'a', '<b>&"\'', '\ud83d', '😀', 'a b', new Markup('<i>'), Symbol('symbol'), Symbol.iterator],
]

/** Makes a value: a fresh one each time, and nothing that a hostile one could do happens before it is wanted. */
export type Make = () => unknown

const hostile: readonly ((thrower: () => never) => unknown)[] = [
  (thrower) => thrower,
  (thrower) => Object.defineProperty({}, 'a', { get: thrower, enumerable: true }),
  (thrower) => ({ toString: thrower, toJSON: thrower }),
  (thrower) => ({ [Symbol.iterator]: thrower, toHTML: thrower }),
  (thrower) => ({
    a: 1,
    toString: thrower,
    get b(): never {
      return thrower()
    },
  }),
  (thrower) => new Proxy({}, { get: thrower, ownKeys: thrower, has: thrower }),
  (thrower) => new Proxy([], { get: thrower, getPrototypeOf: thrower }),
]

const objects: readonly Make[] = [
  ...[() => new Date(0), () => new Date(Number.NaN), () => /a/g, () => new Account(), () => Account],
  ...[
    () => Names.from('ab'),
    () => counting(),
    () => new WeakMap(),
    () => new ArrayBuffer(4),
    () => new Uint8Array(2),
  ],
  ...[() => Promise.resolve(1), () => circular(), () => Math, () => Function],
  ...[
    () => Account.prototype,
    () => Object.create(null),
    () => Object.create({ a: 1 }),
    () => new URL('a:b'),
  ],
  ...[() => async () => 1, () => function* () {}, () => (value: unknown) => value, () => new Error('<e>')],
  ...[() => Object(1n), () => Object('text'), () => JSON],
]

const OWN = ['then', 'toString', 'toJSON', 'toHTML', 'constructor', '__proto__', 'valueOf', 'length']

const { value } = fc.letrec<{ value: Make }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...SCALARS).map((scalar) => () => scalar),
    fc.constantFrom(...objects),
    fc.tuple(fc.constantFrom(...hostile), fc.nat(thrown.length - 1)).map(
      ([make, at]) =>
        () =>
          make(throwing(at)),
    ),
    fc
      .constantFrom(...OWN)
      .map((key) => () => Object.defineProperty({}, key, { value: 'own', enumerable: true })),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => () => items.map((make) => make())),
    entries(fc.constantFrom(...NAMES), tie('value')).map((all) => () => ownEntries(all)),
    entries(fc.constantFrom(...NAMES), tie('value')).map((all) => () => new Map(made(all))),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => () => new Set(items.map((make) => make()))),
  ),
}))

/** Any value. */
export const values: fc.Arbitrary<Make> = value

/** Variables of a page under the names that templates use, as a plain object or a Map. */
export const vars: fc.Arbitrary<() => Record<string, unknown> | Map<string, unknown>> = fc
  .tuple(entries(fc.constantFrom(...NAMES), value), fc.boolean())
  .map(
    ([all, asMap]) =>
      () =>
        asMap ? new Map(made(all)) : ownEntries(all),
  )

/** Data without functions, getters or identity: what JSON, a form or a database gives. */
export const data: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(
  fc.constantFrom(...NAMES),
  fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }),
  { maxKeys: 6, noNullPrototype: true },
)

type Entries = readonly (readonly [string, Make])[]

function entries(names: fc.Arbitrary<string>, makes: fc.Arbitrary<Make>): fc.Arbitrary<Entries> {
  return fc.array(fc.tuple(names, makes), { maxLength: 6 })
}

function made(all: Entries): [string, unknown][] {
  return all.map(([name, make]) => [name, make()])
}

/** Defines the names, so that `__proto__` is a name like any other. */
function ownEntries(all: Entries): Record<string, unknown> {
  const own: Record<string, unknown> = {}
  for (const [name, make] of all) {
    Object.defineProperty(own, name, { value: make(), enumerable: true, configurable: true, writable: true })
  }
  return own
}

import fc from 'fast-check'
import type { Json, JsonObject } from '../../conformance/formats.js'

/** Texts with something in them for every filter and method: blanks, cases, markup, digits, other alphabets. */
export const TEXTS = [
  ...[
    '',
    'a',
    'abc',
    'Hello World',
    'foo bar  baz',
    ' pad ',
    'x,y,,z',
    'ABC',
    '12',
    '-3',
    '3.5',
    ' 7 ',
    '1e3',
  ],
  ...[
    '<b>bold</b>',
    'a & b',
    '"q" \'s\'',
    "it's",
    'line1\nline2\n\nline4',
    'tab\there',
    '%s and %d',
    '{} {0} {a}',
  ],
  ...[
    'ÄÖü ß',
    'ǆ Ǆ',
    'éa',
    '日本',
    '😀ab',
    'ﬁn',
    'İi',
    '٣',
    '²',
    'a\u00a0b',
    '\u2028x',
    'foo-bar_baz',
    'a.b.c',
  ],
  ...[
    'http://example.com/a?b=c&d',
    'me@example.com',
    'TRUE',
    'none',
    'ſ',
    'aaa',
    'abcabc',
    '\\n',
    '0x1f',
    '1_000',
  ],
]

const text: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Json>(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
)

const whole: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 12 }) },
  { weight: 2, arbitrary: fc.integer({ min: -100_000, max: 100_000 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>(
      { $int: '9007199254740993' },
      { $int: '123456789012345678901234567890' },
      { $int: '-18446744073709551616' },
      9007199254740991,
    ),
  },
)

const REALS = [
  ...[
    '0.0',
    '-0.0',
    '1.0',
    '2.5',
    '0.5',
    '1.5',
    '-1.5',
    '0.1',
    '3.14159',
    '2.675',
    '100.0',
    '1e+16',
    '1e-05',
  ],
  ...[
    '1234567.891',
    '1e+100',
    'inf',
    '-inf',
    'nan',
    '0.3333333333333333',
    '123456789012345.67',
    '0.0001',
    '5e-324',
  ],
]

const real: fc.Arbitrary<Json> = fc.constantFrom(...REALS).map((digits) => ({ $float: digits }))

const scalar: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 4, arbitrary: whole },
  { weight: 2, arbitrary: real },
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(...TEXTS).map((made) => ({ $markup: made })),
)

const key = fc.constantFrom('a', 'b', 'c', 'x', 'items', 'key', 'A', 'name')

function list(item: fc.Arbitrary<Json>, maxLength = 5): fc.Arbitrary<Json> {
  return fc.array(item, { maxLength })
}

function dict(item: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return fc
    .uniqueArray(fc.tuple(key, item), { maxLength: 4, selector: ([name]) => name })
    .map(Object.fromEntries)
}

const nested: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: scalar },
    { weight: 2, arbitrary: list(tie('value'), 3) },
    { weight: 2, arbitrary: dict(tie('value')) },
    list(tie('value'), 3).map((items) => ({ $tuple: items })),
  ),
})).value

const row: fc.Arbitrary<JsonObject> = fc.record({ a: whole, b: text }, { requiredKeys: ['a'] })

const tree: fc.Arbitrary<Json> = fc
  .letrec<{ node: JsonObject }>((tie) => ({
    node: fc.record({
      name: text,
      kids: fc.array(tie('node'), { maxLength: 2, depthIdentifier: 'tree', size: '-1' }),
    }),
  }))
  .node.map((root) => [root])

const numbered: fc.Arbitrary<Json> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -1, max: 4 }), scalar), {
    maxLength: 3,
    selector: ([number]) => number,
  })
  .map((pairs) => ({ $dict: pairs }))

const bounds: fc.Arbitrary<Json> = fc
  .tuple(fc.integer({ min: -2, max: 4 }), fc.integer({ min: -2, max: 6 }), fc.constantFrom(1, 2, -1))
  .map((numbers) => ({ $range: numbers }))

/** Variables by the names that expressions use; the first letter says what is in them, most of the time. */
export const vars: fc.Arbitrary<JsonObject> = fc.record(
  {
    s: text,
    t: text,
    h: fc.constantFrom(...TEXTS).map((made) => ({ $markup: made })),
    n: whole,
    m: whole,
    f: real,
    g: real,
    b: fc.oneof({ weight: 3, arbitrary: fc.boolean() }, scalar),
    z: fc.constant(null),
    xs: list(fc.integer({ min: -5, max: 20 })),
    ss: list(text),
    ys: list(scalar, 4),
    ds: list(row, 4),
    d: dict(scalar),
    e: numbered,
    o: dict(nested),
    r: bounds,
    tree,
    x: scalar,
    y: nested,
    q: list(scalar, 3),
    v1: whole,
    p: text,
  },
  { noNullPrototype: true },
)

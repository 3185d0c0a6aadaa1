import { describe, expect, it } from 'vitest'
import { Environment, TemplateError } from '../../src/index.js'
import { float } from '../../src/runtime/values/python/float.js'
import { FrozenSet } from '../../src/runtime/values/python/frozen-set.js'
import { namedTuple, tuple } from '../../src/runtime/values/python/tuple.js'

const env = new Environment({ values: 'python', extensions: ['loopcontrols'] })

/** What an expression prints, with `vars` in force. */
function printed(expression: string, vars: Record<string, unknown> = {}): string {
  return env.fromString(`{{ ${expression} }}`).render(vars)
}

/** The class of Python's or Jinja's error that an expression comes to; empty when it prints. */
function errorType(expression: string, vars: Record<string, unknown>): string {
  try {
    printed(expression, vars)
    return ''
  } catch (error) {
    return error instanceof TemplateError ? error.jinja.type : String(error)
  }
}

/** Expressions and what CPython prints for them, checked against Jinja 3.1.6. */
const printing: readonly (readonly [expression: string, text: string])[] = [
  ['6/2', '3.0'],
  ['7//2', '3'],
  ['-7//2', '-4'],
  ['7.0//2', '3.0'],
  ['2**-1', '0.5'],
  ['10**20', '100000000000000000000'],
  ['9007199254740991 + 2', '9007199254740993'],
  ['2**70 - 2**70 + 1', '1'],
  ['10**400//10**399', '10'],
  ['1e16', '1e+16'],
  ['1e15', '1000000000000000.0'],
  ['0.00001', '1e-05'],
  ['-0.0', '-0.0'],
  ['0 * -5', '0'],
  ['0.1 + 0.2', '0.30000000000000004'],
  ['-7.5 % 2', '0.5'],
  ['true + 1', '2'],
  ['[none, true, 1.0, "a"]', "[None, True, 1.0, 'a']"],
  ['["it\'s", "a\\"b"]', '["it\'s", \'a"b\']'],
  ['["\\n\\x7f\\u2028"]', "['\\n\\x7f\\u2028']"],
  ['(1,), ()', '((1,), ())'],
  ['{1: "a", 1.0: "b", true: "c"}', "{1: 'c'}"],
  ['{"2": 1, "1": 2}', "{'2': 1, '1': 2}"],
  ['["<b>"|safe, nope]', "[Markup('<b>'), Undefined]"],
  ['range(3), range(0, 6, 2)[::-1]', '(range(0, 3), range(4, -2, -2))'],
  ['{"a": 1}.items()', "dict_items([('a', 1)])"],
  ['namespace(a=1)', "<Namespace {'a': 1}>"],
  ['"é".encode()', "b'\\xc3\\xa9'"],
  ['1 == 1.0 == true', 'True'],
  ['[1, 2] == (1, 2)', 'False'],
  ['{"a": 1}["a"].real', '1'],
  ['"%s %d %.2f" % ("a", 2.9, 1)', 'a 2 1.00'],
  ['"{:.3}|{!r:>5}".format(2.0, "a")', "2.0|  'a'"],
  ['[1, true, 1.0, "1"]|unique|list', "[1, '1']"],
  ['[2, 1]|sort|reverse|list', '[2, 1]'],
  ['[1.0]|tojson', '[1.0]'],
  ['2.5|round, 2.675|round(2)', '(2.0, 2.67)'],
]

/** Expressions and the class of the error that CPython raises for them. */
const failing: readonly (readonly [expression: string, type: string])[] = [
  ['"a" + 1', 'TypeError'],
  ['1 < "a"', 'TypeError'],
  ['1 // 0', 'ZeroDivisionError'],
  ['10**400 / 3', 'OverflowError'],
  ['{[]: 1}', 'TypeError'],
  ['[1].index(2)', 'ValueError'],
  ['{}.popitem()', 'KeyError'],
  ['[].pop()', 'IndexError'],
  ['"{a}".format()', 'KeyError'],
  ['"%d" % "x"', 'TypeError'],
  ['[1]|map("string")|length', 'TypeError'],
  ['[1]|select|last', 'TypeError'],
  ['[1]|batch(1)|tojson', 'TypeError'],
  ['"a".replace(old="a", new="b")', 'TypeError'],
]

/** JavaScript's members, none of which a template sees. */
const hidden: readonly string[] = [
  '"x".length',
  '[].length',
  '[].map',
  '{}.constructor',
  '(1.0).valueOf',
  '([1]|map("upper")).toJSON',
  'f.constructor',
  'f.call',
]

describe('the python dialect', () => {
  it.each(printing)('prints %s as %s', (expression, text) => {
    expect(printed(expression)).toBe(text)
  })

  it.each(failing)('fails at %s with %s', (expression, type) => {
    const template = env.fromString(`{{ ${expression} }}`)
    expect(() => template.render()).toThrow(
      expect.objectContaining({ jinja: expect.objectContaining({ type }) }),
    )
  })

  it.each(hidden)('does not find %s', (expression) => {
    expect(printed(`(${expression}) is defined`, { f: () => 1 })).toBe('False')
  })

  it('tells a dict from its methods', () => {
    const vars = { d: { items: 1, other: 2 } }
    expect(printed('d["items"], d.other, d.items()|list', vars)).toBe("(1, 2, [('items', 1), ('other', 2)])")
  })

  it('takes values of the caller', () => {
    const vars = {
      whole: float(2),
      pair: tuple([1, 'a']),
      point: namedTuple('Point', [['x', 1]]),
      frozen: new FrozenSet([1]),
      map: new Map<unknown, unknown>([[1, 'one']]),
    }
    expect(printed('whole, pair, point, frozen, map[1.0]', vars)).toBe(
      "(2.0, (1, 'a'), Point(x=1), frozenset({1}), 'one')",
    )
  })

  it('goes through a generator once', () => {
    const page = '{% set g = [1, 2]|map("string") %}{{ g|first }}{{ g|list }}{{ g|list }}'
    expect(env.fromString(page).render()).toBe("1['2'][]")
  })

  it('finds a list that contains itself', () => {
    const list: unknown[] = [1]
    list.push(list)
    expect(printed('list', { list })).toBe('[1, [...]]')
  })

  it('lays out what is wide as pprint does', () => {
    expect(printed('{"b": ["x" * 40, "y" * 40], "a": (1,)}|pprint')).toBe(
      `{'a': (1,),\n 'b': ['${'x'.repeat(40)}',\n       '${'y'.repeat(40)}']}`,
    )
  })

  it('makes an item of a generator when it is asked for', () => {
    const early = '{% for x in items|map(attribute="a.b") %}{{ x }}{% break %}{% endfor %}'
    expect(env.fromString(early).render({ items: [{ a: { b: 1 } }, {}] })).toBe('1')
    const filtered = '{% for x in items if x.a.b %}{{ x.a.b }}{% break %}{% endfor %}'
    expect(env.fromString(filtered).render({ items: [{ a: { b: 1 } }, {}] })).toBe('1')
  })

  const refused: readonly (readonly [string, string])[] = [
    ['[1]|slice(0)|list', 'ZeroDivisionError'],
    ['[1]|slice(1.0)|list', 'TypeError'],
    ['big|int', 'OverflowError'],
    ['big|round(0, "ceil")', 'OverflowError'],
    ['nope|abs', 'TypeError'],
    ['"%x" % nope', 'TypeError'],
    ['"%d" % nope', 'UndefinedError'],
    ['nope in "text"', 'TypeError'],
    ['"{[0]}".format(5)', 'TypeError'],
    ['"{[0]}".format("")', 'IndexError'],
    ['"{[a]}".format({})', 'KeyError'],
    ['"%(a)s" % [1]', 'TypeError'],
    ['"{}".format_map({})', 'ValueError'],
    ['"{:c}".format(1.0)', 'ValueError'],
    ['{1: 2}|xmlattr', 'TypeError'],
    ['[] is filter', 'TypeError'],
  ]

  it.each(refused)('refuses %s with %s', (expression, type) => {
    expect(errorType(expression, { big: Number.POSITIVE_INFINITY })).toBe(type)
  })

  it('fills patterns with none', () => {
    expect(printed('"%(a)s {b}".format(b=1) % {"a": none}, "{[a]}".format({"a": none})')).toBe(
      "('None 1', 'None')",
    )
  })

  it('rounds, slices and shows as Python does', () => {
    expect(printed('[1, 2]|slice(-1)|list, big|round, 0.1.hex(), "a".upper', { big: -Infinity })).toMatch(
      /^\(\[\], -inf, '0x1\.999999999999ap-4', <built-in method upper of str object at 0x[0-9a-f]+>\)$/,
    )
  })
})

import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/runtime/fault.js'
import { Markup } from '../../src/runtime/markup.js'
import { ChainableUndefined, StrictUndefined, Undefined } from '../../src/runtime/undefined.js'
import { js } from '../../src/runtime/values/js.js'
import { Pull } from '../../src/runtime/values/pull.js'

const missing = new Undefined({ path: 'x', hint: null, owner: null })
const strict = new StrictUndefined({ path: 'x', hint: null, owner: null })
const chainable = new ChainableUndefined({ path: 'x', hint: null, owner: null })

/** The id of the fault that running `body` raises. */
function faultOf(body: () => unknown): string {
  try {
    body()
  } catch (error) {
    if (error instanceof Fault) return error.id
    throw error
  }
  return 'none'
}

class User {
  name = 'Ann'
  get loud(): string {
    return this.name.toUpperCase()
  }
  greet(whom: string): string {
    return `${this.name} greets ${whom}`
  }
}

describe('printing', () => {
  it.each([
    [null, ''],
    [undefined, ''],
    [true, 'true'],
    [-0, '0'],
    [10n, '10'],
    [[1, 'a', null, undefined], '[1, "a", null, null]'],
    [{ a: {} }, '{"a": {}}'],
    [new Map<unknown, unknown>([[1, new Set([2])]]), '{"1": [2]}'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [[new Markup('<b>')], '["<b>"]'],
    [new User(), '{"name": "Ann"}'],
    [new URL('http://a.b/'), 'http://a.b/'],
    [{ f: () => 1, n: 2 }, '{"n": 2}'],
    [JSON.parse('{"__proto__": 1, "toString": 2}'), '{"__proto__": 1, "toString": 2}'],
  ])('prints %o', (value, printed) => expect(js.text(value)).toBe(printed))

  it('refuses what has no text', () => {
    const circle: unknown[] = []
    circle.push(circle)
    expect(faultOf(() => js.text(() => 1))).toBe('not-printable')
    expect(faultOf(() => js.text(Symbol('s')))).toBe('not-printable')
    expect(faultOf(() => js.text(Promise.resolve(1)))).toBe('not-printable')
    expect(faultOf(() => js.text(circle))).toBe('circular-value')
    expect(faultOf(() => js.text(strict))).toBe('undefined-value')
  })

  it('escapes text of every length and passes what knows its HTML', () => {
    const special = `&<>"'`
    expect(js.escape(special)).toBe('&amp;&lt;&gt;&#34;&#39;')
    expect(js.escape(special.repeat(20))).toBe('&amp;&lt;&gt;&#34;&#39;'.repeat(20))
    expect(js.escape(['<'])).toBe('[&#34;&lt;&#34;]')
    expect(js.escape(new Markup('<b>'))).toBe('<b>')
    expect(js.escape({ toHTML: () => '<i>' })).toBe('<i>')
  })
})

describe('truth', () => {
  it.each([
    [''],
    [0],
    [0n],
    [false],
    [null],
    [undefined],
    [[]],
    [{}],
    [new Map()],
    [new Set()],
    [new Markup('')],
    [missing],
  ])('%o is false', (value) => expect(js.truthy(value)).toBe(false))
  it.each([[' '], [Number.NaN], [[0]], [{ a: 0 }], [new User()], [() => 1], [new Date(Number.NaN)]])(
    '%o is true',
    (value) => expect(js.truthy(value)).toBe(true),
  )
})

describe('equality', () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1n, true],
    [1, '1', false],
    [1, true, false],
    [null, undefined, false],
    [undefined, missing, true],
    ['a', new Markup('a'), true],
    [[1, [2]], [1, [2n]], true],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1 }, new Map([['a', 1]]), true],
    [{ a: undefined }, { b: undefined }, false],
    [new Set([[1]]), new Set([[1]]), true],
    [new Date(5), new Date(5), true],
    [new User(), new User(), false],
    [Number.NaN, Number.NaN, false],
    [10n ** 400n, Number.POSITIVE_INFINITY, false],
  ])('%o == %o is %s', (left, right, same) => expect(js.equal(left, right)).toBe(same))

  it.each<[unknown, unknown, boolean]>([
    ['abc', 'b', true],
    [[[1]], [1], true],
    [[Number.NaN], Number.NaN, true],
    [{ a: undefined }, 'a', true],
    [{}, 'toString', false],
    [new Map([[1, 2]]), 1n, true],
    [missing, 1, false],
  ])('%o contains %o: %s', (container, item, held) => expect(js.contains(container, item)).toBe(held))

  it('refuses to look for anything but text in text, or into a number', () => {
    expect(faultOf(() => js.contains('1', 1))).toBe('bad-operand')
    expect(faultOf(() => js.contains(5, 1))).toBe('not-iterable')
    expect(faultOf(() => js.equal(strict, 1))).toBe('undefined-value')
  })
})

describe('order', () => {
  it('orders numbers, text by code point, dates and lists', () => {
    expect(js.compare(1, 2n, '<')).toBeLessThan(0)
    expect(js.compare('\u{10000}', '\uffff', '<')).toBeGreaterThan(0)
    expect(js.compare(new Date(1), new Date(2), '<')).toBeLessThan(0)
    expect(js.compare([1, 'b'], [1, 'a', 0], '<')).toBeGreaterThan(0)
    expect(js.compare(Number.NaN, 1, '<')).toBeNaN()
  })
  it('refuses unlike kinds', () => {
    expect(faultOf(() => js.compare(1, '1', '<'))).toBe('not-comparable')
    expect(faultOf(() => js.compare(null, 1, '<'))).toBe('not-comparable')
    expect(faultOf(() => js.compare(missing, 1, '<'))).toBe('undefined-value')
  })
})

describe('arithmetic', () => {
  it.each<[unknown, unknown]>([
    [js.add('a', 1), 'a1'],
    [js.add([1], [2]), [1, 2]],
    [js.add(9007199254740993n, 1), 9007199254740994n],
    [js.add(2n, 3), 5],
    [js.add(1n, 0.5), 1.5],
    [js.add(true, true), 2],
    [js.divide(10n, 4n), 2.5],
    [js.divide(10n, 5), 2],
    [js.floorDivide(-7, 2), -4],
    [js.floorDivide(7, 0.1), 69],
    [js.floorDivide(-1, Number.POSITIVE_INFINITY), -1],
    [js.modulo(-7, 3), 2],
    [js.modulo(-7n, 3), 2],
    [js.power(2, -1), 0.5],
    [js.power(2n, 64n), 18446744073709551616n],
    [js.multiply('ab', 2), 'abab'],
    [js.multiply(2, [0]), [0, 0]],
    [js.multiply('ab', -1), ''],
    [js.negate(true), -1],
  ])('%# gives %o', (got, wanted) => expect(got).toEqual(wanted))

  it('escapes plain text that joins markup', () => {
    expect(js.escape(js.add(new Markup('<b>'), '<'))).toBe('<b>&lt;')
    expect(js.escape(js.add('<', new Markup('<b>')))).toBe('&lt;<b>')
    expect(js.escape(js.modulo(new Markup('<i>%s %r</i>'), ['<', '<']))).toBe('<i>&lt; &#34;&lt;&#34;</i>')
  })

  it('refuses senseless and boundless operations', () => {
    expect(faultOf(() => js.subtract('a', 1))).toBe('bad-operand')
    expect(faultOf(() => js.add([1], 1))).toBe('bad-operand')
    expect(faultOf(() => js.add('a', missing))).toBe('undefined-value')
    expect(faultOf(() => js.divide(1, 0))).toBe('division-by-zero')
    expect(faultOf(() => js.modulo(1n, 0n))).toBe('division-by-zero')
    expect(faultOf(() => js.power(0, -1))).toBe('division-by-zero')
    expect(faultOf(() => js.multiply('ab', 1e9))).toBe('too-large')
    expect(faultOf(() => js.multiply([1], 1e9))).toBe('too-large')
    expect(faultOf(() => js.power(3n, 10n ** 9n))).toBe('too-large')
    expect(faultOf(() => js.multiply('a', 1.5))).toBe('bad-operand')
  })
})

describe('loops', () => {
  function* naturals(): Generator<number> {
    for (let n = 0; ; n++) yield n
  }

  it('gives code points, keys and items', () => {
    expect(js.list('a😀')).toEqual(['a', '😀'])
    expect(js.list({ b: 1, a: 2 })).toEqual(['b', 'a'])
    expect(js.pairs(new Map([['k', 1]]))).toEqual([['k', 1]])
    expect(js.list(new Set([1]))).toEqual([1])
    expect(js.list(missing)).toEqual([])
    expect(faultOf(() => js.list(5))).toBe('not-iterable')
    expect(faultOf(() => js.list(null))).toBe('not-iterable')
    expect(faultOf(() => js.list(strict))).toBe('undefined-value')
  })

  it('pulls iterables one ahead', () => {
    const seen: unknown[] = []
    const sequence = js.list(naturals())
    for (let at = 0; at < sequence.length && at < 3; at++) seen.push(sequence[at])
    expect(seen).toEqual([0, 1, 2])
    expect(new Pull([1, 2]).all()).toEqual([1, 2])
    expect(new Pull(naturals()).has(5)).toBe(true)
  })

  it('unpacks exactly', () => {
    expect(js.unpack('ab', 2)).toEqual(['a', 'b'])
    expect(faultOf(() => js.unpack([1], 2))).toBe('unpack-count')
    expect(faultOf(() => js.unpack(naturals(), 2))).toBe('unpack-count')
  })

  it('measures and slices by code point', () => {
    expect(js.length('a😀')).toBe(2)
    expect(js.length({ a: 1 })).toBe(1)
    expect(faultOf(() => js.length(5))).toBe('bad-argument')
    expect(js.slice('a😀b', null, null, -1)).toBe('b😀a')
    expect(js.slice([1, 2, 3], -2, undefined, null)).toEqual([2, 3])
    expect(js.slice([1, 2, 3], 5, 1, -1)).toEqual([3])
    expect(faultOf(() => js.slice([1], null, null, 0))).toBe('bad-argument')
    expect(faultOf(() => js.slice({}, null, null, null))).toBe('bad-operand')
  })
})

describe('access', () => {
  it('finds own data first, then allowed members', () => {
    expect(js.attr({ items: 1 }, 'items')).toBe(1)
    expect(js.attr(JSON.parse('{"__proto__": 1}'), '__proto__')).toBe(1)
    expect(js.attr({ constructor: 'data' }, 'constructor')).toBe('data')
    expect(js.attr(new Map([['size', 'key']]), 'size')).toBe('key')
    expect(js.attr(new Map([['a', 1]]), 'size')).toBe(1)
    expect(js.attr('a😀', 'length')).toBe(2)
    expect(js.attr(new User(), 'loud')).toBe('ANN')
    expect(js.attr(null, 'a')).toBeUndefined()
    expect(faultOf(() => js.attr(missing, 'a'))).toBe('undefined-value')
    expect(js.attr(chainable, 'a')).toBeUndefined()
  })

  it('never finds what every object or function inherits', () => {
    const values = [
      's',
      1,
      true,
      [],
      {},
      new Map(),
      new Set(),
      new Date(),
      /x/,
      new User(),
      User,
      () => 1,
      Math,
    ]
    const names = [
      'constructor',
      '__proto__',
      'prototype',
      'hasOwnProperty',
      '__defineGetter__',
      'call',
      'bind',
      'caller',
    ]
    for (const value of values) {
      for (const name of names) {
        expect(js.attr(value, name)).toBeUndefined()
        expect(js.item(value, name)).toBeUndefined()
      }
    }
  })

  it('finds items by position, by key and by name', () => {
    expect(js.item([1, 2], -1)).toBe(2)
    expect(js.item([1, 2], '0')).toBeUndefined()
    expect(js.item([1, 2], true)).toBe(2)
    expect(js.item('a😀', 1)).toBe('😀')
    expect(js.item({ 1: 'x' }, 1)).toBe('x')
    expect(js.item(js.mapping([[[1, 2], 'x']]), [1, 2])).toBe('x')
    expect(js.item({ a: 1 }, new Markup('a'))).toBe(1)
    expect(js.item({}, {})).toBeUndefined()
  })

  it('keeps the order of keys in literals', () => {
    expect(
      js.text(
        js.mapping([
          ['10', 1],
          ['9', 2],
        ]),
      ),
    ).toBe('{"10": 1, "9": 2}')
    expect(js.mapping([['a', 1]])).toEqual({ a: 1 })
  })
})

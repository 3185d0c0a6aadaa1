import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/runtime/fault.js'
import { Keywords } from '../../src/runtime/keywords.js'
import { Markup } from '../../src/runtime/markup.js'
import { js } from '../../src/runtime/values/js.js'

/** What `receiver.name(...args)` gives. */
function call(receiver: unknown, name: string, ...args: unknown[]): unknown {
  const method = js.method(receiver, name)
  if (typeof method !== 'function') throw new Error(`no method ${name}`)
  return method(...args)
}

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

describe('text', () => {
  it.each<[string, string, unknown[], unknown]>([
    ['été ßİǅ ﬁ', 'title', [], 'Été Ssi̇ǆ Fi'],
    ['Σσς', 'swapcase', [], 'σΣΣ'],
    ['ǄBß', 'casefold', [], 'ǆbss'],
    ['  a b  ', 'split', [], ['a', 'b']],
    ['a b c', 'split', [null, 1], ['a', 'b c']],
    ['a,b', 'split', [','], ['a', 'b']],
    ['a,b,c', 'split', [new Keywords({ sep: ',', maxsplit: 1 })], ['a', 'b,c']],
    ['aaa', 'rsplit', ['aa', 1], ['a', '']],
    ['  1  2   3  ', 'rsplit', [null, 1], ['  1  2', '3']],
    ['a\r\nb\u2028c', 'splitlines', [], ['a', 'b', 'c']],
    ['a\r\nb', 'splitlines', [true], ['a\r\n', 'b']],
    ['axb', 'partition', ['x'], ['a', 'x', 'b']],
    ['axbxc', 'rpartition', ['x'], ['axb', 'x', 'c']],
    ['😀ab', 'find', ['b'], 2],
    ['abc', 'find', ['', 4], -1],
    ['aXbX', 'count', [''], 5],
    ['abc', 'startswith', [['x', 'ab']], true],
    ['ab', 'center', [5, '*'], '**ab*'],
    ['-7', 'zfill', [4], '-007'],
    ['a\tb', 'expandtabs', [4], 'a   b'],
    ['xxaxx', 'strip', ['x'], 'a'],
    ['\x1c a', 'lstrip', [], 'a'],
    ['aaa', 'replace', ['a', 'b'], 'baa'],
    ['aaa', 'replace', ['a', 'b', 2], 'bba'],
    ['²', 'isdigit', [], true],
    ['²', 'isdecimal', [], false],
    ['Ab Cd', 'istitle', [], true],
    ['-', 'join', [[1, 'a']], '1-a'],
    ['{a}-{}', 'format', [1, new Keywords({ a: 2 })], '2-1'],
    ['{0[k][1]}', 'format', [{ k: [1, 2] }], '2'],
    [
      'abc',
      'translate',
      [
        new Map<unknown, unknown>([
          [97, 'x'],
          [98, null],
        ]),
      ],
      'xc',
    ],
    ['😀ab', 'slice', [1], 'ab'],
    ['😀ab', 'indexOf', ['b'], 2],
    ['😀', 'padStart', [3, '-'], '--😀'],
    ['a1b2', 'replace', [/\d/g, (digit: string) => `<${digit}>`], 'a<1>b<2>'],
  ])('%j.%s(%j)', (text, name, args, wanted) => expect(call(text, name, ...args)).toEqual(wanted))

  it('keeps markup and escapes what is put into it', () => {
    const html = new Markup('<b>x</b>')
    expect(js.escape(call(html, 'upper'))).toBe('<B>X</B>')
    expect(js.escape(call(html, 'replace', 'x', '<i>'))).toBe('<b>&lt;i&gt;</b>')
    expect(js.escape(call(html, 'replace', /x/, () => '<i>'))).toBe('<b>&lt;i&gt;</b>')
    expect(js.escape(call(html, 'join', ['<', html]))).toBe('&lt;<b>x</b><b>x</b>')
    expect(js.escape(call(new Markup('<{:>3}>'), 'format', '<'))).toBe('<  &lt;>')
    expect(js.escape(call(new Markup('{}'), 'format', html))).toBe('<b>x</b>')
    expect(call(html, 'find', 'x')).toBe(3)
    expect(call(new Markup('<b>a &amp; b</b>'), 'striptags')).toBe('a & b')
    expect(js.attr('plain', 'striptags')).toBeUndefined()
  })

  it('refuses arguments it cannot use', () => {
    expect(faultOf(() => call('a', 'upper', 1))).toBe('too-many-arguments')
    expect(faultOf(() => call('a', 'find'))).toBe('missing-argument')
    expect(faultOf(() => call('a', 'strip', new Keywords({ x: 1 })))).toBe('unknown-argument')
    expect(faultOf(() => call('a', 'partition', ''))).toBe('bad-argument')
    expect(faultOf(() => call('a', 'center', 1e12))).toBe('too-large')
    expect(faultOf(() => call('a', 'repeat', 1e12))).toBe('too-large')
    expect(faultOf(() => call('a', 'repeat', -1))).toBe('host-error')
    expect(faultOf(() => call('a', 'concat', () => 'source'))).toBe('not-printable')
  })
})

describe('lists, mappings, sets, numbers', () => {
  it('changes lists in place and gives null', () => {
    const list = [3, 1, 2]
    expect(call(list, 'append', 4)).toBeNull()
    expect(call(list, 'insert', 0, 9)).toBeNull()
    expect(call(list, 'pop', 0)).toBe(9)
    expect(call(list, 'sort', new Keywords({ reverse: true }))).toBeNull()
    expect(list).toEqual([4, 3, 2, 1])
    expect(call(list, 'index', 2)).toBe(2)
    expect(faultOf(() => call(list, 'remove', 7))).toBe('bad-argument')
    expect(call(list, 'join', '-')).toBe('4-3-2-1')
    expect(faultOf(() => call([() => 1], 'join'))).toBe('not-printable')
  })

  it.each([[{ a: 1 }], [new Map([['a', 1]])]])('gives mappings Python methods: %o', (mapping) => {
    expect(call(mapping, 'items')).toEqual([['a', 1]])
    expect(call(mapping, 'keys')).toEqual(['a'])
    expect(call(mapping, 'get', 'z', 5)).toBe(5)
    expect(call(mapping, 'setdefault', 'b', 2)).toBe(2)
    expect(call(mapping, 'update', { c: 3 }, new Keywords({ d: 4 }))).toBeNull()
    expect(call(mapping, 'pop', 'a')).toBe(1)
    expect(js.text(mapping)).toBe('{"b": 2, "c": 3, "d": 4}')
  })

  it('gives sets and numbers theirs', () => {
    expect(call(new Set([1, 2]), 'union', [3])).toEqual(new Set([1, 2, 3]))
    expect(call(5, 'bit_length')).toBe(3)
    expect(call(0.5, 'as_integer_ratio')).toEqual([1, 2])
    expect(call(1.005, 'toFixed', 1)).toBe('1.0')
    expect(js.attr(true, 'real')).toBe(1)
  })
})

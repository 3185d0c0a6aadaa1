import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/runtime/fault.js'
import { js } from '../../src/runtime/values/js.js'

/** What the pattern's `format` gives. */
function braces(pattern: string, ...args: unknown[]): unknown {
  const method = js.method(pattern, 'format')
  return typeof method === 'function' ? method(...args) : undefined
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

describe('percent', () => {
  it.each<[string, unknown, string]>([
    ['%05.1f|%-6s|%+03d', [12.3456, 'ab', 7], '012.3|ab    |+07'],
    ['%(a)s %(b)x', { a: 1, b: 255 }, '1 ff'],
    ['%#o %#X', [42, 42], '0o52 0X2A'],
    ['%.3d|%8.3d', [-7, -7], '-007|    -007'],
    ['%e %g %G', [123456, 1e20, 1e-5], '1.234560e+05 1e+20 1E-05'],
    ['%.0f %.0f %.2f', [0.5, 1.5, 2.675], '0 2 2.67'],
    ['%.20e', 1e23, '9.99999999999999916114e+22'],
    ['%*d|%.*f', [5, 42, 2, 1.239], '   42|1.24'],
    ['%d %i', [3.9, 10n ** 20n], '3 100000000000000000000'],
    ['%c%c', [65, '😀'], 'A😀'],
    ['%a', 'é', '"\\xe9"'],
    ['%.2s|', '😀ab', '😀a|'],
    ['100%%', [], '100%'],
    ['%s', [1, 2], '[1, 2]'],
    ['%08.2f', Number.POSITIVE_INFINITY, '00000inf'],
  ])('%j %% %j', (pattern, values, printed) => expect(js.modulo(pattern, values)).toBe(printed))

  it.each<[string, unknown, string]>([
    ['%s', js.tuple([1, 2]), 'bad-format'],
    ['%s %s', 1, 'bad-format'],
    ['%', 1, 'bad-format'],
    ['%5%', 1, 'bad-format'],
    ['%(a)s', 1, 'bad-format'],
    ['%d', 'x', 'bad-format'],
    ['%x', 1.5, 'bad-format'],
    ['%999999999d', 1, 'too-large'],
    ['%.999999999d', 1, 'too-large'],
    ['%.999999999f', 1, 'too-large'],
  ])('%j refuses %j', (pattern, values, id) => expect(faultOf(() => js.modulo(pattern, values))).toBe(id))
})

describe('braces', () => {
  it.each<[string, unknown[], string]>([
    ['{} {}', [1, 2], '1 2'],
    ['{1} {0}', [1, 2], '2 1'],
    ['{{{}}}', [1], '{1}'],
    ['{:>5}|{:*^7}|{:<3}|', ['ab', 'ab', 1], '   ab|**ab***|1  |'],
    ['{:015,.2f}', [42], '0,000,000,042.00'],
    ['{:,}|{:_x}', [1234567, 0x1ffff], '1,234,567|1_ffff'],
    ['{:#b}|{:#x}', [-7, 255], '-0b111|0xff'],
    ['{:.1%}', [0.125], '12.5%'],
    ['{:{}}|', ['a', 3], 'a  |'],
    ['{!r:>5}', ['a'], '  "a"'],
    ['{:05}', [-3.5], '-03.5'],
    ['{:.3}|{:.3}', ['abcd', 12.3456], 'abc|12.3'],
    ['{:c}', [65], 'A'],
    ['{:+.1e}', [42], '+4.2e+01'],
  ])('%j.format(%j)', (pattern, args, printed) => expect(braces(pattern, ...args)).toBe(printed))

  it.each<[string, unknown[]]>([
    ['{', [1]],
    ['}', [1]],
    ['{} {0}', [1]],
    ['{1}', [1]],
    ['{a}', [1]],
    ['{!x}', [1]],
    ['{0.constructor}', [{}]],
    ['{:d}', [1.5]],
    ['{:s}', [1]],
    ['{:d}', ['a']],
    ['{:>5}', [null]],
    ['{:{:{}}}', [1, 2, 3]],
  ])('%j refuses %j', (pattern, args) => expect(faultOf(() => braces(pattern, ...args))).toBe('bad-format'))
})

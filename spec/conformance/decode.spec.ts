import { describe, expect, it } from 'vitest'
import { Markup } from '../../src/runtime/markup.js'
import { Decoder } from './decode.js'
import type { Json } from './formats.js'
import { valueMatches } from './value-match.js'
import { Unavailable } from './values.js'
import { jsValues } from './values-js.js'

const decoder = new Decoder(jsValues, { block: '{%', output: ['{{', '}}'] })

function call(json: Json, ...args: unknown[]): unknown {
  const value = decoder.value(json)
  if (typeof value !== 'function') throw new Error('not a function')
  return value(...args)
}

describe('recorded values', () => {
  it('become plain JavaScript where JSON says it all', () => {
    expect(decoder.value({ a: [1, 'x', null, true] })).toEqual({ a: [1, 'x', null, true] })
  })

  it('keep hazardous names as ordinary own keys', () => {
    const vars = decoder.record(JSON.parse('{"__proto__": 1, "constructor": 2}'))
    expect(Object.keys(vars)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(vars)).toBe(null)
  })

  it('keep tags apart from mappings', () => {
    expect(decoder.value({ $int: '12345678901234567890' })).toBe(12345678901234567890n)
    expect(decoder.value({ $float: '-inf' })).toBe(Number.NEGATIVE_INFINITY)
    expect(decoder.value({ $range: [0, 7, 3] })).toEqual([0, 3, 6])
    expect(decoder.value({ $dict: [[1, 'a']] })).toEqual(new Map([[1, 'a']]))
    expect(String(decoder.value({ $markup: '<b>' }))).toBe('<b>')
    expect(() => decoder.value({ $bytes: '00' })).toThrow(Unavailable)
    expect(() => decoder.value({ $never: 1 })).toThrow('unknown value $never')
  })

  it('make generators that run once', () => {
    const once = decoder.value({ $iter: [1, 2] })
    expect([...(once as Iterable<unknown>)]).toEqual([1, 2])
    expect([...(once as Iterable<unknown>)]).toEqual([])
  })

  it('make host objects with attributes, text and HTML of their own', () => {
    const user = decoder.value({ $obj: { cls: 'User', attrs: { name: 'n' }, html: '<i>' } })
    expect(Object.entries(Object(user))).toEqual([['name', 'n']])
    expect(String(user)).toBe('<User>')
    expect(user).toHaveProperty('toHTML')
    expect(call({ $obj: { cls: 'F', call: { $fx: 'args' } } }, 1)).toBe('1')
  })
})

describe('host functions', () => {
  it('show their arguments as Python would', () => {
    expect(call({ $fx: 'args' }, "it's", null, [true, new Markup('<')], { a: 1.5 })).toBe(
      `"it's"|None|[True, Markup('<')]|a=1.5`,
    )
  })

  it('do not take the data of a case for keywords', () => {
    expect(call({ $fx: 'args' }, decoder.value({ a: 1 }))).toBe("{'a': 1}")
  })

  it('fail with the class they name', () => {
    expect(() => call({ $fx: 'fail_key' })).toThrow(
      expect.objectContaining({ name: 'KeyError', message: 'boom' }),
    )
  })
})

describe('recorded results', () => {
  it('match values of the same content', () => {
    expect(valueMatches({ $tuple: [1, { $float: '2.5' }] }, [1, 2.5])).toBe(true)
    expect(valueMatches({ $dict: [[1, 'a']] }, new Map([[1, 'a']]))).toBe(true)
    expect(valueMatches({ a: null }, { a: undefined })).toBe(true)
    expect(valueMatches({ a: 1 }, { a: 1, b: 2 })).toBe(false)
    expect(valueMatches('1', 1)).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { Markup } from '../../src/runtime/markup.js'
import { ChainableUndefined } from '../../src/runtime/undefined.js'
import { nunjucks } from '../../src/runtime/values/nunjucks.js'

const missing = new ChainableUndefined({ path: 'x', hint: null, owner: null })

describe('the values of the nunjucks preset', () => {
  it('prints as JavaScript does, but never a function', () => {
    expect(nunjucks.text([1, [2, null], 'x'])).toBe('1,2,,x')
    expect(nunjucks.text({ a: 1 })).toBe('[object Object]')
    expect(nunjucks.text(null)).toBe('')
    expect(() => nunjucks.text(() => 1)).toThrow('not-printable')
  })

  it('escapes in its own spelling', () => {
    expect(nunjucks.escape('<"\'`\\&>')).toBe('&lt;&quot;&#39;&#96;&#92;&amp;&gt;')
    expect(nunjucks.escape(new Markup('<b>'))).toBe('<b>')
  })

  it('takes empty containers for true', () => {
    expect(nunjucks.truthy([])).toBe(true)
    expect(nunjucks.truthy({})).toBe(true)
    expect(nunjucks.truthy('')).toBe(false)
    expect(nunjucks.truthy(Number.NaN)).toBe(false)
    expect(nunjucks.truthy(missing)).toBe(false)
  })

  it('coerces operands that can be numbers', () => {
    expect(nunjucks.multiply('5', 2)).toBe(10)
    expect(nunjucks.add('5', 2)).toBe('52')
    expect(nunjucks.add(5, null)).toBe(5)
    expect(nunjucks.add(5, missing)).toBeNaN()
    expect(nunjucks.add([1], [2])).toEqual([1, 2])
    expect(nunjucks.divide(1, 0)).toBe(Number.POSITIVE_INFINITY)
    expect(nunjucks.modulo(-7, 3)).toBe(-1)
    expect(nunjucks.modulo('%s!', 'a')).toBe('a!')
    expect(nunjucks.compare('10', 9, '<')).toBeGreaterThan(0)
    expect(nunjucks.compare(missing, 9, '<')).toBeNaN()
  })

  it('is quiet about what is missing', () => {
    expect(nunjucks.attr(missing, 'a')).toBeUndefined()
    expect(nunjucks.item(null, 'a')).toBeUndefined()
    expect(nunjucks.list(5)).toEqual([])
    expect(nunjucks.list(null)).toEqual([])
    expect(nunjucks.contains(undefined, 1)).toBe(false)
    expect(nunjucks.unpack([1], 2)).toEqual([1, undefined])
    expect(nunjucks.unpack([1, 2, 3], 2)).toEqual([1, 2])
    expect(nunjucks.item([7], '0')).toBe(7)
  })
})

import { expect, test } from 'vitest'
import { Lru } from '../../src/cache/lru.js'

test('drops what was not used for longest', () => {
  const cache = new Lru<string, number>(2)
  cache.set('a', 1)
  cache.set('b', 2)
  expect(cache.get('a')).toBe(1)
  cache.set('c', 3)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3])
})

test('setting a key again keeps one entry and makes it the newest', () => {
  const cache = new Lru<string, number>(2)
  cache.set('a', 1)
  cache.set('b', 2)
  cache.set('a', 3)
  cache.set('c', 4)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([3, undefined, 4])
})

test('size 0 keeps nothing, a negative or infinite one everything', () => {
  const none = new Lru<number, number>(0)
  none.set(1, 1)
  expect(none.get(1)).toBeUndefined()
  for (const size of [-1, Number.POSITIVE_INFINITY]) {
    const all = new Lru<number, number>(size)
    for (let key = 0; key < 1000; key++) all.set(key, key)
    expect(all.get(0)).toBe(0)
  }
})

test('delete and clear forget', () => {
  const cache = new Lru<string, number>(9)
  cache.set('a', 1)
  cache.set('b', 1)
  expect(cache.delete('a')).toBe(true)
  expect(cache.delete('a')).toBe(false)
  cache.clear()
  expect(cache.get('b')).toBeUndefined()
})

import { afterAll, expect, test } from 'vitest'
import { BlockGrammar } from '../../src/parser/grammar.js'

// Chevrotain's own checks call Object.groupBy, which Node 20 does not have.
const native: unknown = Reflect.get(Object, 'groupBy')
Reflect.set(Object, 'groupBy', native ?? groupBy)
afterAll(() => Reflect.set(Object, 'groupBy', native))

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Record<string, T[]> {
  const groups: Record<string, T[]> = {}
  for (const item of items) (groups[keyOf(item)] ??= []).push(item)
  return groups
}

test('the grammar passes the checks that the product skips', () => {
  expect(() => new BlockGrammar({ validated: true })).not.toThrow()
})

import { expect, it } from 'vitest'
import { fromHash, toHash } from '../../examples/playground/src/share.js'

const input = {
  template: '{{ "ü💡" }}\n<b>',
  vars: '{ "a": 1 }',
  dialect: 'python',
  escaping: false,
} as const

it('makes an address of an input and the input of the address', () => {
  const hash = toHash(input) ?? ''
  expect(hash).toMatch(/^#[\w-]+$/)
  expect(fromHash(hash)).toEqual(input)
})

it('makes no address of what is too long', () => {
  expect(toHash({ ...input, template: 'x'.repeat(6000) })).toBeNull()
  expect(toHash({ ...input, template: 'x'.repeat(5000) })).not.toBeNull()
})

const hashOf = (value: unknown): string => `#${Buffer.from(JSON.stringify(value)).toString('base64url')}`

it.each([
  ['nothing', ''],
  ['an empty one', '#'],
  ['an anchor', '#top!'],
  ['no JSON', `#${Buffer.from('{').toString('base64url')}`],
  ['no UTF-8', `#${Buffer.from([0xff, 0xfe]).toString('base64url')}`],
  ['a list', hashOf([])],
  ['null', hashOf(null)],
  ['another type', hashOf({ ...input, template: 1 })],
  ['another dialect', hashOf({ ...input, dialect: 'ruby' })],
  ['a missing field', hashOf({ template: '', vars: '' })],
  ['too much', hashOf({ ...input, template: 'x'.repeat(9000) })],
])('reads nothing out of %s', (_, hash) => {
  expect(fromHash(hash)).toBeNull()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { js, mark } from '../../src/codegen/code.js'
import { Lines } from '../../src/codegen/lines.js'
import { type Mapping, Mappings, MappingWriter, noMappings } from '../../src/codegen/mappings.js'
import { print } from '../../src/sourcemap/print.js'

const offset = fc.oneof(fc.nat(200), fc.nat(2 ** 29))
const span = fc
  .tuple(offset, fc.oneof(fc.nat(200), fc.nat(2 ** 20)))
  .map(([start, size]) => ({ start, end: start + size }))
const mapping = fc.record({
  column: offset,
  span: fc.option(span),
  from: fc.option(offset),
  name: fc.option(fc.string({ unit: 'binary', maxLength: 5 })),
})
const line = fc.uniqueArray(mapping, { selector: ({ column }) => column, maxLength: 12 })
const lines = fc.array(
  line.map((list) => list.sort((left, right) => left.column - right.column)),
  { maxLength: 6 },
)

type Unplaced = Omit<Mapping, 'line'>

function packed(all: readonly (readonly Unplaced[])[], indent: number): Mappings {
  const writer = new MappingWriter()
  const starts = all.map((list) => {
    const start = writer.size
    for (const { column, span, from, name } of list) writer.add(column, span, from, name)
    writer.endLine()
    return start
  })
  const { bytes, names } = writer
  return new Mappings({ bytes, starts, indents: all.map(() => indent), names })
}

test('mappings come out as they were added, in columns behind the indentation', () => {
  fc.assert(
    fc.property(lines, fc.nat(20), (all, indent) => {
      const meant = all.flatMap((list, index) =>
        list.map((each) => ({ ...each, line: index + 1, column: each.column + indent })),
      )
      expect([...packed(all, indent)]).toEqual(meant)
    }),
  )
})

test('the mapping in force is the last one of the line that starts before the place', () => {
  fc.assert(
    fc.property(lines, fc.nat(7), offset, (all, wanted, column) => {
      const before = (all[wanted - 1] ?? []).filter((each) => each.column <= column)
      const last = before.at(-1)
      const meant = last === undefined ? null : { ...last, line: wanted }
      expect(packed(all, 0).inForce(wanted, column)).toEqual(meant)
    }),
  )
})

test('of several mappings at one place the last one stays', () => {
  const writer = new MappingWriter()
  writer.add(3, null, 1, 'a')
  writer.add(3, { start: 4, end: 5 }, null, null)
  writer.endLine()
  const { bytes, names } = writer
  expect([...new Mappings({ bytes, starts: [0], indents: [0], names })]).toEqual([
    { line: 1, column: 3, span: { start: 4, end: 5 }, from: null, name: null },
  ])
  expect([...noMappings()]).toEqual([])
})

test('lines that are filled later stand, with their mappings, where they were reserved', () => {
  const outer = new Lines()
  const later = outer.part()
  outer.add('first')
  outer.nest('open {', () => outer.include(later))
  later.add(js`a ${mark(7, 'b', 'name')} c`)
  const { code, mappings } = print(outer)
  expect(code).toBe('first\nopen {\n  a b c\n}\n')
  expect([...mappings].filter(({ name }) => name !== null)).toEqual([
    { line: 3, column: 4, span: null, from: 7, name: 'name' },
  ])
})

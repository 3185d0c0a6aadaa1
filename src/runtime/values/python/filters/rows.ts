import { fault } from '../../../fault.js'
import { isAbsent, itemsOf, MOST_ITEMS } from '../../../filters/arguments.js'
import { intIn } from '../numbers.js'
import { raise } from '../raise.js'
import { each, generator } from './generator.js'

/** The items in lists of as many as `linecount`, which may be any value that an int can equal. Fault: too-large. */
export const batch = /* @__PURE__ */ generator(
  'do_batch',
  { signature: 'linecount fill_with?' },
  function* (site, value: unknown, linecount: unknown, filler: unknown = null) {
    const { values } = site.host
    let row: unknown[] = []
    for (const item of each(values, value)) {
      if (values.equal(row.length, linecount)) {
        yield row
        row = []
      }
      row.push(item)
    }
    if (row.length === 0) return
    while (!isAbsent(filler) && values.compare(row.length, linecount, '<') < 0) {
      if (row.push(filler) > MOST_ITEMS) fault('too-large', { what: 'batch.linecount' })
    }
    yield row
  },
)

/** The items in `slices` lists of nearly equal length. Faults: division-by-zero, bad-operand, bad-argument. */
export const slice = /* @__PURE__ */ generator(
  'sync_do_slice',
  { signature: 'slices fill_with?' },
  function* (site, value: unknown, slices: unknown, filler: unknown = null) {
    const { values } = site.host
    const all = itemsOf(values, value)
    const size = Number(values.floorDivide(all.length, slices))
    const count = Number(intIn(slices) ?? raise('TypeError', 'slice.slices', 'must be a whole number'))
    const longer = all.length % count
    for (let index = 0; index < count; index++) {
      const start = index * size + Math.min(index, longer)
      const column = all.slice(start, start + size + (index < longer ? 1 : 0))
      if (!isAbsent(filler) && index >= longer) column.push(filler)
      yield column
    }
  },
)

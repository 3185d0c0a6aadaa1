import { isAbsent, itemsOf, policy } from '../../filters/arguments.js'
import { truncate as cutText } from '../../filters/text.js'
import { isText } from '../../markup.js'
import { operation } from '../../operation.js'
import { isUndefined } from '../../undefined.js'
import type { Values } from '../values.js'
import { raise } from './raise.js'
import { typeName } from './types.js'

/**
 * Filters that in Python take whatever has the operators they use: `batch` counts to any value that an int can equal,
 * `truncate` cuts any sequence.
 */
export const pythonFilters = {
  batch: /* @__PURE__ */ operation(
    'linecount fill_with?',
    (site, value: unknown, linecount: unknown, filler: unknown = null) => {
      const { values } = site.host
      return values.lazy('batch', () => rows(values, itemsOf(values, value), { linecount, filler }))
    },
  ),
  truncate: /* @__PURE__ */ operation(
    'length? killwords? end? leeway?',
    (site, value: unknown, ...[length = 255, killwords = false, end = '...', leeway = null]: unknown[]) => {
      const { values } = site.host
      const slack = isAbsent(leeway) ? (policy(site, 'truncate.leeway') ?? 5) : leeway
      if (isText(value) || isUndefined(value)) {
        const args = [length, killwords, end, slack] as const
        return cutText(site, value, ...args)
      }
      const most = values.add(length, slack)
      return values.compare(values.length(value), most, '<=') <= 0
        ? value
        : cut(values, value, { length, end, killwords })
    },
  ),
}

interface Batches {
  readonly linecount: unknown
  readonly filler: unknown
}

function rows(values: Values, items: readonly unknown[], { linecount, filler }: Batches): unknown[][] {
  const all: unknown[][] = []
  let row: unknown[] = []
  for (const item of items) {
    if (values.equal(row.length, linecount)) {
      all.push(row)
      row = []
    }
    row.push(item)
  }
  if (row.length === 0) return all
  if (!isAbsent(filler)) while (values.compare(row.length, linecount, '<') < 0) row.push(filler)
  return [...all, row]
}

interface Cut {
  readonly length: unknown
  readonly end: unknown
  readonly killwords: unknown
}

/** Only text can be cut at a space. */
function cut(values: Values, value: unknown, { length, end, killwords }: Cut): unknown {
  if (!values.truthy(killwords)) {
    return raise('AttributeError', 'truncate.value', `is of type ${typeName(value)} and has no words`)
  }
  const kept = values.subtract(length, values.length(end))
  return values.add(values.slice(value, null, kept, null), end)
}

import { isAbsent, policy } from '../../../filters/arguments.js'
import { truncate as cutText } from '../../../filters/text.js'
import { isText } from '../../../markup.js'
import { operation } from '../../../operation.js'
import { isUndefined } from '../../../undefined.js'
import type { Values } from '../../values.js'
import { raise } from '../raise.js'
import { typeName } from '../types.js'

/** Text cut to a length, and any other sequence. Faults: bad-argument, bad-operand. */
export const truncate = /* @__PURE__ */ operation(
  'length? killwords? end? leeway?',
  (site, value: unknown, ...[length = 255, killwords = false, end = '...', leeway = null]: unknown[]) => {
    const { values } = site.host
    const slack = isAbsent(leeway) ? (policy(site, 'truncate.leeway') ?? 5) : leeway
    if (isText(value) || isUndefined(value)) return cutText(site, value, length, killwords, end, slack)
    const most = values.add(length, slack)
    return values.compare(values.length(value), most, '<=') <= 0
      ? value
      : cut(values, value, { length, end, killwords })
  },
)

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

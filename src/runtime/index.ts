/**
 * What generated code calls, as `$`. The names here are the names in the code. `runtimeFor` puts the operations
 * of a value dialect beside the ones that are the same in every dialect.
 */

import { assignable, attr, item } from './access.js'
import {
  block,
  blockIn,
  extend,
  extendedTwice,
  misplaced,
  placed,
  requiredBlock,
  requiredBlockIn,
  self,
  superBlock,
  superText,
} from './blocks.js'
import { attempt, call, callItem, callMethod, keywords } from './call.js'
import { type Escapers, escapersOf } from './contextual/names.js'
import { derive } from './enter.js'
import { count, cycle, isLast, Loop, nextItem, previousItem, select } from './loop.js'
import { macro, unfilled } from './macro.js'
import { native } from './native.js'
import { nonce } from './nonce.js'
import {
  filter,
  identical,
  missingFilter,
  missingTest,
  operate,
  pattern,
  spread,
  spreadNamed,
  test,
} from './operate.js'
import { concat, filtered, finalize, given, markup } from './output.js'
import { printCall } from './places.js'
import { joined } from './scope.js'
import type * as Surface from './surface.js'
import {
  choose,
  chooseIfAny,
  imported,
  include,
  includeAlone,
  link,
  module,
  moduleWithin,
  variant,
} from './templates.js'
import type { Values } from './values/values.js'

/** As an object. That nothing is left out is checked; a namespace would keep bundlers from leaving out what is unused. */
const shared: typeof Surface = {
  assignable,
  attempt,
  attr,
  block,
  blockIn,
  call,
  callItem,
  callMethod,
  choose,
  chooseIfAny,
  concat,
  count,
  cycle,
  derive,
  extend,
  extendedTwice,
  filter,
  filtered,
  finalize,
  given,
  identical,
  imported,
  include,
  includeAlone,
  isLast,
  item,
  joined,
  keywords,
  link,
  Loop,
  macro,
  markup,
  missingFilter,
  misplaced,
  missingTest,
  module,
  moduleWithin,
  nextItem,
  nonce,
  operate,
  pattern,
  placed,
  previousItem,
  printCall,
  requiredBlock,
  requiredBlockIn,
  select,
  self,
  spread,
  spreadNamed,
  superBlock,
  superText,
  test,
  unfilled,
  variant,
}

/** Everything generated code may call. */
export type Runtime = typeof shared & Omit<Values, keyof typeof shared | keyof Escapers> & Escapers & Composed

/** Operations made of a dialect's own. */
interface Composed {
  /** The one value that a list of printed values comes to. */
  native(parts: readonly unknown[]): unknown
  /** Printed text, escaped when `escaping` is true. */
  print(escaping: boolean, value: unknown): string
  /** `item in container`, its operands evaluated in the order they are written. */
  within(item: unknown, container: unknown): boolean
}

/** The runtime of a dialect. */
export function runtimeFor(values: Values): Runtime {
  return {
    ...values,
    ...escapersOf(values),
    ...shared,
    native: (parts) => native(values, parts),
    print: (escaping, value) => (escaping ? values.escape(value) : values.text(value)),
    within: (member, container) => values.contains(container, member),
  }
}

/** Operations that are the same in every dialect and use nothing of one, so that pages of no others need no dialect. */
export const independent: ReadonlySet<string> = new Set<keyof typeof shared>([
  'block',
  'blockIn',
  'count',
  'cycle',
  'derive',
  'extend',
  'extendedTwice',
  'given',
  'identical',
  'include',
  'includeAlone',
  'isLast',
  'joined',
  'markup',
  'module',
  'misplaced',
  'moduleWithin',
  'nextItem',
  'nonce',
  'pattern',
  'placed',
  'previousItem',
  'requiredBlock',
  'requiredBlockIn',
  'select',
  'self',
  'superBlock',
  'superText',
  'variant',
])

/** Names of all operations that are the same in every dialect. */
export const sharedNames: readonly string[] = Object.keys(shared)

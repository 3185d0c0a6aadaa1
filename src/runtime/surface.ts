/**
 * The functions that generated code calls and that are the same in every dialect of values, under the names they have
 * there.
 */
export { assignable, attr, item } from './access.js'
export {
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
export { attempt, call, callItem, callMethod, keywords } from './call.js'
export { derive } from './enter.js'
export { count, cycle, isLast, Loop, nextItem, previousItem, select } from './loop.js'
export { macro, unfilled } from './macro.js'
export { nonce } from './nonce.js'
export {
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
export { concat, filtered, finalize, given, markup } from './output.js'
export { printCall } from './places.js'
export { joined } from './scope.js'
export {
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

import { isText } from '../../markup.js'
import { codePointCount, codePointIndex, codePointSlice } from '../../values/code-points.js'
import { isList } from '../../values/shapes.js'
import { refuse, spanOf, textArgument } from '../method.js'
import type { TextMethod } from './text-method.js'
import { telling } from './text-method.js'

/** Methods that look for a text in another; positions count code points. */
export const searches: Readonly<Record<string, TextMethod>> = {
  find: telling('sub start? end?', (_, text, sub, ...span) => find(part(text, span, 'find'), sub)),
  rfind: telling('sub start? end?', (_, text, sub, ...span) => findLast(part(text, span, 'rfind'), sub)),
  index: telling('sub start? end?', (_, text, sub, ...span) => {
    return found(find(part(text, span, 'index'), sub), 'index')
  }),
  rindex: telling('sub start? end?', (_, text, sub, ...span) => {
    return found(findLast(part(text, span, 'rindex'), sub), 'rindex')
  }),
  count: telling('sub start? end?', (_, text, sub, ...span) => count(part(text, span, 'count'), sub)),
  startswith: telling('prefix start? end?', (_, text, prefix, ...span) => {
    const within = part(text, span, 'startswith')?.text
    return choices(prefix, ['startswith', 'prefix']).some((choice) => within?.startsWith(choice) ?? false)
  }),
  endswith: telling('suffix start? end?', (_, text, suffix, ...span) => {
    const within = part(text, span, 'endswith')?.text
    return choices(suffix, ['endswith', 'suffix']).some((choice) => within?.endsWith(choice) ?? false)
  }),
}

/** The stretch of a text that is searched. */
interface Part {
  readonly callee: string
  readonly text: string
  /** Code points before it. */
  readonly from: number
}

/** Null when the stretch ends before it starts, where not even an empty text is found. */
function part(text: string, span: readonly unknown[], callee: string): Part | null {
  if (span.every((bound) => bound === undefined)) return { callee, text, from: 0 }
  const [from, to] = spanOf(codePointCount(text), span, callee)
  return from > to ? null : { callee, text: codePointSlice(text, from, to), from }
}

function find(within: Part | null, sub: unknown): number {
  if (within === null) return -1
  const at = within.text.indexOf(textArgument(sub, [within.callee, 'sub']))
  return at < 0 ? -1 : within.from + codePointIndex(within.text, at)
}

function findLast(within: Part | null, sub: unknown): number {
  if (within === null) return -1
  const at = within.text.lastIndexOf(textArgument(sub, [within.callee, 'sub']))
  return at < 0 ? -1 : within.from + codePointIndex(within.text, at)
}

function found(position: number, callee: string): number {
  return position < 0 ? refuse([callee, 'sub'], 'does not occur in the text', 'ValueError') : position
}

function count(within: Part | null, sub: unknown): number {
  if (within === null) return 0
  const wanted = textArgument(sub, ['count', 'sub'])
  return wanted === '' ? codePointCount(within.text) + 1 : within.text.split(wanted).length - 1
}

function choices(value: unknown, place: readonly [string, string]): string[] {
  if (isText(value) || !isList(value)) return [textArgument(value, place)]
  return Array.from(value, (choice) => textArgument(choice, place))
}

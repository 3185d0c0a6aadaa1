import { SPACES } from '../../text.js'
import { refuse, textArgument, wholeArgument } from '../method.js'
import type { TextMethod } from './text-method.js'
import { marked } from './text-method.js'

/** Methods that take a text apart, as Python does. */
export const splits: Readonly<Record<string, TextMethod>> = {
  split: marked('sep? maxsplit?', (_, text, sep = null, maxsplit = -1) => {
    const most = wholeArgument(maxsplit, ['split', 'maxsplit'])
    return sep === null ? words(text, most) : pieces(text, separator(sep, 'split'), most)
  }),
  rsplit: marked('sep? maxsplit?', (_, text, sep = null, maxsplit = -1) => {
    const most = wholeArgument(maxsplit, ['rsplit', 'maxsplit'])
    return sep === null ? wordsFromRight(text, most) : piecesFromRight(text, separator(sep, 'rsplit'), most)
  }),
  splitlines: marked('keepends?', (values, text, keepends = false) => lines(text, values.truthy(keepends))),
  partition: marked('sep', (_, text, sep) => {
    const mark = separator(sep, 'partition')
    const at = text.indexOf(mark)
    return at < 0 ? [text, '', ''] : [text.slice(0, at), mark, text.slice(at + mark.length)]
  }),
  rpartition: marked('sep', (_, text, sep) => {
    const mark = separator(sep, 'rpartition')
    const at = text.lastIndexOf(mark)
    return at < 0 ? ['', '', text] : [text.slice(0, at), mark, text.slice(at + mark.length)]
  }),
}

const WORD = new RegExp(`[^${SPACES}]+`, 'g')
const ENDS = '\\n-\\r\\x1c-\\x1e\\x85\\u2028\\u2029'
const LINE = new RegExp(`[^${ENDS}]*(\\r\\n|[${ENDS}]|$)`, 'g')

function separator(value: unknown, callee: string): string {
  const mark = textArgument(value, [callee, 'sep'])
  return mark === '' ? refuse([callee, 'sep'], 'must not be empty', 'ValueError') : mark
}

/** The words of a text; after `most` of them (when not negative) the rest of the text, spaces and all. */
function words(text: string, most: number): string[] {
  const found = [...text.matchAll(WORD)]
  const next = most < 0 ? undefined : found[most]
  if (next === undefined) return found.map(([word]) => word)
  return [...found.slice(0, most).map(([word]) => word), text.slice(next.index)]
}

function wordsFromRight(text: string, most: number): string[] {
  const found = [...text.matchAll(WORD)]
  const next = most < 0 ? undefined : found[found.length - most - 1]
  if (next === undefined) return found.map(([word]) => word)
  const last = found.slice(found.length - most).map(([word]) => word)
  return [text.slice(0, next.index + next[0].length), ...last]
}

function pieces(text: string, mark: string, most: number): string[] {
  const all = text.split(mark)
  if (most < 0 || all.length <= most + 1) return all
  return [...all.slice(0, most), all.slice(most).join(mark)]
}

/** Separators are found from the right, which differs when they overlap. */
function piecesFromRight(text: string, mark: string, most: number): string[] {
  const parts: string[] = []
  let end = text.length
  while (most < 0 || parts.length < most) {
    const at = end < mark.length ? -1 : text.lastIndexOf(mark, end - mark.length)
    if (at < 0) break
    parts.push(text.slice(at + mark.length, end))
    end = at
  }
  parts.push(text.slice(0, end))
  return parts.reverse()
}

function lines(text: string, keepEnds: boolean): string[] {
  const found = [...text.matchAll(LINE)].filter(([line]) => line !== '')
  return found.map(([line, end = '']) => (keepEnds ? line : line.slice(0, line.length - end.length)))
}

import { fault } from '../fault.js'
import { isText, Markup } from '../markup.js'
import { operation } from '../operation.js'
import type { Site } from '../scope.js'
import { blanks, LONGEST, linesOf } from '../text.js'
import { isUndefined, Undefined, USE } from '../undefined.js'
import { codePointCount, codePointSlice } from '../values/code-points.js'
import { changeText, isAbsent, policy, reject, softText, textual, whole } from './arguments.js'
import { wrapLine } from './wrap.js'

/**
 * The text with each line but the first indented by `width` spaces (or by the text `width`). `first` indents the
 * first line too, `blank` also empty lines. Faults: bad-argument, too-large.
 */
export const indent = /* @__PURE__ */ operation(
  'width? first? blank?',
  (site, value: unknown, ...[width = 4, first = false, blank = false]: unknown[]) => {
    const { values } = site.host
    const margin = isText(width) ? width.toString() : blanks(whole(width, 'indent.width'))
    const empty = values.truthy(blank)
    return changeText(
      site,
      textual(value, 'indent', Array.isArray(value) ? 'AttributeError' : 'TypeError'),
      (text) => {
        const [head = '', ...tail] = linesOf(text)
        if (tail.length * margin.length > LONGEST) fault('too-large', { what: 'text' })
        const lines = tail.map((line) => (line === '' && !empty ? line : margin + line))
        return (values.truthy(first) ? margin : '') + [head, ...lines].join('\n')
      },
    )
  },
)

/**
 * The text cut to `length` code points including `end`, at a space unless `killwords`; left whole when it is at
 * most `leeway` (policy `truncate.leeway`) longer. Fault: bad-argument.
 */
export const truncate = /* @__PURE__ */ operation(
  'length? killwords? end? leeway?',
  (site, value: unknown, ...[length = 255, killwords = false, end = '...', leeway = null]: unknown[]) => {
    if (value instanceof Undefined) value[USE]('iterate')
    if (isUndefined(value)) return value
    const text = textual(value, 'truncate')
    const ending = textual(end, 'truncate.end')
    const most = whole(length, 'truncate.length')
    const kept = most - codePointCount(ending.toString())
    if (kept < 0) return reject(length, 'truncate.length', 'must be at least the length of end')
    if (codePointCount(text.toString()) <= most + leewayOf(site, leeway)) return text
    const cut = codePointSlice(text.toString(), 0, kept)
    const space = site.host.values.truthy(killwords) ? -1 : cut.lastIndexOf(' ')
    return joinEnd(site, text, space < 0 ? cut : cut.slice(0, space), ending)
  },
)

const WORD = /[\p{L}\p{N}_]+/gu

/** The number of words. */
export const wordcount = /* @__PURE__ */ operation(
  '',
  (site, value: unknown) => softText(site, value).toString().match(WORD)?.length ?? 0,
)

/**
 * The text with lines of at most `width` code points, joined by `wrapstring` (the environment's newline).
 * `break_long_words` cuts words longer than a line, `break_on_hyphens` allows breaks after hyphens.
 */
export const wordwrap = /* @__PURE__ */ operation(
  'width? break_long_words? wrapstring? break_on_hyphens?',
  (site, value: unknown, ...[width = 79, long = true, wrapstring = null, hyphens = true]: unknown[]) => {
    const { values } = site.host
    const columns = whole(width, 'wordwrap.width')
    const joint = isAbsent(wrapstring) ? site.host.newline : textual(wrapstring, 'wordwrap.wrapstring')
    const text = textual(value, 'wordwrap', 'AttributeError').toString()
    const lines = linesOf(text)
    if (lines.at(-1) === '') lines.pop()
    const breaks = { width: columns, long: values.truthy(long), hyphens: values.truthy(hyphens) }
    if (lines.length > 0 && columns <= 0)
      return reject(width, 'wordwrap.width', 'must be positive', 'ValueError')
    const wrapped = lines.map((line) => wrapLine(line, breaks))
    if (!(joint instanceof Markup)) return wrapped.map((parts) => parts.join(joint)).join(joint)
    const glue = joint.toString()
    return new Markup(wrapped.map((parts) => parts.map((part) => values.escape(part)).join(glue)).join(glue))
  },
)

function leewayOf(site: Site, leeway: unknown): number {
  const extra = whole(isAbsent(leeway) ? (policy(site, 'truncate.leeway') ?? 5) : leeway, 'truncate.leeway')
  return extra < 0 ? reject(leeway, 'truncate.leeway', 'must not be negative') : extra
}

/** The cut text and its ending; when one of them is safe the other is escaped. */
function joinEnd(site: Site, text: string | Markup, cut: string, end: string | Markup): unknown {
  return site.host.values.add(text instanceof Markup ? new Markup(cut) : cut, end)
}

import { type Context, contextOf, contextWith, type State, TEXT } from './context.js'
import { cdata, raw } from './html/raw.js'
import { afterName, attributeName, gap, tag, tagName } from './html/tag.js'
import { bogus, close, comment, declare, open, text } from './html/text.js'
import { beforeValue, value } from './html/value.js'
import type { Nested } from './language.js'
import { advanceLanguage } from './languages/languages.js'
import { rawPiece } from './piece.js'
import { type Advance, type Scan, type Step, scanOf } from './scan.js'

export type { Advance, Edit } from './scan.js'

/** What static text does to a context. Linear in the text. */
export function advance(context: Context, text: string): Advance {
  if (text === '' || (context === TEXT && !text.includes('<'))) {
    return { context, edits: [], findings: [], valueAt: null }
  }
  return run(scanOf(context, text, false))
}

/** The context when no more static text follows at once, so that what is pending means what it says. */
export function flush(context: Context): Context {
  return context.pending === '' ? context : run(scanOf(context, '', true)).context
}

function run(scan: Scan): Advance {
  while (scan.at < scan.text.length) {
    const { at, state } = scan
    STEPS[state](scan)
    // A state that neither reads nor changes would never end.
    if (scan.at === at && scan.state === state) scan.at++
  }
  const { edits, findings } = scan
  const bare = scan.state === 'value' && scan.quote === 'none'
  return { context: contextWith(scan), edits, findings, valueAt: bare ? scan.valueAt : null }
}

const STEPS: Readonly<Record<State, Step>> = {
  text,
  open,
  close,
  declare,
  bogus,
  comment,
  cdata,
  'tag-name': tagName,
  tag,
  gap,
  'attr-name': attributeName,
  'after-name': afterName,
  'before-value': beforeValue,
  value: (scan) => value(scan, inner),
  raw,
  plaintext: toTheEnd,
  file,
}

function inner(nested: Nested, text: string): Advance {
  return advance(contextOf(nested.inner), text)
}

function toTheEnd(scan: Scan): void {
  scan.at = scan.text.length
}

function file(scan: Scan): void {
  const { language } = scan
  if (language !== null && language.kind !== 'html' && language.kind !== 'control') {
    scan.language = advanceLanguage(language, { ...rawPiece(scan, 0, scan.text.length), rewritable: false })
  }
  toTheEnd(scan)
}

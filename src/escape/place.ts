import type { EscaperName } from '../runtime/contextual/names.js'
import { advance, flush } from './advance.js'
import { type Context, contextOf, contextWith } from './context.js'
import type { Refusal } from './finding.js'
import { isFact } from './html/elements.js'
import { isForeign } from './html/foreign.js'
import { isPrinted, MAYBE_EMPTY } from './html/tag.js'
import { isXml } from './html/text.js'
import { languageAt } from './html/value.js'
import type { Language } from './language.js'
import { type PlacedIn, placeInLanguage } from './place-language.js'

/** What a printed value gets where a context stands. */
export interface Placed {
  /** Applied from the first to the last; none where values are printed as they are. */
  readonly escapers: readonly EscaperName[]
  /** Static text to be printed before the value: quotes that the value needs, or a space between attributes. */
  readonly lead: '' | '"' | ' '
  /** Whether a quote is to be put before the static text that the value began with (`Advance.valueAt`). */
  readonly quotesStatic: boolean
  /** The context of the value, after `lead`. */
  readonly before: Context
  readonly after: Context
  /** Why no value may stand here; null where one may. */
  readonly finding: Refusal | null
  /** For a lenient policy where there is a finding: what keeps the page safe. Null where nothing does. */
  readonly failSafe: readonly EscaperName[] | null
}

/** What a printed value gets; `next` is the static text directly after it, as far as it is known. */
export function place(given: Context, next = ''): Placed {
  const context = given.state === 'raw' || given.state === 'value' ? given : settledPending(given)
  return PLACES[context.state](context, next)
}

/** Declarations are told apart by what is pending, all else by what it means. */
function settledPending(context: Context): Context {
  return context.state === 'declare' || context.state === 'comment' ? context : flush(context)
}

type Place = (context: Context, next: string) => Placed

function taken(context: Context, escapers: readonly EscaperName[], change: Partial<Context> = {}): Placed {
  return {
    escapers,
    lead: '',
    quotesStatic: false,
    before: context,
    after: contextWith({ ...context, pending: '', ...change }),
    finding: null,
    failSafe: null,
  }
}

function refused(finding: Refusal, placed: Placed, failSafe: readonly EscaperName[] | null = null): Placed {
  return { ...placed, finding, failSafe }
}

const PLACES: Readonly<Record<Context['state'], Place>> = {
  text: (context) => taken(context, TEXTS[context.target]),
  open: elementName,
  close: elementName,
  declare: declaration,
  bogus: declaration,
  comment: (context) => {
    const early = context.pending !== '' || context.name !== ''
    return taken(context, [isXml(context) ? 'xmlComment' : 'comment'], { name: early ? 'printed' : '' })
  },
  cdata: section,
  'tag-name': partOfElementName,
  tag: (context, next) => attributes(context, next, ''),
  gap: (context, next) => attributes(context, next, ' '),
  'after-name': (context, next) => attributes(contextWith(endedName(context)), next, ''),
  'attr-name': partOfAttributeName,
  'before-value': (context, next) => {
    const { name, ...begun } = { ...context, state: 'value', quote: 'added' } as const
    const language = languageAt(context)
    const before = contextWith({
      ...begun,
      name: language === null && !isFact(context.element, name) ? '' : name,
      language,
    })
    return { ...value(before, next), lead: '"', before }
  },
  value,
  raw,
  plaintext: (context) => taken(context, ['escape']),
  file: (context) => inLanguage(context, []),
}

const TEXTS: Readonly<Record<Context['target'], readonly EscaperName[]>> = {
  html: ['escape'],
  xml: ['xml'],
  svg: ['xml'],
  js: ['jsValue'],
  json: ['json'],
  css: ['cssValue'],
  text: ['text'],
  csv: ['csv'],
  markdown: ['markdown'],
  yaml: ['yaml'],
  shell: ['shell'],
  tex: ['tex'],
  sql: ['sql'],
}

function elementName(context: Context): Placed {
  const name = context.state === 'close' ? '/*' : '*'
  return taken(context, [isXml(context) ? 'xmlName' : 'elementName'], { state: 'tag-name', name })
}

/** Of names that are put together only those of headings are known to be harmless. */
function partOfElementName(context: Context): Placed {
  const { name } = context
  const slash = name.startsWith('/') ? '/' : ''
  const placed = taken(context, ['headingLevel'], { name: `${slash}*` })
  return name === `${slash}h` && !isXml(context)
    ? placed
    : refused({ id: 'tag-name', data: { name } }, placed)
}

function declaration(context: Context): Placed {
  const placed = taken(context, ['escape'], { state: 'bogus' })
  return refused({ id: 'declaration', data: {} }, placed, context.state === 'bogus' ? placed.escapers : null)
}

/** HTML takes a section for a comment outside of foreign elements, so that values are escaped all the same. */
function section(context: Context): Placed {
  if (context.language !== null) return inLanguage(context, [])
  return taken(context, [isXml(context) ? 'cdata' : 'escape'])
}

const NAME_NEXT = /^[\t\n\f\r ]*=/

function attributes(context: Context, next: string, lead: Placed['lead']): Placed {
  const named = NAME_NEXT.test(next)
  const change = { state: 'attr-name', name: named ? '*' : MAYBE_EMPTY } as const
  const before = contextWith({ ...context, state: 'tag', name: '' })
  if (!named) return { ...taken(before, ['attributes'], change), lead }
  return { ...taken(before, [isXml(context) ? 'xmlName' : 'attributeName'], change), lead }
}

/** In the tag after an attribute that has no value. */
function endedName(context: Context): Context {
  return advance(context, '/').context
}

function partOfAttributeName(context: Context, next: string): Placed {
  const { name } = context
  if (/^(?:data|aria)-/.test(name)) {
    return taken(context, ['attributeSuffix'], { name: isPrinted(name) ? name : `${name}*` })
  }
  if (isPrinted(name)) return attributes(endedName(context), next, ' ')
  return refused({ id: 'attr-name', data: { name } }, taken(context, ['attributeName'], { name: '*' }))
}

/** Text that a value would make a character reference of matters where a language is inside. */
function value(given: Context, next: string): Placed {
  const { pending } = given
  const context = foreseen(flush(given), next)
  const quotes = given.quote === 'none' ? { ...context, quote: 'added' as const } : context
  const placed = { ...valueIn(contextWith(quotes)), quotesStatic: given.quote === 'none' }
  if (pending === '' || !readsReferences(given.language, pending)) return placed
  return refused({ id: 'partial-charref', data: { text: pending } }, placed)
}

/** Whether a character reference could change what a value means; a lone `&` between parameters does not. */
function readsReferences(language: Language | null, pending: string): boolean {
  if (language?.kind !== 'url') return language !== null
  return (
    pending !== '&' || (language.part !== 'query' && language.part !== 'either' && language.part !== 'path')
  )
}

function valueIn(context: Context): Placed {
  const { language } = context
  if (language === null) return taken(context, [isXml(context) ? 'xmlAttribute' : 'attribute'])
  if (language.kind !== 'html') return inLanguage(context, ['escape'])
  const inner = place(contextOf(language.inner))
  const after = { ...language, inner: inner.after.key }
  const failSafe = inner.failSafe === null ? null : [...inner.failSafe, 'escape' as const]
  return {
    ...taken(context, [...inner.escapers, 'escape'], { language: after }),
    finding: inner.finding,
    failSafe,
  }
}

function inLanguage(context: Context, outer: readonly EscaperName[]): Placed {
  const { language, element, name } = context
  if (language === null || language.kind === 'html') return taken(context, outer)
  const placed: PlacedIn = placeInLanguage(language, { outer, element, attribute: name })
  const { escapers, lead, after, finding, failSafe } = placed
  return { ...taken(context, escapers, { language: after }), lead, finding, failSafe }
}

function raw(given: Context): Placed {
  const { element, pending, language, name } = given
  const context = flush(given)
  const foreign = isXml(context) || isForeign(context.foreign)
  const placed =
    language === null ? taken(context, ['rcdata']) : inLanguage(context, foreign ? ['escape'] : [])
  const marked = language === null ? pending !== '' || name === '<' : pending.startsWith('</')
  return marked ? refused({ id: 'raw-markup', data: { element } }, placed) : placed
}

/** Attributes further on in the same tag say what this one means, when those before did not. */
function foreseen(context: Context, next: string): Context {
  const { element, language, state } = context
  const unsure =
    (element === 'link' && language?.kind === 'url') || (element === 'meta' && language?.kind === 'refresh')
  if (!unsure || state !== 'value' || next === '') return context
  const end = next.indexOf('>')
  const text = end < 0 ? next : `${next.slice(0, end)} `
  const ahead = advance(contextWith({ ...context, pending: '' }), text).context
  if (ahead.element !== element || ahead.facts.length === context.facts.length) return context
  const known = languageAt({ ...context, facts: ahead.facts, name: element === 'link' ? 'href' : 'content' })
  return contextWith({ ...context, facts: ahead.facts, language: adapted(language, known) })
}

function adapted(language: Language | null, known: Language | null): Language | null {
  if (language?.kind === 'url' && known?.kind === 'url') return { ...language, use: known.use }
  return known === null || known.kind === 'control' ? known : language
}

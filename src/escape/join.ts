import { flush } from './advance.js'
import { type Context, contextOf, contextWith, type Facts, type Position } from './context.js'
import { factOf, scriptKind } from './html/attributes.js'
import { isOrdinary, knownElement } from './html/elements.js'
import { isPrinted, withFact } from './html/tag.js'
import { joinLanguages } from './languages/join.js'

/** The context where two ways come together; null when no text could be right after both. */
export function join(left: Context, right: Context): Context | null {
  if (left.key === right.key) return left
  const [a, b] = left.pending === right.pending ? [left, right] : [flush(left), flush(right)]
  if (a.target !== b.target || a.foreign !== b.foreign) return null
  const joined = a.state === b.state ? joinAlike(a, b) : joinTags(a, b)
  return joined === null ? null : contextWith(joined)
}

/** Closes quotes that the page gets and the template has not, for a way that ends inside of them; null for others. */
export function settle(context: Context): { readonly text: string; readonly context: Context } | null {
  if (context.quote !== 'added') return null
  return { text: '"', context: contextWith(ended(flush(context))) }
}

type Join = (a: Context, b: Context) => Position | null

/** Joins of contexts in the same state. */
const ALIKE: Readonly<Partial<Record<Context['state'], Join>>> = {
  'tag-name': joinTagNames,
  value: (a, b) => joinValues(a, b) ?? joinTags(a, b),
  raw: joinRaw,
  cdata: joinRaw,
  file: joinRaw,
  comment: (a, b) => ({ ...a, name: a.name === b.name ? a.name : 'printed' }),
  'attr-name': (a, b) => joinAttributeNames(a, b) ?? joinTags(a, b),
  'before-value': joinAttributeNames,
  'after-name': (a, b) => (a.name === b.name ? joinTagParts(a, b) : joinTags(a, b)),
  tag: joinTags,
  gap: joinTags,
}

function joinAlike(a: Context, b: Context): Position | null {
  const alike = ALIKE[a.state]
  if (alike !== undefined) return alike(a, b)
  return a.pending === b.pending ? a : null
}

function joinTagNames(a: Context, b: Context): Position | null {
  const slash = a.name.startsWith('/')
  if (slash !== b.name.startsWith('/') || !isOrdinary(a.name) || !isOrdinary(b.name)) return null
  return { ...a, name: slash ? '/*' : '*' }
}

function joinValues(a: Context, b: Context): Position | null {
  if (a.quote !== b.quote) return null
  const tag = joinTagParts(a, b)
  const language = joinLanguages(a.language, b.language, joinInner)
  return tag === null || language === undefined
    ? null
    : { ...tag, language, name: a.name === b.name ? a.name : '' }
}

function joinInner(a: string, b: string): string | null {
  return join(contextOf(a), contextOf(b))?.key ?? null
}

function joinRaw(a: Context, b: Context): Position | null {
  if (a.element !== b.element) return null
  const language = joinLanguages(a.language, b.language, joinInner)
  const script = a.element === 'script' && a.name !== b.name
  return language === undefined || script ? null : { ...a, language, name: a.name === '' ? b.name : a.name }
}

/** Attributes that differ in name only join where one of them takes no more than the other. */
function joinAttributeNames(a: Context, b: Context): Position | null {
  const tag = joinTagParts(a, b)
  if (tag === null || a.name === b.name) return tag
  const stricter = STRICTNESS.map((test) => [a, b].filter(({ name }) => test.test(name))).find(
    ({ length }) => length > 0,
  )
  const plain = [a, b].every(({ name }) => PLAIN.test(name) || URL_NAME.test(name))
  const name = stricter?.[0]?.name ?? a.name
  return plain && !isPrinted(a.name) && !isPrinted(b.name) ? { ...tag, name } : null
}

const URL_NAME = /^(?:href|src|action|formaction)$/
const PLAIN = /^(?:title|alt|id|class|name|value|lang|label|placeholder|for|aria-[\w-]+|data-[\w-]+)$/
const STRICTNESS = [/^src$/, URL_NAME]

/** Ways that are all inside of one tag come together where the next attribute may begin, perhaps after a space. */
function joinTags(a: Context, b: Context): Position | null {
  if (!isInTag(a) || !isInTag(b)) return null
  const [left, right] = [ended(a), ended(b)]
  const tag = joinTagParts(left, right)
  if (tag === null) return null
  const needsSpace = [a, b].some(({ state }) => state !== 'tag' && state !== 'after-name')
  const named = [a, b].some(({ state, name }) => state === 'after-name' || name === '=')
  return { ...tag, state: needsSpace ? 'gap' : 'tag', name: named ? '=' : '' }
}

function isInTag({ state, quote, language }: Context): boolean {
  if (state === 'value') return quote === 'none' && language?.kind !== 'html'
  return (
    state === 'tag' ||
    state === 'gap' ||
    state === 'attr-name' ||
    state === 'after-name' ||
    state === 'tag-name'
  )
}

/** In the tag, after what has begun there. */
function ended(context: Context): Position {
  const { state, language, name, element } = context
  const known = state === 'tag-name' ? tagElement(name) : element
  const value = language?.kind === 'control' ? language.text : ''
  const facts =
    state === 'tag' || state === 'gap' || state === 'tag-name' ? context.facts : withFact(context, value)
  return { ...context, state: 'tag', element: known, facts, name: '', quote: '', language: null, pending: '' }
}

function tagElement(name: string): string {
  const slash = name.startsWith('/') ? '/' : ''
  return slash + (isPrinted(name) ? '' : knownElement(name.slice(slash.length)))
}

/** One of the two with what is known about both tags. */
function joinTagParts(a: Position, b: Position): Position | null {
  const slash = a.element.startsWith('/') === b.element.startsWith('/')
  if (a.element !== b.element && !(slash && isOrdinary(a.element) && isOrdinary(b.element))) return null
  const element = a.element === b.element ? a.element : a.element.startsWith('/') ? '/' : ''
  return { ...a, element, facts: joinFacts(a.element, a.facts, b.facts) }
}

/** What both say; what only one says, or both say differently, is not fixed unless it comes to the same. */
function joinFacts(element: string, a: Facts, b: Facts): Facts {
  if (element === 'script' && scriptKind(a) === scriptKind(b)) return a
  const names = [...new Set([...a, ...b].map(([name]) => name))].sort()
  return names.map((name) => {
    const [left, right] = [factOf(a, name), factOf(b, name)]
    return [name, left === right ? (left ?? null) : null] as const
  })
}

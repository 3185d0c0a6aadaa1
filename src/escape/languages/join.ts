import type { Language, Refresh, Script, Srcset, Style, Url } from '../language.js'

/** Joins the contexts of two inner pages, given by their keys. */
export type JoinInner = (left: string, right: string) => string | null

/** The language after one of two ways; undefined when no text could be right after both. */
export function joinLanguages(
  a: Language | null,
  b: Language | null,
  inner: JoinInner,
): Language | null | undefined {
  if (a === null || b === null) return joinWithPlain(a, b)
  if (a.kind !== 'html' || b.kind !== 'html') return joinKinds(a, b)
  const both = inner(a.inner, b.inner)
  return both === null ? undefined : { kind: 'html', inner: both }
}

type Kinds = { readonly [Kind in Language['kind']]: Extract<Language, { kind: Kind }> }

const KINDS: {
  readonly [Kind in Exclude<Language['kind'], 'html'>]: (
    a: Kinds[Kind],
    b: Kinds[Kind],
  ) => Language | undefined
} = {
  js: joinScripts,
  json: (a, b) => (a.mode === b.mode && a.escape === b.escape ? a : undefined),
  css: joinStyles,
  url: joinUrls,
  srcset: joinSrcsets,
  refresh: joinRefreshes,
  control: (a, b) => ({ kind: 'control', text: a.text === b.text ? a.text : null }),
}

function joinKinds(a: Language, b: Language): Language | undefined {
  return a.kind === b.kind && a.kind !== 'html' ? joinOf(a.kind)(a, b) : undefined
}

function joinOf<Kind extends Exclude<Language['kind'], 'html'>>(
  kind: Kind,
): (a: Language, b: Language) => Language | undefined {
  const joined = KINDS[kind]
  const is = (language: Language): language is Kinds[Kind] => language.kind === kind
  return (a, b) => (is(a) && is(b) ? joined(a, b) : undefined)
}

/** Plain text is right where an address is, but not the other way round. */
function joinWithPlain(a: Language | null, b: Language | null): Language | null | undefined {
  const language = a ?? b
  if (language === null) return null
  return language.kind === 'url' ? language : undefined
}

function joinScripts(a: Script, b: Script): Script | undefined {
  if (a.mode !== b.mode || a.url !== b.url || a.escape !== b.escape) return undefined
  if (a.depths.join() !== b.depths.join()) return undefined
  return {
    ...a,
    slash: a.slash === b.slash ? a.slash : 'unknown',
    previous: a.previous === b.previous ? a.previous : 'none',
    parens: a.parens === b.parens ? a.parens : 0,
    fresh: a.fresh && b.fresh,
  }
}

function joinStyles(a: Style, b: Style): Style | undefined {
  if (a.mode !== b.mode || a.escape !== b.escape) return undefined
  const url = a.url === null || b.url === null ? null : joinUrls(a.url, b.url)
  if (a.url !== null && url === null) return undefined
  return { ...a, imports: a.imports || b.imports, url }
}

/** Parts in which nothing can become a scheme or a host any more. */
const SETTLED: ReadonlySet<Url['part']> = new Set(['path', 'query', 'either', 'opaque'])

const UNSETTLED: ReadonlySet<Url['part']> = new Set(['start', 'scheme', 'unknown', 'maybe'])

function joinUrls(a: Url, b: Url): Url {
  if (a.use !== b.use) return joinUrls({ ...a, use: stricter(a, b) }, { ...b, use: stricter(a, b) })
  if (a.part === b.part && a.text === b.text) return a
  const parts: readonly Url['part'][] = [a.part, b.part]
  if (parts.some((part) => part === 'bad' || part === 'data')) return { ...a, part: 'bad', text: '' }
  return { ...a, text: '', part: joinedPart(parts, a.use) }
}

function stricter(a: Url, b: Url): Url['use'] {
  const uses = [a.use, b.use]
  return uses.includes('resource') ? 'resource' : uses.includes('nav') ? 'nav' : 'media'
}

function joinedPart(parts: readonly Url['part'][], use: Url['use']): Url['part'] {
  if (parts.every((part) => SETTLED.has(part))) return 'either'
  if (parts.includes('host'))
    return use === 'resource' ? 'bad' : parts.some((part) => UNSETTLED.has(part)) ? 'maybe' : 'path'
  if (parts.some((part) => part === 'slash' || part === 'maybe-slash')) {
    return parts.some((part) => UNSETTLED.has(part) || part === 'maybe-slash') ? 'maybe-slash' : 'slash'
  }
  return 'maybe'
}

function joinSrcsets(a: Srcset, b: Srcset): Srcset | undefined {
  if (a.url === null || b.url === null) return a.url === b.url ? a : undefined
  const url = joinUrls(a.url, b.url)
  return { kind: 'srcset', url }
}

function joinRefreshes(a: Refresh, b: Refresh): Refresh | undefined {
  if (a.mode !== b.mode) return undefined
  const url = a.url === null || b.url === null ? a.url : joinUrls(a.url, b.url)
  return a.text === b.text ? { ...a, url } : undefined
}

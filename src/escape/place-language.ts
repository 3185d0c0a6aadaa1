import type { EscaperName } from '../runtime/contextual/names.js'
import type { Refusal } from './finding.js'
import type { Control, Json, Language, Nested, Refresh, Script, Srcset, Style, Url } from './language.js'
import { PRINTED } from './languages/refresh.js'
import { afterValue } from './languages/script.js'
import { SINGLE } from './languages/url.js'

/** What a printed value gets in a language. */
export interface PlacedIn {
  readonly escapers: readonly EscaperName[]
  /** Static text to be printed before the value. */
  readonly lead: '' | ' '
  /** The language after the value. */
  readonly after: Language
  readonly finding: Refusal | null
  /** For a lenient policy where there is a finding: what keeps the page safe. Null where nothing does. */
  readonly failSafe: readonly EscaperName[] | null
}

/** Where a language stands, as far as escapers depend on it. */
export interface Surroundings {
  /** The escapers that HTML needs for what is not inert. */
  readonly outer: readonly EscaperName[]
  readonly element: string
  readonly attribute: string
}

/** What a printed value gets in a language other than HTML. */
export function placeInLanguage(language: Exclude<Language, Nested>, around: Surroundings): PlacedIn {
  switch (language.kind) {
    case 'js':
      return inScript(language, around)
    case 'json':
      return inJson(language, around)
    case 'css':
      return inStyle(language, around)
    case 'url':
      return inUrl(language, around)
    case 'srcset':
      return inSrcset(language, around)
    case 'refresh':
      return inRefresh(language, around)
    case 'control':
      return inControl(language, around)
  }
}

function taken(escapers: readonly EscaperName[], after: Language): PlacedIn {
  return { escapers, lead: '', after, finding: null, failSafe: null }
}

/** Values are refused, but what they would get keeps the page safe. */
function safelyRefused(finding: Refusal | null, placed: PlacedIn): PlacedIn {
  return finding === null ? placed : { ...placed, finding, failSafe: placed.escapers }
}

function refused(finding: Refusal, placed: PlacedIn): PlacedIn {
  return { ...placed, finding, failSafe: null }
}

function unfinished(text: string): Refusal | null {
  return text === '' ? null : { id: 'partial-escape', data: { text } }
}

function inScript(script: Script, { outer }: Surroundings): PlacedIn {
  const after = afterValue(script)
  const code = script.mode === 'code'
  const placed = {
    ...taken(script.mode === 'code' ? ['jsValue', ...outer] : LITERALS[script.mode], after),
    // `typeof` and `null` would be one word.
    lead: code && script.previous === 'operator' ? (' ' as const) : ('' as const),
  }
  const finding: Refusal | null = script.url
    ? { id: 'url-scheme', data: { scheme: 'javascript' } }
    : (partOfName(script) ?? unfinished(/^[$*]$/.test(script.escape) ? '' : script.escape))
  return safelyRefused(finding, placed)
}

const LITERALS: Readonly<Record<Exclude<Script['mode'], 'code'>, readonly EscaperName[]>> = {
  double: ['jsString'],
  single: ['jsString'],
  tick: ['jsString'],
  regexp: ['jsRegexp'],
  class: ['jsRegexp'],
  'line-comment': ['jsString'],
  'block-comment': ['jsString'],
}

const NAMES = { word: 'a name', declaration: 'a declaration', dot: 'a dot' } as const

function partOfName({ mode, previous }: Script): Refusal | null {
  if (mode !== 'code') return null
  if (previous !== 'word' && previous !== 'declaration' && previous !== 'dot') return null
  return { id: 'js-ident', data: { before: NAMES[previous] } }
}

function inJson(json: Json, { outer }: Surroundings): PlacedIn {
  const placed = taken(json.mode === 'code' ? ['json', ...outer] : ['jsString'], { ...json, escape: '' })
  if (json.imports) return refused({ id: 'script-type', data: { attribute: 'type' } }, placed)
  return safelyRefused(unfinished(json.escape), placed)
}

function inStyle(style: Style, { outer, ...around }: Surroundings): PlacedIn {
  const after = { ...style, escape: '' }
  if (style.imports) return refused({ id: 'css-import', data: {} }, taken(['cssString'], after))
  const finding = unfinished(style.escape === '*' ? '' : style.escape)
  if (style.mode === 'code') return safelyRefused(finding, taken(['cssValue', ...outer], after))
  if (style.url === null) return safelyRefused(finding, taken(['cssString'], after))
  const address = inUrl(style.url, { ...around, outer: ['cssString'] })
  const placed = { ...address, after: { ...after, url: afterUrl(style.url) } }
  return safelyRefused(finding, placed)
}

const FILTERS = { nav: 'navUrl', media: 'mediaUrl', resource: 'resourceUrl' } as const

/** Escapers by how far an address has come; for resources those of the second list, where there is one. */
const IN_URL: Readonly<
  Record<Url['part'], readonly [any: readonly EscaperName[], resource?: readonly EscaperName[]]>
> = {
  start: [[]],
  maybe: [[]],
  'maybe-slash': [['urlSlash']],
  scheme: [['urlRest'], ['resourceRest']],
  unknown: [['urlRest'], ['resourceRest']],
  slash: [['urlSlash'], ['resourcePath', 'urlSlash']],
  host: [['urlPart']],
  path: [['urlPart'], ['resourcePath']],
  query: [['urlComponent']],
  either: [['urlComponent']],
  opaque: [['urlPart']],
  data: [['urlComponent']],
  bad: [['urlComponent']],
}

const FILTERED: ReadonlySet<Url['part']> = new Set(['start', 'maybe', 'maybe-slash'])

function inUrl(url: Url, { outer, element }: Surroundings): PlacedIn {
  const { use, part } = url
  const [any, resource = any] = IN_URL[part]
  const filter = FILTERED.has(part) ? [FILTERS[use]] : []
  const placed = taken([...filter, ...(use === 'resource' ? resource : any), ...outer], afterUrl(url))
  if (part === 'bad' || part === 'data') {
    return safelyRefused({ id: 'url-scheme', data: { scheme: part === 'data' ? 'data' : url.text } }, placed)
  }
  return part === 'host' && use === 'resource'
    ? refused({ id: 'url-host', data: { element } }, placed)
    : placed
}

/** An address after a printed value, which may have been of any length. */
function afterUrl(url: Url): Url {
  return { ...url, ...AFTER[url.part] }
}

const AFTER: Readonly<Partial<Record<Url['part'], Partial<Url>>>> = {
  start: { part: 'unknown', text: SINGLE },
  maybe: { part: 'unknown', text: '' },
  'maybe-slash': { part: 'unknown', text: '' },
  unknown: { text: '' },
  scheme: { part: 'unknown', text: '' },
  slash: { part: 'path' },
  host: { text: 'h' },
  data: { part: 'bad', text: 'data' },
}

function inSrcset({ url }: Srcset, around: Surroundings): PlacedIn {
  const { outer } = around
  const after = (address: Url | null): Srcset => ({ kind: 'srcset', url: address })
  if (url === null) return taken(['srcset', ...outer], after(null))
  if (url.part === 'start') return taken(['srcset', ...outer], after(afterUrl(url)))
  return { ...inUrl(url, around), after: after(afterUrl(url)) }
}

function inRefresh(refresh: Refresh, around: Surroundings): PlacedIn {
  const { outer } = around
  if (refresh.mode === 'plain') return taken(['attribute'], refresh)
  if (refresh.mode === 'time') return taken(['refresh', ...outer], { ...refresh, text: PRINTED })
  const url = refresh.url ?? { kind: 'url', use: 'nav', part: 'start', text: '' }
  return {
    ...inUrl(url, around),
    after: { ...refresh, mode: 'url', text: '', url: afterUrl(url) },
  }
}

function inControl(_: Control, { element, attribute }: Surroundings): PlacedIn {
  const finding: Refusal =
    element === 'script'
      ? { id: 'script-type', data: { attribute } }
      : { id: 'control-attr', data: { element, attribute } }
  return refused(finding, taken(['attribute'], { kind: 'control', text: null }))
}

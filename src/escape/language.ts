import { flag, oneOf, readFields, writeFields } from './fields.js'

/** What each of a language's words may be; the first one is where it begins. */
const SCRIPT_MODES = [
  'code',
  'double',
  'single',
  'tick',
  'regexp',
  'class',
  'line-comment',
  'block-comment',
] as const
const SLASHES = ['regexp', 'division', 'unknown'] as const
const PREVIOUS = ['start', 'none', 'operator', 'word', 'declaration', 'dot', 'control', 'value'] as const
const JSON_MODES = ['code', 'double'] as const
const STYLE_MODES = ['code', 'double', 'single', 'url', 'url-double', 'url-single', 'comment'] as const
const USES = ['nav', 'media', 'resource'] as const
const PARTS = [
  'start',
  'scheme',
  'unknown',
  'maybe',
  'maybe-slash',
  'slash',
  'host',
  'path',
  'query',
  'either',
  'opaque',
  'data',
  'bad',
] as const
const REFRESH_MODES = ['time', 'separator', 'url', 'plain'] as const

/** Where JavaScript stands: in code, in a literal (`tick` is a template literal) or in a comment. */
export interface Script {
  readonly kind: 'js'
  readonly mode: (typeof SCRIPT_MODES)[number]
  /** What a `/` would begin here. */
  readonly slash: (typeof SLASHES)[number]
  /** What stands directly before, as far as it decides whether a value may stand here. */
  readonly previous: (typeof PREVIOUS)[number]
  /** Open braces in each `${` around this place, outermost first. */
  readonly depths: readonly number[]
  /** Open parentheses since that of an `if`, `for`, `while` or `with`; 0 outside of them. */
  readonly parens: number
  /** Whether only blanks and comments stand before in this line. */
  readonly fresh: boolean
  /** A beginning of an escape (`\`, `\x4`). */
  readonly escape: string
  /** Whether the code is a `javascript:` address. */
  readonly url: boolean
}

/** Where JSON stands: at values, or in a string. */
export interface Json {
  readonly kind: 'json'
  readonly mode: (typeof JSON_MODES)[number]
  readonly escape: string
  /** Whether it is an import map, whose addresses are those of code. */
  readonly imports: boolean
}

/** Where CSS stands; `url` is `url(` without quotes. */
export interface Style {
  readonly kind: 'css'
  readonly mode: (typeof STYLE_MODES)[number]
  /** Whether this is between `@import` and its semicolon. */
  readonly imports: boolean
  readonly escape: string
  /** The address so far, in the modes for addresses. */
  readonly url: Url | null
}

/** Where an address stands. */
export interface Url {
  readonly kind: 'url'
  /** What it is for: to go to, to show, or to run or embed. */
  readonly use: (typeof USES)[number]
  /** How far it has come; the words are explained in `languages/url.ts`. */
  readonly part: (typeof PARTS)[number]
  /** What may become a scheme, or the media type of a `data:` address. */
  readonly text: string
}

/** A list of addresses with descriptors; `url` is null between an address and the next comma. */
export interface Srcset {
  readonly kind: 'srcset'
  readonly url: Url | null
}

/** The content of `<meta http-equiv=refresh>`: the time, what separates, the address, or none of it. */
export interface Refresh {
  readonly kind: 'refresh'
  readonly mode: (typeof REFRESH_MODES)[number]
  readonly url: Url | null
  /** A beginning of `url =`. */
  readonly text: string
}

/** A page in an attribute (`srcdoc`): the key of the context in it. */
export interface Nested {
  readonly kind: 'html'
  readonly inner: string
}

/** The value of an attribute that decides what others mean; the text so far, or null when it is not fixed. */
export interface Control {
  readonly kind: 'control'
  readonly text: string | null
}

/** A language inside of markup, or that a file is written in. */
export type Language = Script | Json | Style | Url | Srcset | Refresh | Nested | Control

/** JavaScript at its beginning. */
export const SCRIPT: Script = {
  kind: 'js',
  mode: 'code',
  slash: 'regexp',
  previous: 'start',
  depths: [],
  parens: 0,
  fresh: true,
  escape: '',
  url: false,
}

/** JSON at its beginning. */
export const JSON_START: Json = { kind: 'json', mode: 'code', escape: '', imports: false }

/** CSS at its beginning. */
export const STYLE: Style = { kind: 'css', mode: 'code', imports: false, escape: '', url: null }

/** An address at its beginning. */
export function urlFor(use: Url['use']): Url {
  return { kind: 'url', use, part: 'start', text: '' }
}

/** A language as part of a context's key; empty for none. */
export function writeLanguage(language: Language | null): string {
  return language === null ? '' : writeFields([language.kind, ...fieldsOf(language)], ',')
}

function fieldsOf(language: Language): readonly string[] {
  switch (language.kind) {
    case 'js': {
      const { mode, slash, previous, depths, parens, fresh, escape, url } = language
      return [mode, slash, previous, depths.join('.'), String(parens), flag(fresh), escape, flag(url)]
    }
    case 'json':
      return [language.mode, language.escape, flag(language.imports)]
    case 'css':
      return [language.mode, flag(language.imports), language.escape, ...urlFields(language.url)]
    case 'url':
      return urlFields(language)
    case 'srcset':
      return urlFields(language.url)
    case 'refresh':
      return [language.mode, language.text, ...urlFields(language.url)]
    case 'html':
      return [language.inner]
    case 'control':
      return language.text === null ? ['dynamic'] : ['', language.text]
  }
}

function urlFields(url: Url | null): readonly string[] {
  return url === null ? [] : [url.use, url.part, url.text]
}

/** The inverse of `writeLanguage`. */
export function readLanguage(key: string): Language | null {
  const [kind = '', ...fields] = readFields(key, ',')
  return READERS[kind]?.(fields) ?? null
}

const READERS: Readonly<Record<string, (fields: readonly string[]) => Language>> = {
  js: ([mode, slash, previous, depths = '', parens = '0', fresh, escape = '', url]) => ({
    kind: 'js',
    mode: oneOf(SCRIPT_MODES, mode),
    slash: oneOf(SLASHES, slash),
    previous: oneOf(PREVIOUS, previous),
    depths: depths === '' ? [] : depths.split('.').map(Number),
    parens: Number(parens),
    fresh: fresh === flag(true),
    escape,
    url: url === flag(true),
  }),
  json: ([mode, escape = '', imports]) => ({
    kind: 'json',
    mode: oneOf(JSON_MODES, mode),
    escape,
    imports: imports === flag(true),
  }),
  css: ([mode, imports, escape = '', ...url]) => ({
    kind: 'css',
    mode: oneOf(STYLE_MODES, mode),
    imports: imports === flag(true),
    escape,
    url: readUrl(url),
  }),
  url: (fields) => readUrl(fields) ?? urlFor('nav'),
  srcset: (fields) => ({ kind: 'srcset', url: readUrl(fields) }),
  refresh: ([mode, text = '', ...url]) => ({
    kind: 'refresh',
    mode: oneOf(REFRESH_MODES, mode),
    text,
    url: readUrl(url),
  }),
  html: ([inner = '']) => ({ kind: 'html', inner }),
  control: ([dynamic, text = '']) => ({ kind: 'control', text: dynamic === 'dynamic' ? null : text }),
}

function readUrl([use = '', part, text = '']: readonly string[]): Url | null {
  return use === '' ? null : { kind: 'url', use: oneOf(USES, use), part: oneOf(PARTS, part), text }
}

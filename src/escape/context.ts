import { CONTENT_TYPES, type ContentType } from './content-type.js'
import { oneOf, readFields, writeFields } from './fields.js'
import { JSON_START, type Language, readLanguage, SCRIPT, STYLE, writeLanguage } from './language.js'

const STATES = [
  /** Text of a page, of an element of SVG, of XML. */
  'text',
  /** After `<`. */
  'open',
  /** After `</`. */
  'close',
  /** After `<!`, before it is known what it begins. */
  'declare',
  /** A doctype, a declaration or a processing instruction. */
  'bogus',
  'comment',
  'cdata',
  'tag-name',
  /** In a tag, where an attribute may begin. */
  'tag',
  /** In a tag, where the next attribute needs a space before it. */
  'gap',
  'attr-name',
  'after-name',
  'before-value',
  'value',
  /** In an element whose text is not markup. */
  'raw',
  /** After `<plaintext>`: to the end of the page. */
  'plaintext',
  /** In a file that is all in one language. */
  'file',
] as const

/** Where the tokenizer of HTML or XML stands. */
export type State = (typeof STATES)[number]

const QUOTES = ['', 'double', 'single', 'none', 'added'] as const

/** What a value ends with; `added` are double quotes that the template lacks and the page gets. */
export type Quote = (typeof QUOTES)[number]

/** Attributes of the open tag that decide what others mean: their first values, or null where these are not fixed. */
export type Facts = readonly (readonly [name: string, value: string | null])[]

/** What a context consists of. */
export interface Position {
  readonly target: ContentType
  readonly state: State
  /** The foreign elements around, a letter for each (`html/foreign.ts`). */
  readonly foreign: string
  /** The open tag's element, with `/` for an end tag, or the one whose text this is; empty for ordinary elements and
   * `*` for a printed name. */
  readonly element: string
  readonly facts: Facts
  /** The name being read or whose value this is; in raw text and comments, what came before that still matters. */
  readonly name: string
  readonly quote: Quote
  /** Static text that means nothing as yet, such as the beginning of a character reference. */
  readonly pending: string
  readonly language: Language | null
}

/** Where in a document a template's text stands; immutable. Two contexts with the same key are the same. */
export interface Context extends Position {
  /** The whole context as a short text that `contextOf` reads back. */
  readonly key: string
}

/** Text of HTML, where templates of pages begin. */
export const TEXT: Context = written(blank('html'))

/** A context of these parts. */
export function contextWith(position: Position): Context {
  return isPlainText(position) ? TEXT : written(position)
}

function isPlainText({ target, state, foreign, pending }: Position): boolean {
  return state === 'text' && target === 'html' && foreign === '' && pending === ''
}

/** Text of a content type, without any history. */
export function blank(target: ContentType): Position {
  return {
    target,
    state: 'text',
    foreign: '',
    element: '',
    facts: [],
    name: '',
    quote: '',
    pending: '',
    language: null,
  }
}

function written(position: Position): Context {
  const { target, state, foreign, element, facts, name, quote, pending, language } = position
  const fields = [
    target,
    state === 'text' ? '' : state,
    element,
    name,
    quote,
    writeLanguage(language),
    writeFacts(facts),
    foreign,
    pending,
  ]
  return {
    target,
    state,
    foreign,
    element,
    facts,
    name,
    quote,
    pending,
    language,
    key: writeFields(fields, '/').replaceAll('%2C', ','),
  }
}

function writeFacts(facts: Facts): string {
  return facts
    .map(([name, value]) => writeFields(value === null ? [name] : [name, '=', value], ':'))
    .join('&')
}

function readFacts(written: string): Facts {
  if (written === '') return []
  return written.split('&').map((fact) => {
    const [name = '', fixed = '', value = ''] = readFields(fact, ':')
    return [name, fixed === '' ? null : value] as const
  })
}

/** The context that a key stands for: `contextOf(context.key)` equals `context`. */
export function contextOf(key: string): Context {
  const [
    target,
    state,
    element = '',
    name = '',
    quote,
    language = '',
    facts = '',
    foreign = '',
    pending = '',
  ] = readFields(key, '/')
  return contextWith({
    target: oneOf(CONTENT_TYPES, target),
    state: oneOf(STATES, state),
    element,
    name,
    quote: oneOf(QUOTES, quote),
    language: readLanguage(language),
    facts: readFacts(facts),
    foreign,
    pending,
  })
}

/** Where a template of a content type begins. */
export function startOf(target: ContentType): Context {
  const start = blank(target)
  if (target === 'svg') return contextWith({ ...start, foreign: '' })
  const language = FILES[target]
  return contextWith(language === undefined ? start : { ...start, state: 'file', language })
}

const FILES: Readonly<Partial<Record<ContentType, Language>>> = { js: SCRIPT, json: JSON_START, css: STYLE }

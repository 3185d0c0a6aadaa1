import { type Context, contextOf } from './context.js'
import type { Language, Refresh, Script, Style, Url } from './language.js'

/** Where a context stands, in words that continue a sentence: `in a double-quoted JavaScript string in onclick`. */
export function describe(context: Context): string {
  return STATES[context.state](context)
}

const STATES: Readonly<Record<Context['state'], (context: Context) => string>> = {
  text: ({ target, foreign }) => `in ${foreign === '' ? TARGETS[target] : 'text of SVG or MathML'}`,
  open: () => 'after `<`',
  close: () => 'after `</`',
  declare: () => 'after `<!`',
  bogus: () => 'in a declaration',
  comment: () => 'in a comment',
  cdata: ({ language, element }) =>
    language === null ? 'in a CDATA section' : inLanguage(language, `<${element}>`),
  'tag-name': () => 'in the name of an element',
  tag: () => 'in a tag',
  gap: () => 'in a tag',
  'attr-name': () => 'in the name of an attribute',
  'after-name': () => 'after the name of an attribute',
  'before-value': ({ name }) => `before the value of ${attribute(name)}`,
  value: inValue,
  raw: ({ language, element }) =>
    language === null ? `in the text of <${element}>` : inLanguage(language, `<${element}>`),
  plaintext: () => 'in the text after <plaintext>',
  file: ({ language }) => (language === null ? 'in the text' : inLanguage(language, null)),
}

const TARGETS: Readonly<Record<Context['target'], string>> = {
  html: 'text',
  xml: 'text of XML',
  svg: 'text of SVG',
  js: 'JavaScript',
  json: 'JSON',
  css: 'CSS',
  text: 'plain text',
  csv: 'CSV',
  markdown: 'Markdown',
  yaml: 'YAML',
  shell: 'a shell script',
  tex: 'LaTeX',
  sql: 'SQL',
}

function attribute(name: string): string {
  return name === '' || name.endsWith('*') ? 'an attribute' : name
}

const QUOTED: Readonly<Record<Context['quote'], string>> = {
  '': 'the value',
  double: 'the double-quoted value',
  single: 'the single-quoted value',
  none: 'the value without quotes',
  added: 'the value without quotes',
}

function inValue({ language, quote, name }: Context): string {
  if (language === null || language.kind === 'control') return `in ${QUOTED[quote]} of ${attribute(name)}`
  return inLanguage(language, attribute(name))
}

/** `where` is the element or attribute around; null where the file is all in the language. */
function inLanguage(language: Language, where: string | null): string {
  const place = WORDS[language.kind](language)
  return where === null || where === '' ? place : `${place} in ${where}`
}

const WORDS: { readonly [Kind in Language['kind']]: (language: Language) => string } = {
  js: (language) => (language.kind === 'js' ? inScript(language) : ''),
  json: (language) =>
    language.kind === 'json' && language.mode === 'double' ? 'in a JSON string' : 'in JSON',
  css: (language) => (language.kind === 'css' ? inStyle(language) : ''),
  url: (language) => (language.kind === 'url' ? inUrl(language) : ''),
  srcset: () => 'in a list of addresses',
  refresh: (language) => (language.kind === 'refresh' ? inRefresh(language) : ''),
  html: (language) => (language.kind === 'html' ? `${describe(contextOf(language.inner))} of the page` : ''),
  control: () => 'in the value',
}

const SCRIPTS: Readonly<Record<Script['mode'], string>> = {
  code: 'in JavaScript',
  double: 'in a double-quoted JavaScript string',
  single: 'in a single-quoted JavaScript string',
  tick: 'in a JavaScript template literal',
  regexp: 'in a JavaScript regular expression',
  class: 'in a JavaScript regular expression',
  'line-comment': 'in a JavaScript comment',
  'block-comment': 'in a JavaScript comment',
}

function inScript({ mode, url }: Script): string {
  return url ? `${SCRIPTS[mode]} of a javascript: address` : SCRIPTS[mode]
}

const STYLES: Readonly<Record<Style['mode'], string>> = {
  code: 'in CSS',
  double: 'in a double-quoted CSS string',
  single: 'in a single-quoted CSS string',
  url: 'in a url() of CSS',
  'url-double': 'in a url() of CSS',
  'url-single': 'in a url() of CSS',
  comment: 'in a CSS comment',
}

function inStyle({ mode, imports }: Style): string {
  return imports ? `${STYLES[mode]} after @import` : STYLES[mode]
}

const PARTS: Readonly<Record<Url['part'], string>> = {
  start: 'at the start of the address',
  maybe: 'at the start of the address',
  'maybe-slash': 'at the start of the address',
  scheme: 'at the start of the address',
  unknown: 'in the address',
  slash: 'in the path of the address',
  host: 'in the host of the address',
  path: 'in the path of the address',
  query: 'in the query of the address',
  either: 'in the path or query of the address',
  opaque: 'in the address',
  data: 'in the data: address',
  bad: 'in the address',
}

function inUrl({ part, text }: Url): string {
  return part === 'bad' && text !== '' ? `in the ${text}: address` : PARTS[part]
}

function inRefresh({ mode, url }: Refresh): string {
  if (mode === 'url' && url !== null) return inUrl(url)
  return mode === 'plain' ? 'in the value' : 'in the time of a refresh'
}

import { quote } from '../quote.js'
import type { Row, Rows } from './row.js'

/** Words on where in a document something stands. */
interface Where {
  where: string
}

/** What diagnostics of contextual escaping have to say, by id. */
export interface EscapingData {
  /** Ways through a tag that leave the document in different places; `tag` is if, for or break. */
  'branch-end': { tag: string; first: string; second: string }
  /** A loop whose rounds begin in different places. */
  'for-reentry': { first: string; second: string }
  /** A block that ends elsewhere than the block it replaces; `wanted` is where it should end. */
  'block-end': { name: string; wanted: string; ends: string }
  /** A macro or the body of a call that ends elsewhere than it begins; `name` is null for a call. */
  'macro-end': { name: string | null; ends: string }
  /** A captured body that ends elsewhere than it begins. */
  'end-context': { ends: string }
  /** A value that is marked as HTML is printed where there is no HTML. */
  'safe-elsewhere': Where
  /** `reason` is one of the words below. */
  'bad-html': Where & { reason: string; text: string }
  'tag-name': Where & { name: string }
  'attr-name': Where & { name: string }
  'control-attr': Where & { element: string; attribute: string }
  'script-type': Where & { attribute: string }
  'url-scheme': Where & { scheme: string }
  'url-host': Where & { element: string }
  'js-ident': Where & { before: string }
  'js-unterminated': Where & { literal: string }
  'css-import': Where
  'raw-markup': Where & { element: string }
  'partial-escape': Where & { text: string }
  'partial-charref': Where & { text: string }
  declaration: Where
  /**
   * A start or end tag without its counterpart, `kind` says which (IMBALANCE); `other` is the element whose
   * tag in a line it does not fit to, `from` the template that brings it in.
   */
  unbalanced: { kind: string; tag: string; other: string; line: number; name: string; from: string }
  /** An attribute that its tag has already, since a line. */
  'duplicate-attribute': { name: string; line: number }
}

type Words<D> = Pick<Row<D>, 'message' | 'help'>

/** An error of the compiler that Jinja does not have. */
function error<D>(words: Words<D>): Row<D> {
  return { severity: 'error', error: 'syntax', jinja: 'TemplateSyntaxError', ...words }
}

/** Wording of the diagnostics of contextual escaping. */
export const escaping: Rows<EscapingData> = {
  'branch-end': error({
    message: ({ tag, first, second }) =>
      `This ${quote(tag)} leaves the document in different places: ${first}, or ${second}`,
    help: () =>
      'Every way through it has to open and close the same tags, quotes and scripts; move what differs outside, or complete it in each branch.',
  }),
  'for-reentry': error({
    message: ({ first, second }) =>
      `A round of this loop begins ${first}, but the one before it ends ${second}`,
    help: () => 'The body of a loop has to close what it opens: tags, quotes, scripts.',
  }),
  'block-end': error({
    message: ({ name, wanted, ends }) =>
      `The block ${quote(name)} ends ${ends}, where what it replaces ends ${wanted}`,
    help: () => 'A block has to close what it opens, and nothing else.',
  }),
  'macro-end': error({
    message: ({ name, ends }) =>
      `${name === null ? 'The body of this call' : `The macro ${quote(name)}`} ends ${ends}, not where it began`,
    help: () => 'What it gives is a value of its own, so it has to close what it opens.',
  }),
  'end-context': error({
    message: ({ ends }) => `What is captured here ends ${ends}, not where it began`,
    help: () => 'A captured body is a value of its own, so it has to close what it opens.',
  }),
  'safe-elsewhere': {
    severity: 'warning',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ where }) => `'safe' says that a value is HTML, and this is ${where}`,
    help: () =>
      "Say what it is safe for: safe('js'), safe('css'), safe('url'), safe('resource') or safe('attrs').",
  },
  'bad-html': error({
    message: ({ reason, text }) => BAD_HTML[reason]?.(text) ?? `${quote(text)} is not read as it looks`,
    help: ({ reason }) => BETTER_HTML[reason] ?? null,
  }),
  'tag-name': error({
    message: ({ name }) => `An element's name is put together of text and a value: ${quote(name)}`,
    help: () => 'Print the whole name, choose between whole tags with if, or write h{{ level }}.',
  }),
  'attr-name': error({
    message: ({ name }) =>
      name === ''
        ? 'Two attributes follow each other without a space'
        : `An attribute's name is put together of text and a value: ${quote(name)}`,
    help: () => 'Print the whole name; only data- and aria- may stand before a value.',
  }),
  'control-attr': error({
    message: ({ element, attribute }) =>
      `The attribute ${quote(attribute)}${element === '' ? '' : ` of ${quote(element)}`} decides what others mean, so no value may be printed in it`,
    help: () => 'Choose between fixed values with if.',
  }),
  'script-type': error({
    message: ({ attribute }) =>
      `Whether this script is code depends on a printed value (${quote(attribute)})`,
    help: () => 'Write the type as fixed text.',
  }),
  'url-scheme': error({
    message: ({ scheme }) => `An address that begins with ${quote(scheme)} takes no printed values`,
    help: () => 'Print the whole address as one value, or write a handler instead of a javascript: address.',
  }),
  'url-host': error({
    message: ({ element }) =>
      `The host of an address that ${element === '' ? 'this element' : quote(element)} loads is a printed value`,
    help: () =>
      "Write the host as fixed text, or print an address that is marked with 'trusted_resource_url'.",
  }),
  'js-ident': error({
    message: ({ before }) => `A value is printed as part of a JavaScript name: ${before} and a value touch`,
    help: () => 'Use brackets: object[{{ name }}].',
  }),
  'js-unterminated': error({
    message: ({ literal }) => `A JavaScript ${literal} does not end`,
    help: () => null,
  }),
  'css-import': error({
    message: () => 'A value is printed in an @import of CSS',
    help: () => 'Write <link rel="stylesheet" href="{{ url }}"> instead.',
  }),
  'raw-markup': error({
    message: ({ element }) =>
      `A value is printed after markup in ${quote(element)}, whose content browsers read in different ways`,
    help: () => 'Leave the markup out.',
  }),
  'partial-escape': error({
    message: ({ text }) => `A value follows the beginning of an escape: ${quote(text)}`,
    help: () => 'Complete the escape before the value.',
  }),
  'partial-charref': error({
    message: ({ text }) => `A value follows the beginning of a character reference: ${quote(text)}`,
    help: () => 'Write &amp; for an ampersand, and complete references with a semicolon.',
  }),
  declaration: error({
    message: () => 'A value is printed in a doctype, a declaration or a processing instruction',
    help: () => 'Choose between whole declarations with if.',
  }),
  unbalanced: error({
    message: (data) => `${IMBALANCE[data.kind]?.(data) ?? data.tag}${origin(data.from)}`,
    help: ({ kind }) => BETTER_BALANCE[kind] ?? null,
  }),
  'duplicate-attribute': error({
    message: ({ name, line }) => `This tag has an attribute ${quote(name)} already, in line ${line}`,
    help: () =>
      'Browsers take the first of two attributes of one name; leave one of them out, or join their values.',
  }),
}

function origin(from: string): string {
  return from === '' ? '' : ` (in ${quote(from)})`
}

type Imbalance = EscapingData['unbalanced']

const IMBALANCE: Readonly<Record<string, (data: Imbalance) => string>> = {
  unclosed: ({ tag }) => `${tag} is not closed`,
  stray: ({ tag, other, line }) =>
    other === ''
      ? `${tag} closes nothing that is open here`
      : `${tag} closes nothing that is open here: the innermost open element is ${quote(other)} of line ${line}`,
  mismatched: ({ tag, other, line }) => `${tag} is not closed before </${other}> in line ${line}`,
  branch: ({ tag, other, line }) =>
    other === ''
      ? `Only on some ways through this 'if' there is ${tag}`
      : `Only on some ways through this 'if' there is ${tag}, but </${other}> in line ${line} comes on all of them`,
  void: ({ tag }) => `${tag} is the end tag of an element that has none`,
  part: ({ tag, name }) => `${tag} has no counterpart in the block ${quote(name)}`,
  loop: ({ tag }) => `${tag} has no counterpart in the same round of its loop`,
  replacement: ({ tag, name }) =>
    `The block ${quote(name)} opens and closes other elements than the block it replaces${tag === '' ? '' : `: ${tag}`}`,
  macro: ({ tag, name }) =>
    `${tag} has no counterpart in ${name === '' ? 'the body of this call' : `the macro ${quote(name)}`}`,
  capture: ({ tag }) => `${tag} has no counterpart in what is captured with it`,
}

const BETTER_BALANCE: Readonly<Record<string, string>> = {
  unclosed: "Write its end tag; '/>' ends elements of SVG and XML only.",
  stray: 'Leave it out, or look for an end tag too much before it.',
  mismatched: 'Close elements in the reverse order of opening them.',
  branch: 'Open and close the same elements on every way, or close under the very condition that opened.',
  void: 'Leave it out.',
  part: 'A block has to close what it opens, and nothing else.',
  loop: 'The body of a loop has to close what it opens, and nothing else.',
  replacement: 'Open and close what the block of the parent opens and closes.',
  macro: 'What it gives is a value of its own, so it has to close what it opens.',
  capture: 'A captured body is a value of its own, so it has to close what it opens.',
}

const BAD_HTML: Readonly<Record<string, (text: string) => string>> = {
  unquoted: (text) => `A value without quotes has ${quote(text)} in it`,
  'comment-end': (text) => `A comment ends at ${quote(text)} in some browsers, and later in others`,
  'foreign-script': () => 'A script in SVG has markup in it',
}

const BETTER_HTML: Readonly<Record<string, string>> = {
  unquoted: 'Put the whole value between quotes.',
  'comment-end': 'Leave hyphens out of the beginning and the end of the comment.',
  'foreign-script': 'Write &lt; for a less-than sign, or put the script outside of the SVG.',
}

import fc from 'fast-check'
import { escapersOf } from '../../src/runtime/contextual/names.js'
import { js } from '../../src/runtime/values/js.js'

/** The escapers of the js dialect. */
export const escapers = escapersOf(js)

/** Pieces of text that mean something to some language. */
const PIECES = [
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    '`',
    '\\',
    '/',
    '//',
    '/*',
    '*/',
    '${',
    '}',
    '{',
    '(',
    ')',
    '[',
    ']',
    ';',
    ':',
    ',',
    '=',
  ],
  ...[
    '<!--',
    '-->',
    '--!>',
    '<script',
    '</script',
    '</style>',
    ']]>',
    '<![CDATA[',
    '-',
    '--',
    '#',
    '%',
    '@',
    '$',
    '|',
  ],
  ...[
    '\n',
    '\r',
    '\t',
    '\f',
    '\0',
    '\u0001',
    ' ',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\u202e',
    '\u200b',
    '\ud800',
  ],
  ...[
    '&quot;',
    '&#39;',
    '&colon;',
    '\\u0027',
    '%27',
    '\\27 ',
    'javascript:',
    'alert(1)',
    'expression',
    'url(',
    'x=1',
  ],
  ...[
    'a',
    'Z',
    '0',
    '42',
    '.',
    '..',
    '_',
    '\u00e4',
    '\u65e5',
    '\u{1f600}',
    '__proto__',
    'onload',
    'script',
    '~',
    '^',
  ],
]

/** Text of all kinds, rich in what would end a literal, a tag or a comment. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
)

/** Text without lone surrogates, which no file can hold. */
export const wellFormed: fc.Arbitrary<string> = texts.map((text) => text.replace(/[\ud800-\udfff]/gu, ''))

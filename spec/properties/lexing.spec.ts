import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lexed } from '../../src/lexer/lex.js'
import type { LexerSyntax } from '../../src/lexer/syntax.js'
import { jinja, lexText, lines } from '../lexer/lexing.js'

const PIECES = [
  ...['{{', '}}', '{%', '%}', '{#', '#}', '-', '+', '{%-', '-%}', '{{-', '-}}', '{#-', '+#}', '{%+', '+%}'],
  ...['<%', '<%=', '%>', '${', '}', '{', '(', ')', '[', ']', '#', '##', '\n# ', '\n  ## ', '---', '>'],
  ...[' raw ', '{% raw %}', '{% endraw %}', 'if', ' for ', 'else', 'endif', 'x', 'r/', '/', 'in', ' '],
  ...['\n', '\r\n', '\r', '\t', '\x1c', '\u2028', '\ufeff', "'", '"', '\\', "\\'", '\\N{', '\\x4', '\\u12'],
  ...[
    '0',
    '0x',
    '1_0',
    '1.5',
    '.1',
    'e5',
    '012',
    '=',
    '===',
    '//',
    '|',
    '~',
    '?',
    '$',
    '😀',
    '\ud83d',
    'é',
    '²',
  ],
]
const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

const flags = fc.record({
  trimBlocks: fc.boolean(),
  lstripBlocks: fc.boolean(),
  trimComments: fc.boolean(),
  questionNames: fc.boolean(),
  deafTag: fc.constantFrom(null, 'set'),
  keepTrailingNewline: fc.boolean(),
  regexLiterals: fc.boolean(),
  strictEquality: fc.boolean(),
})
const delimiters = fc.constantFrom<LexerSyntax['delimiters']>(
  jinja.delimiters,
  lines.delimiters,
  { ...lines.delimiters, block: ['<%', '%>'], output: ['<%=', '%>'], comment: ['<!--', '-->'] },
  { ...jinja.delimiters, output: ['${', '}'], lineStatement: '%', lineComment: '//' },
  { ...jinja.delimiters, block: ['[[', ']]'], output: ['((', '))'], comment: ['[#', '#]'] },
)
const syntaxes = fc.tuple(flags, delimiters).map(([flag, delimiter]): LexerSyntax => {
  return { ...jinja, ...flag, delimiters: delimiter }
})

/** All tokens and trivia in the order of the text; empty tokens before what starts where they stand. */
function inOrder({ tokens, trivia }: Lexed) {
  return [...tokens, ...trivia].sort(
    (left, right) => left.startOffset - right.startOffset || left.endOffset - right.endOffset,
  )
}

describe('any text', () => {
  it('is what its tokens and trivia are together', () => {
    fc.assert(
      fc.property(texts, syntaxes, (text, syntax) => {
        const images = inOrder(lexText(text, syntax)).map((token) => token.image)
        expect(images.join('')).toBe(text)
      }),
      { numRuns: 1500 },
    )
  })

  it('has its tokens in order, none over another, and the same ones without trivia', () => {
    fc.assert(
      fc.property(texts, syntaxes, (text, syntax) => {
        const { tokens } = lexText(text, syntax)
        const plain = lexText(text, { ...syntax, trivia: false })
        expect(plain.tokens).toEqual(tokens)
        expect(plain.trivia).toEqual([])
        for (const [index, token] of tokens.entries()) {
          expect(token.startOffset).toBeGreaterThan(tokens[index - 1]?.endOffset ?? -1)
        }
      }),
    )
  })

  it('has a closing token for each opening one, and its brackets balanced between them', () => {
    fc.assert(
      fc.property(texts, syntaxes, (text, syntax) => {
        const open: string[] = []
        for (const { tokenType } of lexText(text, syntax).tokens) {
          const closer = CLOSERS.get(tokenType.name)
          if (closer !== undefined) open.push(closer)
          else if (CLOSING.has(tokenType.name)) expect(open.pop()).toBe(tokenType.name)
          else if (tokenType.name === 'Data') expect(open).toEqual([])
        }
        expect(open).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('means the same with other newlines', () => {
    fc.assert(
      fc.property(texts, syntaxes, (text, syntax) => {
        const unix = text.replace(/\r\n|\r/g, '\n')
        const meaning = (source: string) =>
          lexText(source, syntax).tokens.map(({ tokenType, payload }) => [tokenType.name, payload])
        expect(meaning(unix.replaceAll('\n', '\r\n'))).toEqual(meaning(unix))
      }),
    )
  })
})

const CLOSERS = new Map([
  ["'('", "')'"],
  ["'['", "']'"],
  ["'{'", "'}'"],
  ['OutputOpen', 'OutputClose'],
  ...['TagOpen', 'TagInner', 'TagEnd', 'TagUnknown'].map((name): [string, string] => [name, 'TagClose']),
])
const CLOSING = new Set(CLOSERS.values())

describe('hostile text', () => {
  const nunjucks = { ...lines, regexLiterals: true, trimBlocks: true, lstripBlocks: true }
  const families = [
    ...[
      '{#{#',
      '{% raw %}',
      '{% raw %}{% endraw ',
      '{{',
      '{%',
      '{{(',
      '{{((((]]]]',
      '{{ ((}}',
      '{% \n ',
      '{%- \n\n',
    ],
    ...["{{ ' }}\\'", "{{ '\\N{", "{{ \\\\'", '{{ r/[ ', '{{ r/ \\/ ', '{{1_', '{{?', '1.', '{{ 1__'],
    ...['#x ', '   #', '## \n', '  ##', '# if (\n', '{{ a -}}   \n', ' \t\n', '\r', '{{ {', '}}', "{{ 'a"],
  ]

  it.each(families)('%j costs what it is long', (unit) => {
    const small = work(unit.repeat(400), nunjucks)
    const large = work(unit.repeat(1600), nunjucks)
    expect(large / small).toBeLessThan(4.5)
  })

  it('costs the same in one tag', () => {
    for (const unit of families) {
      const small = work(`{{ ${unit.repeat(400)}`, nunjucks)
      const large = work(`{{ ${unit.repeat(1600)}`, nunjucks)
      expect(large / small, unit).toBeLessThan(4.5)
    }
  })
})

/** How many characters of the text the lexer looks at: by single reads, by searches and by comparisons. */
function work(text: string, syntax: LexerSyntax): number {
  let count = 0
  const { charCodeAt, codePointAt, indexOf, includes } = String.prototype
  String.prototype.charCodeAt = function (at) {
    count++
    return charCodeAt.call(this, at)
  }
  String.prototype.codePointAt = function (at) {
    count++
    return codePointAt.call(this, at)
  }
  String.prototype.indexOf = function (wanted, from = 0) {
    const found = indexOf.call(this, wanted, from)
    count += (found === -1 ? this.length : found) - from + 1
    return found
  }
  String.prototype.includes = function (wanted, from) {
    count += this.length
    return includes.call(this, wanted, from)
  }
  try {
    lexText(text, syntax)
  } finally {
    Object.assign(String.prototype, { charCodeAt, codePointAt, indexOf, includes })
  }
  return count
}

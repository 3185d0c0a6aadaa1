import { describe, expect, it } from 'vitest'
import { jinja, problems, tokens } from './lexing.js'

function literal(text: string): string {
  return tokens(`{{ ${text} }}`).slice('OutputOpen '.length, -' OutputClose'.length)
}

describe('numbers', () => {
  it.each([
    ['1_000', 'Integer(1000)'],
    ['0x_fF 0XA', 'Integer(255) Integer(10)'],
    ['0b1_1 0o17', 'Integer(3) Integer(15)'],
    ['00 0_0', 'Integer(0) Integer(0)'],
    ['012', 'Integer(0) Integer(12)'],
    ['0b12 0xg', 'Integer(1) Integer(2) Integer(0) Name("xg")'],
    ['1__0 1_', 'Integer(1) Name("__0") Integer(1) Name("_")'],
    ['9007199254740991', 'Integer(9007199254740991)'],
    ['9007199254740993', 'Integer(9007199254740993n)'],
    ['1.5 1_0.2_5 00.5', 'Float(1.5) Float(10.25) Float(0.5)'],
    ['1e3 1E+3 2.5e-1_0', 'Float(1000) Float(1000) Float(2.5e-10)'],
    ['1.e5 1e 1e+', 'Integer(1) . Name("e5") Integer(1) Name("e") Integer(1) Name("e") +'],
    ['x.1.5 1.5.2', 'Name("x") . Integer(1) . Integer(5) Float(1.5) . Integer(2)'],
    ['x. 1.5', 'Name("x") . Float(1.5)'],
    ['.5', '. Integer(5)'],
  ])('%s', (text, expected) => {
    expect(literal(text)).toBe(expected)
  })

  it('are no longer than Python converts', () => {
    expect(problems(`{{ ${'9'.repeat(4300)} }}`)).toEqual([])
    expect(problems(`{{ ${'9'.repeat(4301)} }}`)).toMatchObject([['bad-number', '9'.repeat(4301), {}]])
  })
})

describe('strings', () => {
  it.each([
    [String.raw`'\n\t\\\'\"\a'`, '\n\t\\\'"\x07'],
    [String.raw`'\x41\u00e9\U0001f600'`, 'Aé😀'],
    [String.raw`'\101\0\777'`, 'A\0\u01ff'],
    [String.raw`'\q\8\é'`, '\\q\\8\\xe9'],
    [String.raw`'\N{BULLET}\N{em dash}\N{GREEK SMALL LETTER PI}\N{LATIN CAPITAL LETTER Z}'`, '•—πZ'],
    ["'a\\\nb\\\r\nc\r\nd'", 'abc\nd'],
    ['"it\'s"', "it's"],
    [String.raw`"\""`, '"'],
    [String.raw`'\\'`, '\\'],
  ])('%s', (text, value) => {
    expect(literal(text)).toBe(`StringLiteral(${JSON.stringify(value)})`)
  })

  it('stay separate side by side', () => {
    expect(literal(`'a' "b"`)).toBe('StringLiteral("a") StringLiteral("b")')
  })

  it('report each malformed escape', () => {
    expect(problems(String.raw`{{ '\x4' '\u12\N{nope}\N' "\U00110000" }}`)).toEqual([
      ['bad-escape', '\\x', { reason: 'truncated \\xXX escape' }],
      ['bad-escape', '\\u', { reason: 'truncated \\uXXXX escape' }],
      ['bad-escape', '\\N', { reason: 'unknown Unicode character name' }],
      ['bad-escape', '\\N', { reason: 'malformed \\N character escape' }],
      ['bad-escape', '\\U', { reason: 'illegal Unicode character' }],
    ])
  })
})

describe('patterns', () => {
  const nunjucks = { ...jinja, regexLiterals: true }

  it('stand where an operand may start', () => {
    expect(tokens(String.raw`{% if r/a\/b/gi.test(x) %}`, nunjucks)).toBe(
      'TagOpen("if") Pattern({"pattern":"a\\\\/b","flags":"gi"}) . Name("test") ( Name("x") ) TagClose',
    )
    expect(tokens('{{ x r/2/ y }}', nunjucks)).toContain('Name("r") / Integer(2) /')
  })

  it('end in their tag, else r is a name', () => {
    expect(tokens('{{ r/2 }}/{{ r / 2 }}', nunjucks)).not.toContain('Pattern')
    expect(tokens('{{ r/2/ }}')).not.toContain('Pattern')
  })

  it('must be patterns', () => {
    expect(problems('{{ r/(/ }}{{ r/a/gg }}', nunjucks)).toMatchObject([
      ['bad-pattern', 'r/(/', {}],
      ['bad-pattern', 'r/a/gg', {}],
    ])
  })
})

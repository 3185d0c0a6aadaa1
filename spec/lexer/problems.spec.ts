import { describe, expect, it } from 'vitest'
import { lines, problems, tokens } from './lexing.js'

describe('unclosed things', () => {
  it('are reported where they open', () => {
    expect(problems('a {# b')).toEqual([['unclosed-comment', '{#', {}]])
    expect(problems('a {%- raw -%} b {% endraw')).toEqual([['unclosed-raw', '{%- raw -%}', {}]])
  })

  it('are no problem to Jinja when nothing follows', () => {
    expect(problems('a {#')).toEqual([])
    expect(problems('a {% raw %}')).toEqual([])
  })

  it('get a closing token where the text or another tag ends them', () => {
    expect(problems('{{ a')).toEqual([['unclosed-output', '', { expected: '}}' }]])
    expect(tokens('{{ a')).toBe('OutputOpen Name("a") OutputClose')
    expect(tokens('{% if a {% endif %}b')).toBe(
      'TagOpen("if") Name("a") TagClose TagEnd("endif") TagClose Data("b")',
    )
    expect(tokens('{{ f(a {{ b }}')).toBe(
      'OutputOpen Name("f") ( Name("a") ) OutputClose OutputOpen Name("b") OutputClose',
    )
    expect(problems('# if (a\nb', lines)).toEqual([['unclosed-tag', '', { expected: ')' }]])
  })

  it('leave a mapping in a tag alone', () => {
    expect(problems('{% if {{ x }} %}')).toEqual([])
  })

  it('end strings with their tag or line', () => {
    expect(problems("{{ f('a }} b")).toEqual([['unclosed-string', "'a ", { quote: "'", offset: 5 }]])
    expect(tokens("{{ f('a }} b")).toBe('OutputOpen Name("f") ( StringLiteral("a ") ) OutputClose Data(" b")')
    expect(problems('{{ "\\" }}')).toEqual([['unclosed-string', '"\\" ', { quote: '"', offset: 3 }]])
  })
})

describe('brackets', () => {
  it('are balanced for the parser, whatever the text has', () => {
    expect(tokens('{{ f((a) }}b')).toBe('OutputOpen Name("f") ( ( Name("a") ) ) OutputClose Data("b")')
    expect(tokens('{{ f(a[1) }}')).toBe('OutputOpen Name("f") ( Name("a") [ Integer(1) ] ) OutputClose')
    expect(tokens('{{ (a] }}')).toBe('OutputOpen ( Name("a") ) OutputClose')
    expect(tokens('{{ a) }}')).toBe('OutputOpen Name("a") OutputClose')
  })

  it('are one problem each, as Jinja words them', () => {
    expect(problems('{{ f(a }}{% if [a %}{{ (a] }}{{ a) }}')).toEqual([
      ['unbalanced-bracket', '}}', { found: '}', expected: ')' }],
      ['unbalanced-bracket', '%}', { found: '}', expected: ']' }],
      ['unbalanced-bracket', ']', { found: ']', expected: ')' }],
      ['unbalanced-bracket', ')', { found: ')', expected: null }],
    ])
  })

  it('that belong to a delimiter end the tag', () => {
    expect(tokens("{{ {'a': b }}c")).toBe(
      'OutputOpen { StringLiteral("a") : Name("b") } OutputClose Data("c")',
    )
    expect(tokens('{% if a }}b')).toBe('TagOpen("if") Name("a") TagClose Data("b")')
    expect(tokens('{{ a %}b')).toBe('OutputOpen Name("a") OutputClose Data("b")')
    expect(tokens('{{ a %}}b')).toBe('OutputOpen Name("a") % OutputClose Data("b")')
  })
})

describe('characters', () => {
  it('that start no token are one problem per run', () => {
    expect(problems('{{ a ?? b & c }}')).toEqual([
      ['unexpected-character', '?', { character: '?', offset: 5 }],
      ['unexpected-character', '&', { character: '&', offset: 10 }],
    ])
  })

  it('are counted as Jinja counts them', () => {
    expect(problems('😀\r\n{{ 🐍 }}')).toEqual([
      ['unexpected-character', '🐍', { character: '🐍', offset: 5 }],
    ])
  })
})

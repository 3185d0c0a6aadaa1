import { describe, expect, it } from 'vitest'
import { jinja, lexText, literalText } from './lexing.js'

const trimming = { ...jinja, trimBlocks: true, lstripBlocks: true }

describe('whitespace control', () => {
  it('strips all whitespace on the side of a minus', () => {
    expect(literalText('a \n {{- x -}} \n b {%- if y -%} c {#- d -#} e')).toBe('a·b·ce')
  })

  it('strips what Python calls whitespace', () => {
    expect(literalText('\ufeff\x1c\x85\u2028{{- x -}}\x1f\u3000\ufeff')).toBe('\ufeff·\ufeff')
  })

  it('works on raw tags', () => {
    expect(literalText('a {%- raw -%} {{ x }} {%- endraw -%} b')).toBe('a{{ x }}b')
    expect(literalText('{% raw %} {%  endraw  %} b')).toBe('  b')
  })

  it('takes signs into the delimiters of empty comments and outputs', () => {
    expect(literalText('a {#-#} b {{-}} c')).toBe('a b· c')
  })

  it('trims one newline after blocks, comments and endraw, never after outputs', () => {
    expect(literalText('{% if x %}\n\na{# b #}\nc{% raw %}\nd{% endraw %}\ne{{ f }}\ng', trimming)).toBe(
      '·\nac\nde·\ng',
    )
  })

  it('strips blanks before blocks and comments that start their line', () => {
    expect(literalText('  {% if x %}a  {% if y %}\n\t{# c #}  {{ d }}', trimming)).toBe('·a  ·  ·')
    expect(literalText('{{ a }}  {% if x %}', trimming)).toBe('·  ·')
    expect(literalText('{% if a -%}\n  {% if x %}', trimming)).toBe('··')
  })

  it('leaves text alone on the side of a plus', () => {
    expect(literalText('  {%+ if x +%}\na  {#+ b +#}\nc', trimming)).toBe('  ·\na  \nc')
    expect(literalText('{%+ raw %} x {% endraw +%}\ny', trimming)).toBe(' x \ny')
  })
})

describe('newlines', () => {
  it('are all alike', () => {
    expect(literalText('a\r\nb\rc\nd\n\r')).toBe('a\nb\nc\nd\n')
    expect(literalText('a\r\n{% if x %}\r\nb\r{% if y %}\rc', trimming)).toBe('a\n·b\n·c')
  })

  it('become what the environment says, in text and in strings', () => {
    const found = lexText("a\nb{{ 'c\rd' }}", { ...jinja, newline: '\r\n' })
    expect(found.tokens.map((token) => token.payload)).toEqual(['a\r\nb', null, 'c\r\nd', null])
  })

  it('at the very end: one is removed unless kept', () => {
    expect(literalText('a\n\n')).toBe('a\n')
    expect(literalText('a\r\n')).toBe('a')
    expect(literalText('\n')).toBe('')
    expect(literalText('a\n\n', { ...jinja, keepTrailingNewline: true })).toBe('a\n\n')
  })
})

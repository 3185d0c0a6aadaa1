import { ident, string as strings, tokenize, tokenTypes, url as urls } from 'css-tree'
import { describe, expect, test } from 'vitest'
import { Markup, safeCss } from '../../src/index.js'
import { check, seed } from '../properties/time-box.js'
import { escapers, texts } from './hostile.js'

const { cssString, cssValue } = escapers

/** The kinds of tokens of a style sheet and their texts. */
function tokensOf(css: string): [kind: number, text: string][] {
  const tokens: [number, string][] = []
  tokenize(css, (kind, start, end) => tokens.push([kind, css.slice(start, end)]))
  return tokens
}

/** What a style sheet reads where no character is 0 or half of a pair. */
function readable(text: string): string {
  return text.replace(/\0|[\ud800-\udfff]/gu, '\ufffd')
}

describe(`a value in CSS (TORII_SEED=${seed})`, () => {
  test.each(['"', "'"])('inside %s', (quote) => {
    check(1000, texts, (text) => {
      const literal = quote + cssString(text) + quote
      expect(tokensOf(`a{b:${literal};c:d}`)[4]).toEqual([tokenTypes.String, literal])
      expect(strings.decode(literal)).toBe(readable(text))
    })
  })

  test('inside url() without quotes, but for spaces', () => {
    check(1000, texts, (text) => {
      const address = `url(${cssString(text.replaceAll(' ', ''))})`
      expect(tokensOf(`a{b:${address};c:d}`)[4]).toEqual([tokenTypes.Url, address])
      expect(urls.decode(address)).toBe(readable(text.replaceAll(' ', '')))
    })
  })

  test('inside a comment', () => {
    check(1000, texts, (text) => {
      const kinds = tokensOf(`/* ${cssString(text)} */a{}`).map(([kind]) => kind)
      const { Comment, Ident, LeftCurlyBracket, RightCurlyBracket } = tokenTypes
      expect(kinds).toEqual([Comment, Ident, LeftCurlyBracket, RightCurlyBracket])
    })
  })

  test('outside of strings there are only words, numbers and functions that load nothing', () => {
    const { Url, BadUrl, String: Text, BadString, AtKeyword, Semicolon, Comment, CDO, CDC } = tokenTypes
    const refused = new Set([Url, BadUrl, Text, BadString, AtKeyword, Semicolon, Comment, CDO, CDC])
    check(2000, texts, (text) => {
      const tokens = tokensOf(cssValue(text))
      for (const [kind, part] of tokens) {
        expect(refused, part).not.toContain(kind)
        expect(part).not.toMatch(/[{}[\]<>\\/*@;]/)
      }
      const depth = tokens.reduce(
        (open, [, part]) => open + (part.endsWith('(') ? 1 : part === ')' ? -1 : 0),
        0,
      )
      expect(depth).toBe(0)
    })
  })

  test.each([
    ...['red', '#fff', '12px', '-1.5em', '50%', '1px solid red', 'Arial, sans-serif', 'a:hover', 'U+00-FF'],
    ...['rgb(1, 2, 3)', 'rgba(0,0,0,.5)', 'calc(100% - var(--gap))', 'color: red', '10px !important', ''],
  ])('%j is a value', (text) => {
    expect(cssValue(text)).toBe(text)
  })

  test.each([
    ...[
      'red;color:blue',
      'red}',
      '</style>',
      'url(//evil.example)',
      'expression(1)',
      '-moz-binding',
      '/*',
      '*/',
    ],
    ...[
      '@import',
      '"a"',
      "'a'",
      '\\65 xpression',
      'image-set(a)',
      'rgb(1',
      'a)',
      '<!--',
      'a\n;',
      'attr(href)',
      '[a]',
    ],
  ])('%j is refused', (text) => {
    expect(cssValue(text)).toBe('zToriiz')
    expect(ident.decode(cssValue(text))).toBe('zToriiz')
  })

  test('numbers, markup and trusted CSS', () => {
    expect(cssValue(1.5)).toBe('1.5')
    expect(cssValue(new Markup('<b>red</b>'))).toBe('red')
    expect(cssString(new Markup('<b>&quot;</b>'))).toBe('\\22 ')
    expect(cssValue(safeCss('url(a.png); color: red'))).toBe('url(a.png); color: red')
    expect(cssValue(safeCss('"</style>"'))).toBe('"<\\/style>"')
    expect(cssString(safeCss('"a"'))).toBe('\\22 a\\22 ')
  })
})

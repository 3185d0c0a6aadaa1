import { spawnSync } from 'node:child_process'
import { parse as parseCsv } from 'csv-parse/sync'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { check, seed } from '../properties/time-box.js'
import { escapers, wellFormed } from './hostile.js'

const { csv, markdown, shell, sql, tex, yaml } = escapers

describe(`a value in a file of its own kind (TORII_SEED=${seed})`, () => {
  test('a field of CSV, which no spreadsheet takes for a formula', () => {
    check(1000, fc.array(wellFormed, { minLength: 1, maxLength: 4 }), (row) => {
      const [fields = []] = parseCsv(`${row.map((text) => csv(text)).join(',')}\n`, {
        record_delimiter: '\n',
        skip_empty_lines: false,
      }) as string[][]
      expect(fields.map((field) => field.replace(/^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/, ''))).toEqual(
        row.map((text) => text.replace(/^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/, '')),
      )
      for (const field of fields) expect(field).not.toMatch(/^[=+\-@\t\r]/)
    })
    expect([csv(-5), csv('=1+1'), csv('a b'), csv('a'), csv(null)]).toEqual([
      '-5',
      '"\'=1+1"',
      '"a b"',
      'a',
      '""',
    ])
  })

  test('a value of YAML', () => {
    const data = fc
      .jsonValue({ stringUnit: 'binary' })
      .map((value): unknown => JSON.parse(JSON.stringify(value)))
    check(1500, data, (value) => {
      expect(parseYaml(`a: ${yaml(value)}\nb: 1\n`)).toEqual({ a: value, b: 1 })
    })
    check(1000, wellFormed, (text) => {
      expect(parseYaml(`- ${yaml(text)}\n- {k: ${yaml(text)}}\n`)).toEqual([text, { k: text }])
    })
    expect([Number.NaN, Number.POSITIVE_INFINITY, undefined, true].map((value) => yaml(value))).toEqual([
      ...['.nan', '.inf', 'null', 'true'],
    ])
  })

  test('a word of a shell', () => {
    const words = fc.array(
      wellFormed.map((text) => text.replaceAll('\0', '')),
      { minLength: 40, maxLength: 40 },
    )
    check(1500, words, (list) => {
      const script = `printf '%s\\0' ${shell(list)}`
      const { stdout, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8' })
      expect(stderr).toBe('')
      expect(stdout.split('\0').slice(0, -1)).toEqual(list)
    })
    expect(shell("it's")).toBe("'it'\\''s'")
    expect(() => shell('a\0b')).toThrow('cannot be written there')
  })

  test('text of Markdown', () => {
    const reader = new MarkdownIt({ html: true, linkify: true })
    check(1500, wellFormed, (text) => {
      const [open, line, close, ...rest] = reader.parse(`a ${markdown(text)} b\n`, {})
      expect([open?.type, close?.type, rest]).toEqual(['paragraph_open', 'paragraph_close', []])
      const spoken = line?.children?.map(({ content }) => content).join('') ?? ''
      const wanted = `a ${text.replace(/\s*[\n\r]\s*/g, ' ').replaceAll('\0', '\ufffd')} b`
      expect(spoken).toBe(wanted)
      for (const child of line?.children ?? []) expect(child.type).toMatch(/^text/)
    })
  })

  test('text of LaTeX', () => {
    check(1000, wellFormed, (text) => {
      expect(spokenByTex(tex(text))).toBe(text.replace(/\p{Cc}+/gu, ' '))
    })
    expect(tex('50% of $1 & {x}_1 ~ \\input')).toBe(
      '50\\% of \\$1 \\& \\{x\\}\\_1 \\textasciitilde{} \\textbackslash{}input',
    )
  })

  test('an identifier of SQL', () => {
    expect([sql('user'), sql('a"; drop table b; --')]).toEqual(['"user"', '"a""; drop table b; --"'])
    for (const bad of ['', 'a\0', undefined]) expect(() => sql(bad)).toThrow('cannot be written there')
  })
})

const SPOKEN: Readonly<Record<string, string>> = {
  ...{ textbackslash: '\\', textasciitilde: '~', textasciicircum: '^', textless: '<', textgreater: '>' },
  ...{ textbar: '|', textquotedbl: '"', textquotesingle: "'", textasciigrave: '`' },
}

/** What TeX prints: commands that print a character, characters after a backslash, and letters; groups print nothing. */
function spokenByTex(source: string): string {
  return source.replace(
    /\\([a-z]+)\{\}|\\([^a-z])|\{(-)\}|([\\{}$&#_%~^<>|"'`-])/g,
    (whole, word, symbol, dash) => {
      const spoken = SPOKEN[word] ?? symbol ?? dash
      if (spoken === undefined) throw new TypeError(`${whole} means something to TeX`)
      return spoken
    },
  )
}

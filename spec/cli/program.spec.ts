import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/program.js'
import { recordedTerminal } from './terminal.js'

let folder = ''

const FILES = {
  'page.html': '<h1>{{ title }}</h1>\n',
  'typo.html': '<ul>\n{{ user|uper }}\n</ul>\n',
  'parts/row.html': '{% include "./cell.html" %}',
  'parts/cell.html': 'cell {{ n.m.x }}',
  'broken/links.html':
    '{% extends "nowhere.html" %}{% include ["no.html", "../page.html"] %}{% include "gone.html" ignore missing %}' +
    '{% include a if b else "lost.html" %}{% import name as m %}{{ x|nofilter }}',
  'broken/good.txt': '{% set x = 1 %}{{ x }}',
  'broken/script.js': '{% not a template',
  'tags/whole.html': '{% include "./head.html" %}{% include "./foot.html" %}',
  'tags/head.html': '<main>',
  'tags/foot.html': '</main>',
  'tags/open.html': '<p><i>a</p><b>',
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'torii-'))
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
})

afterAll(() => rmSync(folder, { recursive: true }))

/** What a command writes and ends with; `@` in an argument stands for the folder of the files. */
async function torii(
  args: readonly string[],
  input = '',
): Promise<{ out: string; error: string; status: number }> {
  const terminal = recordedTerminal(input)
  await run(
    args.map((arg) => arg.replace('@', folder)),
    terminal,
  )
  return { ...terminal.written, status: terminal.status }
}

describe('torii render', () => {
  test('prints a page', async () => {
    const { out, error, status } = await torii(['render', '@/page.html', '--vars', '{"title": "A & B"}'])
    expect([out, error, status]).toEqual(['<h1>A &amp; B</h1>', '', 0])
  })

  test('takes variables from standard input and --set', async () => {
    const args = ['render', '@/page.html', '--vars', '-', '--set', 'title=x', '--autoescape', 'off']
    expect((await torii(args, '{"title": 1}')).out).toBe('<h1>x</h1>')
  })

  test('finds templates relative to the root', async () => {
    const { out, status } = await torii([
      'render',
      '@/parts/row.html',
      '--root',
      '@',
      '--set',
      'n={"m":{"x":1}}',
    ])
    expect([out, status]).toEqual(['cell 1', 0])
  })

  test('writes a file', async () => {
    const out = join(folder, 'out.txt')
    expect(await torii(['render', '@/page.html', '--set', 'title=1', '--out', out])).toEqual({
      out: '',
      error: '',
      status: 0,
    })
    expect(readFileSync(out, 'utf8')).toBe('<h1>1</h1>')
  })

  test('shows a mistake with its place and no JavaScript stack, and writes nothing', async () => {
    const out = join(folder, 'none.txt')
    const { error, status } = await torii(['render', '@/typo.html', '--out', out])
    expect(status).toBe(1)
    expect(error).toBe(
      [
        "error[unknown-filter]: No filter named 'uper'.",
        '  at typo.html:2:9',
        '',
        '  1 | <ul>',
        '  2 | {{ user|uper }}',
        '    |         ^^^^',
        '  3 | </ul>',
        '',
        "  help: Did you mean 'upper'?",
        '',
      ].join('\n'),
    )
    expect(existsSync(out)).toBe(false)
  })

  test('shows the templates that led to a mistake', async () => {
    const { error } = await torii(['render', '@/parts/row.html', '--set', 'n={}'])
    expect(error).toContain('  at cell.html:1:')
    expect(error).toContain('  at row.html:1:')
    expect(error).not.toContain('.ts:')
  })
})

describe('a mistake in the command', () => {
  test.each([
    [['render', '@/none.html'], 'There is no file'],
    [['render', '@'], 'There is no file'],
    [['render', '@/page.html', '--root', '@/parts'], 'is not in the root folder'],
    [
      ['render', '@/page.html', '--vars', '{"a": }'],
      'This is not JSON: a value is expected here\n  at --vars:1:7',
    ],
    [['render', '@/page.html', '--values', 'ruby'], 'js, python'],
    [['render', '@/page.html', '--valeus', 'js'], '--values'],
    [['render'], 'file'],
    [['rendr'], 'render'],
    [['dump', '@/page.html'], 'Choose one of --tokens'],
    [['dump', '@/page.html', '--tree', '--code'], 'Choose one of --tokens'],
    [[], 'Usage'],
  ])('%j ends with 2', async (args, said) => {
    const { out, error, status } = await torii(args)
    expect([out, status]).toEqual(['', 2])
    expect(error).toContain(said)
    expect(error).not.toContain('.ts:')
  })

  test('asking for help or the version is none', async () => {
    expect(await torii(['--version'])).toMatchObject({
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      status: 0,
    })
    expect(await torii(['render', '--help'])).toMatchObject({
      out: expect.stringContaining('--vars'),
      status: 0,
    })
  })
})

describe('torii check', () => {
  test('is content with good templates', async () => {
    expect(await torii(['check', '@/parts', '@/page.html'])).toMatchObject({
      out: '3 templates, no mistakes\n',
      error: '',
      status: 0,
    })
  })

  test('shows every mistake of every template in a folder', async () => {
    const { out, error, status } = await torii(['check', '@/broken', '--root', '@'])
    expect([out, status]).toEqual(['3 mistakes in 1 of 2 templates\n', 1])
    expect(error).toContain("Template 'nowhere.html' not found")
    expect(error).toContain("Template 'lost.html' not found")
    expect(error).toContain("No filter named 'nofilter'.")
    expect(error).not.toContain('gone.html not found')
  })

  test('warns of elements that are not closed, but of halves only in what they make', async () => {
    const { out, error, status } = await torii(['check', '@/tags', '--root', '@'])
    expect([out, status]).toEqual(['4 templates, no mistakes\n', 0])
    expect(error).toContain('<i> is not closed before </p>')
    expect(error).toContain('<b> is not closed')
    expect(error).not.toContain('main')
  })

  test('counts them, or leaves them out', async () => {
    const counted = await torii(['check', '@/tags', '--root', '@', '--well-formed', 'error'])
    expect([counted.out, counted.status]).toEqual(['2 mistakes in 1 of 4 templates\n', 1])
    const left = await torii(['check', '@/tags', '--root', '@', '--well-formed', 'off'])
    expect([left.error, left.status]).toEqual(['', 0])
    const alone = await torii(['check', '@/tags/head.html', '--root', '@', '--well-formed', 'error'])
    expect([alone.out, alone.status]).toEqual(['1 mistake in 1 of 1 template\n', 1])
  })
})

describe('torii dump', () => {
  test.each([
    ['--tokens', 'Name           "title"'],
    ['--tree', 'Output 4-15 final=false\n      expression: Name 7-12 name="title"'],
    ['--names', 'title: from vars'],
    ['--code', 'title'],
    ['--map', '│'],
    ['--map --json', '"version": 3'],
  ])('%s', async (flags, shown) => {
    const { out, error, status } = await torii(['dump', ...flags.split(' '), '@/page.html'])
    expect([error, status]).toEqual(['', 0])
    expect(out).toContain(shown)
  })
})

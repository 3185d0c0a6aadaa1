/** The small parts of the wiki: names, texts, excerpts, differences, visitors. */
import { execFileSync, spawnSync } from 'node:child_process'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { example, folder } from './example.js'

const [{ pageName, lineOf, textOf }, { changesBetween }, { excerptOf }, { nameOf, isOwnForm }] =
  await Promise.all([example('names'), example('changes'), example('words'), example('visitor')])

describe('names of pages', () => {
  it.each(['FrontPage', 'a b', `<b>"'&`, 'Zoë', '日本', '100%', '?#', '..x', 'می‌خواهم', 'x'.repeat(100)])(
    '%j',
    (name) => expect(pageName(name)).toBe(name),
  )

  it.each([
    '',
    ' a',
    'a ',
    'a  b',
    'a/b',
    'a\\b',
    '.',
    '..',
    '-',
    'search',
    'RecentChanges',
    'a\nb',
    'a\0',
    '\u202eb',
    '\ud800',
    'x'.repeat(101),
  ])('none is %j', (name) => expect(pageName(name)).toBeNull())

  it('are the same however accents are written', () => expect(pageName('Zoe\u0308')).toBe('Zo\u00eb'))
})

describe('what people write', () => {
  it('is one line where one is asked for', () => expect(lineOf(' a\r\n\tb\0c \ud800', 6)).toBe('a bc \ufffd'))
  it('has line breaks of one kind and nothing XML cannot hold', () =>
    expect(textOf('a\r\nb\rc\td\x01\ufffe\ud800')).toBe('a\nb\nc\td\ufffd'))
})

describe('excerpts', () => {
  const shown = (text: string, ...terms: string[]) =>
    excerptOf(text, terms)
      .map((piece) => (piece.hit ? `<${piece.text}>` : piece.text))
      .join('')

  it('mark words by how they begin', () =>
    expect(shown('Cafés and a cafe', 'caf')).toBe('<Cafés> and a <cafe>'))
  it('begin near the first word found', () =>
    expect(shown(`${'x '.repeat(200)}needle${' y'.repeat(200)}`, 'needle')).toMatch(
      /^…[x ]{60}<needle>[y ]+…$/,
    ))
  it('show the beginning where nothing is found', () => expect(shown('a b', 'z')).toBe('a b'))
})

describe('differences', () => {
  const told = (left: string, right: string) =>
    changesBetween(left, right).map(({ left, right, lines }) => [
      `${left} ${right}`,
      ...lines.map(({ kind, text }) => `${kind[0]} ${text}`),
    ])

  it('are hunks of lines', () =>
    expect(told('a\nb\nc', 'a\nB\nc')).toEqual([['1 1', 's a', 'r b', 'a B', 's c']]))
  it('are none for the same text', () => expect(told('a', 'a\n')).toEqual([]))
  it('are told for a text that was empty', () => expect(told('', 'a')).toEqual([['1 1', 'a a']]))
  it('are told as a whole for large texts that have nothing in common', () => {
    const [left, right] = ['l', 'r'].map((side) =>
      Array.from({ length: 5000 }, (_, n) => `${side}${n}`).join('\n'),
    )
    const [hunk, ...more] = told(left ?? '', right ?? '')
    expect([hunk?.length, more]).toEqual([10_001, []])
  })
})

describe('visitors', () => {
  it.each([
    ['wiki_name=Ann', 'Ann'],
    ['a=1; wiki_name=Zo%C3%AB; b', 'Zoë'],
    ['xwiki_name=Ann', ''],
    ['wiki_name=%', ''],
    ['', ''],
  ])('cookie %j', (cookie, name) => expect(nameOf({ HTTP_COOKIE: cookie })).toBe(name))

  it.each([
    [{ HTTP_SEC_FETCH_SITE: 'same-origin' }, true],
    [{ HTTP_SEC_FETCH_SITE: 'same-site' }, false],
    [{ HTTP_SEC_FETCH_SITE: 'none' }, false],
    [{ HTTP_SEC_FETCH_SITE: 'cross-site', HTTP_ORIGIN: 'http://a.test' }, false],
    [{ HTTP_ORIGIN: 'https://a.test' }, true],
    [{ HTTP_ORIGIN: 'http://a.test.evil' }, false],
    [{ HTTP_ORIGIN: 'null' }, false],
    [{}, true],
  ])('form with %j', (headers, own) => expect(isOwnForm({ HTTP_HOST: 'a.test', ...headers })).toBe(own))
})

describe.skipIf(isBuiltin('node:sqlite'))('without SQLite', () => {
  it('programs that have to keep pages end, and say what to do', () => {
    const { status, stderr } = spawnSync(join(folder, 'wiki.cgi'), { encoding: 'utf8' })
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/Use a newer Node, or: npm install .*\n.*WIKI_DB=memory/),
    ])
  })

  it('or keep them until they end, where that is asked for', () => {
    const env = { ...process.env, WIKI_DB: 'memory', REQUEST_METHOD: 'GET', REQUEST_URI: '/FrontPage' }
    expect(execFileSync(join(folder, 'wiki.cgi'), { encoding: 'utf8', env })).toMatch(/^Status: 200\b/i)
  })
})

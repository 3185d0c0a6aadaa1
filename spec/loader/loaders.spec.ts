import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Environment } from '../../src/index.js'
import { ChoiceLoader } from '../../src/loader/choice.js'
import { FileLoader } from '../../src/loader/file.js'
import { FunctionLoader } from '../../src/loader/function.js'
import { MemoryLoader } from '../../src/loader/memory.js'
import { PackageLoader } from '../../src/loader/package.js'
import { PrefixLoader } from '../../src/loader/prefix.js'
import { Fault } from '../../src/runtime/fault.js'

let root = ''
let views = ''

function put(name: string, text: string | Uint8Array): string {
  const path = join(root, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'torii-'))
  views = join(root, 'views')
  put('views/page.html', 'page')
  put('views/a/deep.html', 'deep')
  put('views/latin.html', new Uint8Array([0xe9]))
  put('views-secret/key.html', 'secret')
  put('secret.html', 'secret')
  symlinkSync(join(root, 'secret.html'), join(views, 'out.html'))
  symlinkSync(join(root, 'views-secret'), join(views, 'outside'))
  symlinkSync(join(views, 'page.html'), join(views, 'in.html'))
  symlinkSync(join(views, 'loop.html'), join(views, 'loop.html'))
  put('node_modules/@my/mails/package.json', '{"name":"@my/mails","exports":{}}')
  put('node_modules/@my/mails/templates/hello.txt', 'hello')
})

afterAll(() => rmSync(root, { recursive: true }))

/** The id and message of the fault that `run` throws. */
function faultOf(run: () => unknown): [string, string, unknown] {
  try {
    run()
  } catch (error) {
    if (error instanceof Fault && 'message' in error.data)
      return [error.id, String(error.data.message), error.cause]
    throw error
  }
  throw new Error('nothing was thrown')
}

test('messages about missing templates name the folders that loaders look in', () => {
  const packaged = new PackageLoader('@my/mails', 'templates', join(root, 'index.js'))
  const loader = new ChoiceLoader([new FileLoader(['views', 'more']), new MemoryLoader({}), packaged])
  const mails = join(root, 'node_modules/@my/mails/templates')
  expect(loader.folders).toEqual(['views', 'more', mails])
  expect(() => new Environment({ loader }).render('gone')).toThrow(
    `Template 'gone' not found. Looked in views, more, ${mails}.`,
  )
  expect(() => new Environment({ loader: new MemoryLoader({}) }).render('gone')).toThrow(/not found$/)
})

describe('FileLoader', () => {
  test('reads files below its root', () => {
    const loader = new FileLoader(views)
    expect(loader.load('page.html')?.text).toBe('page')
    expect(loader.load('a/deep.html')?.text).toBe('deep')
    expect(loader.load('a/deep.html')?.path).toMatch(/deep\.html$/)
  })

  test.each([
    'missing.html',
    'page.html/x',
    'x'.repeat(5000),
    '../secret.html',
    '../views-secret/key.html',
    'a/../../secret.html',
    'a/../page.html',
    '..\\secret.html',
    'page.html\0.png',
    'C:/secret.html',
    '//host/share/page',
    'out.html',
    'outside/key.html',
    '',
  ])('does not find %j', (name) => {
    expect(new FileLoader(views).load(name)).toBeNull()
  })

  test('does not find absolute paths', () => {
    expect(new FileLoader(views).load(join(root, 'secret.html'))).toBeNull()
    expect(new FileLoader(views).load(join(views, 'page.html'))).toBeNull()
  })

  test('follows links inside, and outside only when told to', () => {
    expect(new FileLoader(views).load('in.html')?.text).toBe('page')
    expect(new FileLoader(views, { followSymlinks: true }).load('out.html')?.text).toBe('secret')
  })

  test('searches its roots in order', () => {
    const loader = new FileLoader([join(views, 'a'), views])
    expect(loader.load('deep.html')?.text).toBe('deep')
    expect(loader.load('page.html')?.text).toBe('page')
  })

  test('notices changes, removal, and a file in an earlier root', () => {
    const loader = new FileLoader([join(views, 'early'), views])
    const path = put('views/changing.html', 'one')
    const first = loader.load('changing.html')
    expect(first?.fresh?.()).toBe(true)
    utimesSync(path, new Date(0), new Date(0))
    expect(first?.fresh?.()).toBe(false)
    const second = loader.load('changing.html')
    put('views/early/changing.html', 'two')
    expect(second?.fresh?.()).toBe(false)
    const third = loader.load('changing.html')
    expect(third?.text).toBe('two')
    rmSync(join(views, 'early'), { recursive: true })
    rmSync(path)
    expect(third?.fresh?.()).toBe(false)
  })

  test('says what is there but cannot be read', () => {
    const [id, message] = faultOf(() => new FileLoader(views).load('a'))
    expect([id, message]).toEqual(['host-error', "Template 'a' cannot be read: it is a folder"])
    const [, loop, cause] = faultOf(() => new FileLoader(views).load('loop.html'))
    expect(loop).toContain('ELOOP')
    expect(cause).toBeInstanceOf(Error)
  })

  test('reads other encodings, and refuses text that is not in the expected one', () => {
    expect(new FileLoader(views, { encoding: 'latin1' }).load('latin.html')?.text).toBe('é')
    expect(faultOf(() => new FileLoader(views).load('latin.html'))[1]).toContain('latin.html')
  })
})

test('MemoryLoader knows own names only', () => {
  const loader = new MemoryLoader({ a: 'A' })
  expect(loader.load('a')?.text).toBe('A')
  expect(loader.load('toString')).toBeNull()
  expect(loader.load('__proto__')).toBeNull()
  const templates = new Map([['x', 'X']])
  const loaded = new MemoryLoader(templates).load('x')
  expect([loaded?.text, loaded?.fresh?.()]).toEqual(['X', true])
  templates.set('x', 'Y')
  expect(loaded?.fresh?.()).toBe(false)
})

test('ChoiceLoader takes the first', () => {
  const first = new Map<string, string>()
  const loader = new ChoiceLoader([new MemoryLoader(first), new MemoryLoader({ a: '2', b: '2' })])
  const found = loader.load('b')
  expect([found?.text, found?.fresh?.(), loader.load('c')]).toEqual(['2', true, null])
  first.set('b', '1')
  expect([found?.fresh?.(), loader.load('b')?.text]).toEqual([false, '1'])
})

test('PrefixLoader chooses by prefix', () => {
  const mail = new MemoryLoader({ 'a/b': 'mail' })
  expect(new PrefixLoader({ mail }).load('mail/a/b')?.text).toBe('mail')
  expect(new PrefixLoader({ mail }, ':').load('mail:a/b')?.text).toBe('mail')
  for (const name of ['a/b', 'mail', 'toString/x', 'mail/x']) {
    expect(new PrefixLoader({ mail }).load(name)).toBeNull()
  }
})

test('FunctionLoader takes text, a template or nothing', () => {
  const loader = new FunctionLoader((name) =>
    name === 'a' ? 'A' : name === 'b' ? { text: 'B', path: '/b' } : null,
  )
  expect(loader.load('a')).toEqual({ text: 'A', path: null })
  expect(loader.load('b')).toEqual({ text: 'B', path: '/b' })
  expect(loader.load('c')).toBeNull()
  expect(new FunctionLoader(() => undefined).load('c')).toBeNull()
})

test('PackageLoader finds a package whose exports hide its package.json', () => {
  const from = join(root, 'app.js')
  expect(new PackageLoader('@my/mails', 'templates', from).load('hello.txt')?.text).toBe('hello')
  expect(faultOf(() => new PackageLoader('no-such-package', 'templates', from))[1]).toBe(
    "There is no package 'no-such-package' to load templates from",
  )
})

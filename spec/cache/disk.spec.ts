import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DiskCache } from '../../src/cache/disk.js'
import { Environment, type EnvironmentOptions, MemoryLoader } from '../../src/index.js'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'torii-cache-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const files = () => readdirSync(directory).sort()
const only = () => join(directory, files()[0] ?? '')

describe('texts on the disk', () => {
  it('are found by key, in other caches of the folder too', () => {
    new DiskCache(directory).set('a', 'text ü')
    expect(new DiskCache(directory).get('a')).toBe('text ü')
    expect(new DiskCache(directory).get('b')).toBeNull()
  })

  it.each([
    ['cut short', (text: string) => text.slice(0, -1)],
    ['changed', (text: string) => text.replace('text', 'TEXT')],
    ['empty', () => ''],
    ['of something else', () => '{"code": "process.exit()"}'],
  ])('are not there when they are %s, and can be set again', (_, damage) => {
    const cache = new DiskCache(directory)
    cache.set('a', 'text')
    writeFileSync(only(), damage(readFileSync(only(), 'utf8')))
    expect(cache.get('a')).toBeNull()
    cache.set('a', 'text')
    expect(cache.get('a')).toBe('text')
  })

  it('are not there when a file was put under another name', () => {
    const cache = new DiskCache(directory)
    cache.set('a', 'text')
    const content = readFileSync(only(), 'utf8')
    rmSync(only())
    cache.set('b', 'other')
    writeFileSync(only(), content)
    expect(cache.get('b')).toBeNull()
  })

  it('do no harm where nothing can be written', () => {
    writeFileSync(join(directory, 'file'), '')
    const cache = new DiskCache(join(directory, 'file/folder'))
    cache.set('a', 'text')
    expect(cache.get('a')).toBeNull()
  })
})

describe('an environment with a cache directory', () => {
  const environment = (options: EnvironmentOptions = {}) =>
    new Environment({
      loader: new MemoryLoader({ 'a.html': '{{ x }}{{ y.z }}' }),
      ...options,
      cache: { directory },
    })

  it('keeps code, and uses it in the next environment', () => {
    expect(environment().render('a.html', { x: '<', y: {} })).toBe('&lt;')
    expect(files()).toHaveLength(1)
    const head = readFileSync(only(), 'utf8')
    expect(environment().render('a.html', { x: '<', y: {} })).toBe('&lt;')
    expect(readFileSync(only(), 'utf8')).toBe(head)
  })

  it('still tells places of errors', () => {
    const message = () => {
      try {
        return environment().render('a.html', {})
      } catch (error) {
        return (error as Error).message
      }
    }
    const first = message()
    expect(first).toContain('a.html')
    expect(message()).toBe(first)
  })

  it('keeps code of other options, texts and names apart', () => {
    for (const options of [
      {},
      { values: 'python' as const },
      { autoescape: false },
      { filters: { f: () => 1 } },
      { wellFormed: 'error' as const },
    ]) {
      environment(options).render('a.html', { x: 1, y: {} })
    }
    expect(files()).toHaveLength(5)
    environment().fromString('{{ x }}', { name: 'a.html' }).render()
    expect(files()).toHaveLength(6)
  })

  it('keeps nothing of templates with mistakes', () => {
    expect(() => environment().fromString('{{ x')).toThrow()
    expect(existsSync(directory) && files()).toEqual([])
  })

  it('keeps no code that the elements of other templates decide on', () => {
    const loader = new MemoryLoader({ 'page.html': '{% include "part.html" %}</b>', 'part.html': '<b>' })
    const strict = { wellFormed: 'error' as const, loader }
    expect(environment(strict).render('page.html')).toBe('<b></b>')
    expect(files()).toEqual([])
    expect(environment({ ...strict, wellFormed: 'warn' }).render('page.html')).toBe('<b></b>')
    expect(files()).not.toEqual([])
  })
})

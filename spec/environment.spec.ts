import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Environment, FileLoader, FunctionLoader, MemoryLoader, render, TemplateError } from '../src/index.js'

describe('a file that changes', () => {
  let folder = ''
  let now = 0
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text)
    now += 2
    utimesSync(join(folder, name), now, now)
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'torii-'))
    now = Math.floor(Date.now() / 1000) - 1000
    write('base.html', 'base[{% block b %}{% endblock %}]')
    write('part.html', 'part')
    write('lib.html', '{% macro m() %}old{% endmacro %}')
    write(
      'page.html',
      "{% extends 'base.html' %}{% from 'lib.html' import m %}{% block b %}{% include 'part.html' %} {{ m() }}{% endblock %}",
    )
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is noticed with autoReload, also when another template refers to it', () => {
    const env = new Environment({ loader: new FileLoader(folder), autoReload: true })
    expect(env.render('page.html')).toBe('base[part old]')
    write('part.html', 'PART')
    expect(env.render('page.html')).toBe('base[PART old]')
    write('base.html', 'BASE[{% block b %}{% endblock %}]')
    expect(env.render('page.html')).toBe('BASE[PART old]')
    write('lib.html', '{% macro m() %}new{% endmacro %}')
    expect(env.render('page.html')).toBe('BASE[PART new]')
  })

  it('is not looked at without', () => {
    const env = new Environment({ loader: new FileLoader(folder) })
    expect(env.render('page.html')).toBe('base[part old]')
    write('part.html', 'PART')
    write('page.html', 'other')
    expect(env.render('page.html')).toBe('base[part old]')
  })

  it('can be broken and mended', () => {
    const env = new Environment({ loader: new FileLoader(folder), autoReload: true })
    write('part.html', '{{ x|nope }}')
    expect(() => env.render('page.html')).toThrow("No filter named 'nope'")
    write('part.html', 'mended')
    expect(env.render('page.html')).toBe('base[mended old]')
  })
})

describe('the cache', () => {
  const counting = (size: number) => {
    const asked: string[] = []
    const load = (name: string) => {
      asked.push(name)
      return name
    }
    return { asked, env: new Environment({ loader: new FunctionLoader(load), cache: { size } }) }
  }

  it('keeps what was used last', () => {
    const { asked, env } = counting(2)
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) env.render(name)
    expect(asked).toEqual(['a', 'b', 'c', 'b'])
  })

  it('keeps nothing with size 0', () => {
    const { asked, env } = counting(0)
    env.render('a')
    env.render('a')
    expect(asked).toEqual(['a', 'a'])
  })

  it('forgets templates when a filter is added that they may use', () => {
    const env = new Environment({ loader: new MemoryLoader({ a: '{{ 1|f }}', b: "{% include 'a' %}" }) })
    env.addFilter('f', () => 'old')
    expect(env.render('b')).toBe('old')
    env.addFilter('f', () => 'new')
    expect(env.render('b')).toBe('new')
  })
})

describe('an environment', () => {
  const templates = {
    'page.html': "{% extends 'base.html' %}{% set x = 1 %}{% block b %}b{{ x }}{{ y }}{% endblock %}",
    'base.html': '[{% block a %}a{% endblock %}{% block b %}{% endblock %}]',
    'lib.html': '{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{% set one = 1 %}{% set _two = 2 %}text',
  }
  const env = new Environment({ loader: new MemoryLoader(templates) })

  it('renders one block, with what the page sets and with blocks of parents', () => {
    expect(env.render('page.html#b', { y: 3 })).toBe('b13')
    expect(env.render('page.html#a')).toBe('a')
    expect(env.getTemplate('page.html').renderBlock('b')).toBe('b1')
    expect(() => env.render('page.html#c')).toThrow("There is no block named 'c'")
  })

  it('gives what a template exports', () => {
    const module = env.getTemplate('lib.html').module()
    expect(String(module)).toBe('text')
    expect(module.one).toBe(1)
    expect(Object.keys(module)).toEqual(['m', 'one'])
    expect(typeof module.m === 'function' && String(module.m('x'))).toBe('x2')
    expect(() => typeof module.m === 'function' && module.m(1, 2, 3)).toThrow(TemplateError)
  })

  it('takes the first template that exists', () => {
    expect(env.selectTemplate(['none.html', 'lib.html']).name).toBe('lib.html')
    expect(() => env.selectTemplate(['a', 'b'])).toThrow('none of the templates given were found: a, b')
  })

  it('compiles an expression', () => {
    const total = env.compileExpression('price * 2 if price is defined')
    expect(total({ price: 4 })).toBe(8)
    expect(total()).toBe(undefined)
    expect(() => env.compileExpression('1 +')).toThrow(TemplateError)
  })

  it('tells what a template refers to', () => {
    const text =
      "{% extends 'base.html' %}{% include ['a', b] %}{% set c = d %}{% macro m() %}{{ e }}{% endmacro %}{{ range }}"
    expect(env.meta(text)).toEqual({
      undeclared: ['b', 'd', 'e'],
      referenced: ['base.html', 'a', null],
      blocks: [],
      macros: ['m'],
    })
  })

  it('gives a page in chunks that are the page', () => {
    const long = new Environment({
      loader: new MemoryLoader({ long: '{% for i in range(9999) %}line {{ i }}\n{% endfor %}' }),
    })
    const chunks = [...long.chunks('long')]
    expect(chunks.length).toBeGreaterThan(3)
    expect(chunks.join('')).toBe(long.render('long'))
  })

  it('gives the first chunk before the rest is made', () => {
    let calls = 0
    const vars = { next: () => ++calls }
    const chunks = env.fromString('{% for i in range(9999) %}line {{ next() }}\n{% endfor %}').chunks(vars)
    expect(chunks.next().value?.startsWith('line 1\n')).toBe(true)
    expect(calls).toBeLessThan(5000)
  })

  it('has children that differ in what they are told and know what it knows', () => {
    const parent = new Environment({ filters: { twice: (x: number) => 2 * x } }).addGlobal('g', 'G')
    const child = parent.overlay({ autoescape: false, globals: { h: 'H' } })
    expect(child.fromString("{{ 2|twice }}{{ g }}{{ h }}{{ '<' }}").render()).toBe('4GH<')
    expect(parent.fromString("{{ h }}{{ '<' }}").render()).toBe('&lt;')
  })

  it('refuses options it does not know', () => {
    const options = { trimBlock: true }
    expect(() => new Environment(options as object)).toThrow(
      "'trimBlock' is not an option. Did you mean 'trimBlocks'?",
    )
    expect(() => new Environment({ newline: 'x' as '\n' })).toThrow("'newline'")
    expect(() => new Environment({ delimiters: { block: ['{{', '}}'] } })).toThrow("'delimiters'")
  })

  it('takes vars from a Map, and names every object has', () => {
    expect(render('{{ a }}{{ constructor }}{{ __proto__ }}', new Map([['a', 1]]))).toBe('1')
    expect(render('{{ constructor }}{{ toString }}', { constructor: 'c' })).toBe('c')
  })
})

import { describe, expect, it } from 'vitest'
import { inJs, wishFor } from './bug-wishes.js'
import type { JinjaCase } from './formats.js'
import { selectAutoescape } from './jinja-options.js'
import { reasonToSkip, reasonToSkipSet } from './selection.js'
import { JinjaRoots, NunjucksRoots } from './set-loaders.js'

const js = { values: 'js', compat: 'nunjucks' } as const
const python = { values: 'python', compat: 'nunjucks' } as const

function recorded(fields: Partial<JinjaCase>): JinjaCase {
  return { id: 't/1', source: '', expect: { output: '' }, ...fields }
}

describe('selection', () => {
  it('runs what prints alike in both dialects', () => {
    expect(reasonToSkip(recorded({ prints: ['int', 'Markup'] }), [], js)).toBe(null)
    expect(reasonToSkip(recorded({ prints: ['float'] }), [], js)).toContain('printing')
    expect(reasonToSkip(recorded({ prints: ['float'] }), [], python)).toBe(null)
  })

  it('leaves out what Python words, and defects of the reference', () => {
    const error = { type: 'TypeError', message: 'x', lang: 'python' } as const
    expect(reasonToSkip(recorded({ expect: { error } }), [], js)).toContain('error')
    expect(reasonToSkip(recorded({}), ['cpython-leak'], python)).toContain('defect')
    expect(reasonToSkip(recorded({}), ['async-differs'], js)).toBe(null)
  })

  it('runs each set in its dialect', () => {
    expect(reasonToSkipSet({ set: 's', engine: 'nunjucks' }, js)).toBe(null)
    expect(reasonToSkipSet({ set: 's', engine: 'jinja2' }, js)).not.toBe(null)
    expect(reasonToSkipSet({ set: 's', engine: 'jinja2' }, python)).toBe(null)
    expect(reasonToSkipSet({ set: 's', engine: 'django' }, python)).not.toBe(null)
  })
})

describe('what is right for a defect', () => {
  const wish = (right: string, jinja2: string | null = null) =>
    wishFor({ id: 'x', templates: {}, right, jinja2 }, 'js')

  it('is read from its words', () => {
    expect(wish('js mode: -1|-4; py mode: 2|-4').texts).toEqual(['-1|-4'])
    expect(wish('py mode only', 'a-b').texts).toEqual(['a-b'])
    expect(wish('ERR or ababab')).toEqual({ texts: ['ababab'], error: true, places: [] })
    expect(wish('empty or ERR').texts).toEqual([''])
    expect(wish('async render: 5x; sync render: ERR').error).toBe(true)
    expect(wish('ordinary line of text').texts).toEqual(['ordinary line of text'])
  })

  it('may be a place, innermost first', () => {
    const main = { template: 'main', line: 4, column: null }
    expect(wish('m line 2 (called from main line 4)').places).toEqual([
      { ...main, template: 'm', line: 2 },
      main,
    ])
    expect(wish('main line 4 > m line 2').places[1]).toEqual(main)
    expect(wish('line 1 col 4').places).toEqual([{ template: null, line: 1, column: 4 }])
  })

  it('is printed by the declared differences of the js dialect', () => {
    expect(inJs('True|None|1000.0|1.5')).toBe('true||1000|1.5')
    expect(inJs('[1, 2]{"a": {}}')).toBe('[1,2]{"a":{}}')
    expect(inJs('Hello, "you": 1.0 kB')).toBe('Hello, "you":1.0 kB')
  })
})

describe('search paths', () => {
  const files = new Map([
    ['top/a/x.njk', 'A'],
    ['top/x.njk', 'X'],
    ['other/x.njk', 'O'],
    ['secret/x.njk', 'S'],
  ])

  it('of nunjucks resolve relative names against the including file', () => {
    const loader = new NunjucksRoots(files, ['top', 'other'])
    const from = loader.resolve('a/x.njk', null)
    expect(loader.load(loader.resolve('../x.njk', from))?.text).toBe('X')
    expect(loader.load('x.njk')?.text).toBe('X')
    expect(loader.load('../secret/x.njk')).toBe(null)
  })

  it('of Jinja take the first root and never leave it', () => {
    const loader = new JinjaRoots(files, ['other', 'top'])
    expect(loader.load('/x.njk')?.text).toBe('O')
    expect(loader.load('a/x.njk')?.text).toBe('A')
    expect(loader.load('../top/x.njk')).toBe(null)
  })
})

describe('select_autoescape', () => {
  it('goes by the ending, without regard to case', () => {
    const escaping = selectAutoescape({})
    expect([escaping('A.HTML'), escaping('a.txt'), escaping(null)]).toEqual(['html', false, 'html'])
  })
})

/** Precompiled templates render what templates compiled at run time render, byte for byte. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Environment } from '../../src/index.js'
import { FileLoader } from '../../src/loader/file.js'
import type { EnvironmentOptions } from '../../src/options.js'
import { root } from '../architecture/source-tree.js'
import { type Page, Project } from './project.js'

function atRunTime(views: string, options: EnvironmentOptions, pages: readonly Page[]): string[] {
  const environment = new Environment({ ...options, loader: new FileLoader(views) })
  return pages.map(([name, vars]) => {
    try {
      return environment.render(name, vars as Record<string, unknown>)
    } catch (error) {
      return `failed: ${(error as { id: string }).id}`
    }
  })
}

describe('the example site', () => {
  const views = join(root, 'examples/site/views')
  const data = (name: string) =>
    JSON.parse(readFileSync(join(root, `examples/site/data/${name}.json`), 'utf8'))
  const posts = data('posts')
  const around = { page: 'index.html', home: '' }
  const pages: Page[] = [
    ['index.html', { posts, products: data('products'), ...around }],
    ['blog.html', { posts, ...around }],
    ['post.html', { post: posts[0], newer: posts[1], ...around }],
    ['products.html', { products: data('products'), ...around }],
    ['contact.html', { ...data('contact'), ...around }],
    ['mail/welcome.txt', { customer: { name: 'Zoë & Tom <hello@example.org>' }, posts, ...around }],
  ]
  const whitespace = { trimBlocks: true, lstripBlocks: true }
  const filters = { money: (cents: number) => `€${cents / 100}`, day: (date: string) => `on ${date}` }
  const host = `{ globals: { site: ${JSON.stringify(data('site'))} },
    filters: { money: (cents) => '€' + cents / 100, day: (date) => 'on ' + date } }`
  const expected = atRunTime(views, { ...whitespace, filters, globals: { site: data('site') } }, pages)

  it.each([false, true])('with chunks: %s', async (chunks) => {
    const project = new Project()
    const own = { filters: ['money', 'day'], globals: ['site'], chunks }
    await project.compile({ ...whitespace, ...own }, views)
    expect(project.render(pages, host)).toEqual(expected)
    expect(expected.join()).not.toContain('failed')
  })
})

describe('the components of GOV.UK', () => {
  const views = join(root, 'node_modules/govuk-frontend/dist/govuk')

  it('as nunjucks templates', async () => {
    const pages = readdirSync(join(views, 'components')).flatMap((component): Page[] => {
      const file = join(views, 'components', component, 'fixtures.json')
      if (!existsSync(file)) return []
      const { fixtures }: { fixtures: { options: unknown }[] } = JSON.parse(readFileSync(file, 'utf8'))
      return fixtures.map(({ options }) => [`components/${component}/template.njk`, { params: options }])
    })
    const project = new Project()
    await project.compile({ compat: 'nunjucks' }, views)
    const expected = atRunTime(views, { compat: 'nunjucks' }, pages)
    expect(expected.filter((page) => page.startsWith('failed'))).toEqual([])
    expect(pages.length).toBeGreaterThan(300)
    expect(project.render(pages)).toEqual(expected)
  })
})

describe('what templates do', () => {
  const views = {
    'base.html': '[{% block a %}base{% endblock %}|{% block b scoped required %}{% endblock %}]',
    'page.html': `{% extends 'base.html' %}{% set x = 1 %}{% block a %}{{ super() }}{{ self.b() }}{% endblock %}
{% block b %}{% for i in range(3) %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{{ x }}{% endfor %}{% endblock %}`,
    'macros.html': `{% macro field(name, value='') %}{{ name }}={{ value }}{{ varargs|length }}{{ caller() if caller }}{% endmacro %}
{% set limit = 10 %}`,
    'use.html': `{% from './macros.html' import field, limit, nothing %}{% import 'macros.html' as m %}{{ field('a', '<', 1) }}
{{ m.field('b') }}{{ limit }}{{ nothing is defined }}{% call field('c') %}<i>{% endcall %}`,
    'dynamic.html': `{% include name %}{% include ['none.html', './leaf.html'] %}{% include 'none.html' ignore missing %}
{% include 'leaf.html' without context %}`,
    'leaf.html': `[{{ who }}]{% set who = 'leaf' %}`,
    'lookups.html': `{{ words|map('upper')|select('ne', 'B')|join('+') }} {{ words|map(f)|list }} {{ rows|selectattr('n', t, 1)|map(attribute='n')|list }}
{{ 'upper' is filter }} {{ name is test }} {{ words|groupby('length')|list|length }}`,
    'values.html': `{{ user.name }}{{ user['name'] }}{{ user.list[0] }}{{ 7 // 2 }}{{ 'a' ~ 1 }}{{ 2 ** 3 }}{{ '%s!' % 'x' }}{{ words[1:] }}{{ (1, 2) }}
{{ user.missing is defined }}{{ 1 if false }}{{ 'b' in words }}{{ 1 < 2 < 3 }}{{ {'k': [1, none, true]} }}{{ lipsum is callable }}{{ null }}`,
    'escape.html': `{{ '<a>' }}{{ '<a>'|safe }}{% autoescape false %}{{ '<a>' }}{% endautoescape %}{% autoescape on %}{{ '<a>' }}{% endautoescape %}
{% filter upper %}<b>{{ '<' }}{% endfilter %}{% set t %}<i>{{ '<' }}{% endset %}{{ t }}`,
    'fails.html': `{{ user.missing.deeper }}`,
    'loops.html': `{% for k, v in user.map %}{{ k }}:{{ v }}{{ loop.last }}{% else %}none{% endfor %}{% for n in tree recursive %}{{ n.v }}({{ loop(n.c) }}){% endfor %}
{% for w in words if w != 'a' %}{{ loop.previtem }}{{ w }}{% endfor %}{% set ns = namespace(n=0) %}{% for w in words %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}`,
  }
  const vars = {
    ...{ who: '<me>', name: 'leaf.html', words: ['a', 'b', 'cc'], f: 'title', t: 'gt', on: true },
    user: { name: 'Ann', list: ['x'], map: { a: 1, b: 2 } },
    ...{ rows: [{ n: 1 }, { n: 2 }], tree: [{ v: 1, c: [{ v: 2, c: [] }] }] },
  }
  const pages = Object.keys(views).map((name): Page => [name, vars])

  it.each([
    {},
    { chunks: true },
    { values: 'python' as const, autoescape: 'html' as const },
    { compat: 'nunjucks' as const },
    { undefined: 'strict' as const },
    { undefined: 'debug' as const, newline: '\r\n' as const },
  ])('under %j', async (options) => {
    const project = new Project(views)
    const { failed } = await project.compile(options)
    expect(failed.map(({ name }) => name)).toEqual([])
    const { chunks, ...environment } = { chunks: false, ...options }
    expect(project.render(pages)).toEqual(atRunTime(project.views, environment, pages))
  })
})

it('two renderers of the same templates share nothing', async () => {
  const project = new Project({
    'm.html': '{% macro m() %}{{ 1|mark }}{% endmacro %}{% set made = 2|mark %}',
    'page.html': "{% from 'm.html' import m, made %}{{ m() }}{{ made }}",
  })
  await project.compile({ filters: ['mark'] })
  const script = project.write(
    'two.mjs',
    `import { createRenderer } from 'toriijs/runtime'
import templates from './dist/templates.js'
const marking = (sign) => createRenderer(templates, { filters: { mark: (value) => value + sign } })
process.stdout.write(marking('!').render('page.html') + marking('?').render('page.html'))`,
  )
  expect(project.node([script])).toBe('1!2!1?2?')
})

/** `toriijs/eleventy` with Eleventy 3, which builds small sites in temporary folders. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Eleventy } from '@11ty/eleventy'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type EleventyConfig, type EleventyOptions, torii } from '../../src/frameworks/eleventy.js'
import { UndefinedError } from '../../src/index.js'
import { root } from '../architecture/source-tree.js'
import { Project } from '../precompile/project.js'

/** Eleventy's configuration, as the configuration files of sites see it. */
interface Config extends EleventyConfig {
  addPlugin(plugin: typeof torii, options?: EleventyOptions): void
  addFilter(name: string, filter: (this: This, ...args: never[]) => unknown): void
  addAsyncFilter(name: string, filter: (...args: never[]) => Promise<unknown>): void
  addShortcode(name: string, shortcode: (this: This, ...args: never[]) => unknown): void
  addPairedShortcode(name: string, shortcode: (...args: never[]) => unknown): void
  addNunjucksGlobal(name: string, value: unknown): void
}

interface This {
  readonly page: { readonly url: string }
  readonly ctx: Readonly<Record<string, unknown>>
}

/** What `--watch` tells all parts of Eleventy of a changed file through; without a name in its package. */
const { default: bus }: { default: { emit(name: string, ...args: unknown[]): void } } = await import(
  pathToFileURL(join(root, 'node_modules/@11ty/eleventy/src/EventBus.js')).href
)

/** A site made of files, with the plugin. Paths in it are relative, so the process goes there for the test. */
function siteOf(files: Readonly<Record<string, string>>, configure: (config: Config) => unknown) {
  const project = new Project()
  const write = (path: string, text: string): void => {
    project.write(path, text)
    bus.emit('eleventy.resourceModified', path, [], {})
  }
  const before = process.cwd()
  process.chdir(project.folder)
  onTestFinished(() => process.chdir(before))
  for (const [path, text] of Object.entries(files)) write(path, text)
  const eleventy = new Eleventy('src', 'out', { config: configure, quietMode: true, source: 'script' })
  eleventy.disableLogger()
  /** The pages that were written, by name. */
  const build = async (): Promise<string[]> => {
    const [, pages] = await eleventy.write()
    return pages.map(({ inputPath }) => inputPath.replace('./src/', '')).sort()
  }
  /** Builds again what a change of a file makes necessary, as `--watch --incremental` does. */
  const rebuild = async (path: string, text: string): Promise<string[]> => {
    write(path, text)
    eleventy.setIncrementalFile(path)
    await eleventy.restart()
    await eleventy.init()
    return build()
  }
  const output = (path: string): string => readFileSync(project.path('out', path), 'utf8').trim()
  return { project, build, rebuild, output }
}

const SITE = {
  'src/_data/site.json': '{ "name": "Tea & Co" }',
  'src/_includes/layout.jinja':
    "<title>{{ title }} – {{ site.name }}</title>{{ content | safe }}{% include 'nav.jinja' %}",
  'src/_includes/nav.jinja': '<nav>old</nav>',
  'src/_includes/shell.jinja':
    "{% from 'macros.jinja' import item %}<ul>{% block items %}{% endblock %}</ul>",
  'src/_includes/macros.jinja': '{% macro item(text) %}<li>{{ text }}</li>{% endmacro %}',
  'src/index.jinja': '---\ntitle: Home\nlayout: layout.jinja\n---\n<h1>{{ title }} {{ page.url }}</h1>',
  'src/list.jinja':
    "---\ntitle: List\npermalink: '/{{ title | slugify }}s.html'\n---\n{% extends 'shell.jinja' %}{% from 'macros.jinja' import item %}{% block items %}{{ item('<tea>') }}{% endblock %}",
  'src/alone.jinja': 'alone',
}

describe('a site', () => {
  test('has pages with layouts, inheritance, data and permalinks', async () => {
    const { build, output } = siteOf(SITE, (config) => config.addPlugin(torii))
    expect(await build()).toEqual(['alone.jinja', 'index.jinja', 'list.jinja'])
    expect(output('index.html')).toBe('<title>Home – Tea &amp; Co</title><h1>Home /</h1><nav>old</nav>')
    expect(output('lists.html')).toBe('<ul><li>&lt;tea&gt;</li></ul>')
    expect(output('alone/index.html')).toBe('alone')
  })

  test('is built again where what changed is used, and nowhere else', async () => {
    const { build, rebuild, output } = siteOf(SITE, (config) => config.addPlugin(torii))
    await build()
    expect(await rebuild('src/_includes/nav.jinja', '<nav>newer</nav>')).toEqual(['index.jinja'])
    expect(output('index.html')).toContain('<nav>newer</nav>')
    const macro = '{% macro item(text) %}<li class="x">{{ text }}</li>{% endmacro %}'
    expect(await rebuild('src/_includes/macros.jinja', macro)).toEqual(['list.jinja'])
    expect(output('lists.html')).toBe('<ul><li class="x">&lt;tea&gt;</li></ul>')
    expect(await rebuild('src/alone.jinja', 'not alone')).toEqual(['alone.jinja'])
    expect(output('alone/index.html')).toBe('not alone')
  })

  test('is built again for every include where only rendering knows which', async () => {
    const { build, rebuild, output } = siteOf(
      {
        'src/_includes/a.jinja': 'a',
        'src/_includes/b.jinja': 'b',
        'src/page.jinja': "---\npart: b\n---\n{% include part ~ '.jinja' %}",
      },
      (config) => config.addPlugin(torii),
    )
    await build()
    expect(await rebuild('src/_includes/b.jinja', 'bb')).toEqual(['page.jinja'])
    expect(output('page/index.html')).toBe('bb')
  })

  test('has files with the endings it is told, relative names, and other escaping', async () => {
    const { build, output } = siteOf(
      {
        'src/a.torii': "{% include './parts/b.j2' %}{{ '<' }}",
        'src/parts/b.j2': '---\npermalink: false\n---\npart ',
        'src/c.tpl': "{{ '<' }}",
      },
      (config) => {
        config.addPlugin(torii, { autoescape: false, endings: ['torii', 'j2', 'tpl'] })
      },
    )
    await build()
    expect(output('a/index.html')).toBe('---\npermalink: false\n---\npart <')
    expect(output('c/index.html')).toBe('<')
  })
})

describe('filters and shortcodes', () => {
  const configure = (config: Config): void => {
    config.addPlugin(torii, { filters: { own: (value: string) => `own ${value}` } })
    config.addFilter('loud', function (value: string) {
      return `${value}!${this.page.url}`
    })
    config.addAsyncFilter('later', async (value) => value)
    config.addShortcode('badge', function (text: string, options: { kind?: string } = {}) {
      return `<b class="${options.kind ?? 'none'}">${text} ${String(this.ctx.title)}</b>`
    })
    config.addShortcode('image', async (name: string) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return `<img src="${name}">`
    })
    config.addPairedShortcode(
      'box',
      (content: string, title = 'untitled') => `<div title="${title}">${content}</div>`,
    )
    config.addPairedShortcode('late', async (content: string) => `<i>${content}</i>`)
    config.addNunjucksGlobal('year', 2020)
    config.addNunjucksGlobal('add', (a: number, b: number) => a + b)
  }

  async function rendered(text: string, data = 'title: T'): Promise<string> {
    const { build, output } = siteOf({ 'src/page.jinja': `---\n${data}\n---\n${text}` }, configure)
    await build()
    return output('page/index.html')
  }

  test.each([
    ["{{ 'x' | loud }} {{ '<' | own }} {{ '/a/' | url }}", 'x!/page/ own &lt; /a/'],
    [
      "{% badge 'a' %}{% badge 'b', kind='c' %}{% badge('d') %}",
      '<b class="none">a T</b><b class="c">b T</b><b class="none">d T</b>',
    ],
    ["{% image 'a.png' %}{% set x %}{% image title %}{% endset %}{{ x }}", '<img src="a.png"><img src="T">'],
    [
      "{% box %}{{ '<' }}{% endbox %}{% box 'n' %}{% badge 1 %}{% endbox %}",
      '<div title="untitled">&lt;</div><div title="n"><b class="none">1 T</b></div>',
    ],
    [
      "{% late %}{% image 'a' %}{% endlate %}{% box %}{% late %}x{% endlate %}{% endbox %}",
      '<i><img src="a"></i><div title="untitled"><i>x</i></div>',
    ],
    ['{{ year }} {{ add(1, 2) }}', '2020 3'],
  ])('%s', async (text, page) => {
    expect(await rendered(text)).toBe(page)
  })

  test('a shortcode is no variable, and a variable of its name no shortcode', async () => {
    expect(await rendered('{{ badge }}{% badge 1 %}', 'badge: mine\ntitle: T')).toBe(
      'mine<b class="none">1 T</b>',
    )
  })
})

describe('a site written for nunjucks', () => {
  const files = {
    'src/_includes/base.njk': '<main>{{ content | safe }}</main>{% block foot %}{% endblock %}',
    'src/index.njk':
      '---\nlayout: base.njk\ntags: all\n---\n{% set n = 0 %}{% for i in [1, 2] %}{% set n = i %}{% endfor %}{{ n }} {{ [1, 2] }} {{ missing.deep.name }}{% for one in collections.all %}{{ one.url | url }}{% endfor %}{% if [] %} yes{% endif %}\n',
    'src/note.md': '---\ntitle: Note\n---\n# {{ title }}\n',
  }

  test('gives the same pages with the preset', async () => {
    const outputs: string[][] = []
    for (const use of [true, false]) {
      const { build, output } = siteOf(files, (config) => {
        if (use) config.addPlugin(torii, { endings: ['njk'], compat: 'nunjucks' })
        return { markdownTemplateEngine: 'njk' }
      })
      expect(await build()).toEqual(['index.njk', 'note.md'])
      outputs.push([output('index.html'), output('note/index.html')])
    }
    expect(outputs[0]).toEqual(outputs[1])
    expect(outputs[0]).toEqual(['<main>2 1,2 //note/ yes\n</main>', '<h1>Note</h1>'])
  })
})

describe('beside other engines', () => {
  test('layouts of both kinds wrap pages of both kinds', async () => {
    const { build, output } = siteOf(
      {
        'src/_includes/ours.torii': '<o>{{ content | safe }}</o>',
        'src/_includes/theirs.njk': '<t>{{ content | safe }}</t>',
        'src/a.torii': '---\nlayout: theirs.njk\n---\na',
        'src/b.njk': '---\nlayout: ours.torii\n---\nb',
      },
      (config) => config.addPlugin(torii),
    )
    await build()
    expect([output('a/index.html'), output('b/index.html')]).toEqual(['<t>a</t>', '<o>b</o>'])
  })

  test('pages can have the contents of others in them', async () => {
    const { build, output } = siteOf(
      {
        'src/a.torii':
          "---\neleventyImport: { collections: ['post'] }\n---\n{% for post in collections.post %}{{ post.templateContent | safe }}{% endfor %}",
        'src/unsaid.torii': '{% for post in collections.post %}{{ post.content | safe }}{% endfor %}',
        'src/z.torii': '---\ntags: post\n---\n<p>{{ page.url }}</p>',
      },
      (config) => config.addPlugin(torii),
    )
    await build()
    expect([output('a/index.html'), output('unsaid/index.html')]).toEqual(['<p>/z/</p>', '<p>/z/</p>'])
  })
})

describe('mistakes', () => {
  /** The errors that led to what a build rejects with, the last one first. */
  async function failureOf(files: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
    const { build } = siteOf(files, (config) => {
      config.addPlugin(torii)
      config.addAsyncFilter('later', async (value) => value)
    })
    const chain: unknown[] = []
    let error: unknown = await build().then(
      () => null,
      (reason: unknown) => reason,
    )
    while (error instanceof Error) {
      chain.unshift(error)
      error = error.cause ?? ('originalError' in error ? error.originalError : undefined)
    }
    return chain
  }

  test('in a page are told with the line of its file', async () => {
    const chain = await failureOf({ 'src/page.jinja': '---\ntitle: T\n---\n\n<p>{{ a.b.c }}</p>' })
    expect(chain[0]).toBeInstanceOf(UndefinedError)
    expect(chain[0]).toMatchObject({ template: 'src/page.jinja', line: 5, column: 7 })
  })

  test('in syntax, too', async () => {
    const [error] = await failureOf({ 'src/page.jinja': '---\ntitle: T\n---\n  {% if %}' })
    expect(error).toMatchObject({ id: 'expected-expression', template: 'src/page.jinja', line: 4, column: 9 })
  })

  test('missing templates are told with the folders that were looked in', async () => {
    const [error] = await failureOf({ 'src/page.jinja': "{% extends 'gone.jinja' %}" })
    expect(error).toMatchObject({
      id: 'template-not-found',
      message: expect.stringContaining("'gone.jinja' not found. Looked in ./src/_includes/, ."),
    })
  })

  test('a mistake in an include is told with its name', async () => {
    const [error] = await failureOf({
      'src/page.jinja': "{% include 'part.jinja' %}",
      'src/_includes/part.jinja': '\n{% if %}',
    })
    expect(error).toMatchObject({ id: 'expected-expression', template: 'part.jinja', line: 2 })
  })

  test('asynchronous filters are refused', async () => {
    const [cause] = await failureOf({ 'src/page.jinja': "{{ 'x' | later }}" })
    expect(cause).toMatchObject({
      id: 'async-filter',
      message: expect.stringContaining('Make it a shortcode'),
    })
  })
})

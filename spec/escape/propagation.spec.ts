/** Contexts on their way through branches, loops, blocks, macros and other templates. */
import { describe, expect, it } from 'vitest'
import { Environment, type EnvironmentOptions, MemoryLoader, TemplateError } from '../../src/index.js'

type Templates = Readonly<Record<string, string>>

/** What a value may do most harm with. */
const x = `<b>'"&javascript:f()//`

/** Environments take templates of any name for pages. */
const options: EnvironmentOptions = { autoescape: () => 'contextual', extensions: ['i18n'] }

function page(templates: Templates, vars: Readonly<Record<string, unknown>> = {}, more = {}): string {
  const env = new Environment({ ...options, ...more, loader: new MemoryLoader(templates) })
  return env.render('main', { x, c: true, L: [1, 2], ...vars })
}

/** The id of what is wrong with templates. */
function failure(templates: Templates, vars = {}): string {
  try {
    return page(templates, vars)
  } catch (error) {
    return error instanceof TemplateError ? error.id : String(error)
  }
}

/** A page made of several templates or bodies, and one without them that prints the same. */
const SAME: readonly (readonly [what: string, templates: Templates, flat: string])[] = [
  [
    'a block in a script',
    {
      main: '{% extends "b" %}{% block a %}f({{ x }}){% endblock %}',
      b: '<script>{% block a %}{% endblock %}</script>',
    },
    '<script>f({{ x }})</script>',
  ],
  [
    'a block in a tag',
    {
      main: '{% extends "b" %}{% block a %} id="{{ x }}"{% endblock %}',
      b: '<p{% block a %}{% endblock %}>',
    },
    '<p id="{{ x }}">',
  ],
  [
    'a block in a block in an attribute',
    {
      main: '{% extends "b" %}{% block inner %}{{ x }}{% endblock %}',
      b: '<p title="{% block outer %}a{% block inner %}{% endblock %}{% endblock %}">',
    },
    '<p title="a{{ x }}">',
  ],
  [
    'super in a script',
    {
      main: '{% extends "m" %}{% block a %}{{ super() }}g({{ x }});{% endblock %}',
      m: '{% extends "b" %}{% block a %}{{ super() }}{% endblock %}',
      b: '<script>{% block a %}f({{ x }});{% endblock %}</script>',
    },
    '<script>f({{ x }});g({{ x }});</script>',
  ],
  [
    'a block that is printed again in another place',
    {
      main: '{% extends "b" %}{% block a %}{{ x }}{% endblock %}',
      b: '<title>{% block a %}{% endblock %}</title><script>f("{{ self.a() }}")</script>',
    },
    '<title>{{ x }}</title><script>f("{{ x }}")</script>',
  ],
  [
    'a parent that run time chooses',
    {
      main: '{% extends parent %}{% block a %}{{ x }}{% endblock %}',
      b: '<a href="{% block a %}{% endblock %}">',
    },
    '<a href="{{ x }}">',
  ],
  ['an included template', { main: '<a href="/?{% include "p" %}">', p: '{{ x }}' }, '<a href="/?{{ x }}">'],
  [
    'an included template with a parent',
    {
      main: '<p title="{% include "p" %}">',
      p: '{% extends "b" %}{% block a %}{{ x }}{% endblock %}',
      b: '[{% block a %}{% endblock %}]',
    },
    '<p title="[{{ x }}]">',
  ],
  [
    'one that run time chooses',
    { main: '<script>f("{% include part %}")</script>', p: '{{ x }}' },
    '<script>f("{{ x }}")</script>',
  ],
  ['one of a list', { main: '<p title="{% include ["none", "p"] %}">', p: '{{ x }}' }, '<p title="{{ x }}">'],
  [
    'one that opens a script',
    { main: '{% include "p" %}f({{ x }})</script>', p: '<script>' },
    '<script>f({{ x }})</script>',
  ],
  [
    'a macro in three places',
    {
      main: '{% macro m(v) %}{{ v }}{% endmacro %}<p title="{{ m(x) }}">{{ m(x) }}</p><script>f({{ m(x) }})</script>',
    },
    '<p title="{{ x }}">{{ x }}</p><script>f({{ x }})</script>',
  ],
  [
    'a macro that is imported',
    {
      main: '{% from "l" import m %}<script>f({{ m(x) }})</script>',
      l: '{% macro m(v) %}{{ v }}{% endmacro %}',
    },
    '<script>f({{ x }})</script>',
  ],
  [
    'a macro of a module',
    { main: '{% import "l" as l %}<p {{ l.m(x) }}>', l: '{% macro m(v) %}id="{{ v }}"{% endmacro %}' },
    '<p id="{{ x }}">',
  ],
  [
    'a macro that opens no tag behind the name of an element',
    { main: '{% from "l" import m %}<p{{ m(x) }}>', l: '{% macro m(v) %} id="{{ v }}"{% endmacro %}' },
    '<p  id="{{ x }}">',
  ],
  [
    'what a call hands over',
    {
      main: `{% macro m() %}<script>f('{{ caller() }}')</script>{% endmacro %}{% call m() %}{{ x }}{% endcall %}`,
    },
    `<script>f('{{ x }}')</script>`,
  ],
  [
    'a recursive loop',
    { main: '<p title="{% for n in [[[]]] recursive %}{{ x }}{{ loop(n) }}{% endfor %}">' },
    '<p title="{{ x }}{{ x }}">',
  ],
  [
    'a captured body in a script',
    { main: '<p title="{% set v %}{{ x }}{% endset %}{{ v }}">' },
    '<p title="{{ x }}">',
  ],
  ['a translation', { main: '<p title="{% trans v=x %}a {{ v }}{% endtrans %}">' }, '<p title="a {{ x }}">'],
  ['white space that is taken away', { main: '<p title="  {{- x -}}  ">' }, '<p title="{{ x }}">'],
  ['raw text', { main: '<p title="{% raw %}"{% endraw %}>{{ x }}' }, '<p title="">{{ x }}'],
  [
    'a jump out of a loop',
    { main: '<p title="{% for i in L %}{{ x }}{% if i == 1 %}{% break %}{% endif %}{% endfor %}">' },
    '<p title="{{ x }}">',
  ],
  [
    'branches of an address',
    { main: '<a href="{% if c %}{{ x }}{% else %}/b{% endif %}">' },
    '<a href="{{ x }}">',
  ],
  [
    'the value of an attribute in a branch',
    { main: '<p {% if c %}title={{ x }}{% endif %}>' },
    '<p title={{ x }}>',
  ],
]

describe('prints what one template without it prints', () => {
  it.each(SAME)('%s', (_, templates, flat) => {
    const vars = { parent: 'b', part: 'p' }
    expect(page(templates, vars)).toBe(page({ main: flat }, vars))
  })

  it.each(SAME)('%s, in chunks', (_, templates) => {
    const vars = { x, c: true, L: [1, 2], parent: 'b', part: 'p' }
    const env = new Environment({ ...options, loader: new MemoryLoader(templates) })
    expect([...env.chunks('main', vars)].join('')).toBe(page(templates, vars))
  })
})

describe('refuses', () => {
  it.each([
    ['branch-end', '{% if c %}<script>{% endif %}{{ x }}</script>'],
    ['branch-end', '<p title="{% for i in L %}{% if i %}">{% break %}{% endif %}{{ x }}{% endfor %}">'],
    ['for-reentry', '{% for i in L %}<p title="{{ x }}{% endfor %}">'],
    ['macro-end', '{% macro m() %}<script>{% endmacro %}'],
    ['end-context', '{% set v %}<p title="{% endset %}'],
  ])('%s in %s', (id, main) => {
    expect(failure({ main })).toBe(id)
  })

  it('a block that leaves open what it opens, where the parent is known', () => {
    const templates = {
      main: '{% extends "b" %}{% block a %}<script>{% endblock %}',
      b: '{% block a %}{% endblock %}',
    }
    const env = new Environment({ ...options, loader: new MemoryLoader(templates) })
    expect(() => env.getTemplate('main')).toThrow(/ends in JavaScript/)
  })

  it('the same where only run time knows the parent', () => {
    const main = '{% extends parent %}{% block a %}<script>{% endblock %}'
    expect(failure({ main, b: '{% block a %}{% endblock %}' }, { parent: 'b' })).toBe('misplaced-block')
  })

  it('a template that ends elsewhere than it began, where that could not be foreseen', () => {
    expect(failure({ main: '{% include "p" %}{{ x }}">', p: '<p title="' })).toBe('include-end')
    expect(failure({ main: '<p title="{% include part %}">', p: '">' }, { part: 'p' })).toBe('include-end')
  })

  it('nothing that it need not open', () => {
    const opened: string[] = []
    const loader = {
      load(name: string) {
        opened.push(name)
        return {
          path: null,
          text: name === 'main' ? '<p>{% if x %}{% include "p" %}{% endif %}</p>{{ x }}' : '',
        }
      },
    }
    new Environment({ ...options, loader }).getTemplate('main')
    expect(opened).toEqual(['main'])
  })
})

describe('the policy', () => {
  const main = '<a href="javascript:f({{ x }})">'

  it('is to refuse what can be made safe', () => {
    expect(failure({ main })).toBe('url-scheme')
  })

  it('is otherwise to make it safe', () => {
    const lenient = page({ main }, {}, { escapePolicy: 'migrate' })
    expect(lenient).not.toContain('<b>')
    expect(lenient).toMatch(/^<a href="javascript:f\([^<>"]*\)">$/)
  })

  it('lets nothing pass that cannot be made safe', () => {
    const env = new Environment({ ...options, escapePolicy: 'migrate' })
    expect(() => env.fromString('<script type="{{ x }}">')).toThrow(/printed value/)
  })

  it('has two words', () => {
    // @ts-expect-error no such policy
    expect(() => new Environment({ escapePolicy: 'lax' })).toThrow("'escapePolicy' is 'strict' or 'migrate'")
  })
})

describe('what a template makes', () => {
  it.each([
    ['a.js', 'f({{ x }})', 'f("\\u003cb\\u003e")'],
    ['a.json', '{"a": {{ x }}}', '{"a": "\\u003cb\\u003e"}'],
    ['a.css', 'p { color: {{ x }} }', 'p { color: zToriiz }'],
    ['a.txt', '{{ x }}', '<b>'],
    ['a.html.j2', '{{ x }}', '&lt;b&gt;'],
  ])('is told by the name %s', (name, text, output) => {
    const env = new Environment({ loader: new MemoryLoader({ [name]: text }) })
    expect(env.render(name, { x: '<b>' })).toBe(output)
  })

  it('may change inside', () => {
    const env = new Environment()
    const text = '{% autoescape "js" %}f({{ x }}){% endautoescape %}{{ x }}'
    expect(env.fromString(text).render({ x: '<b>' })).toBe('f("\\u003cb\\u003e")&lt;b&gt;')
  })

  it('is nothing but HTML text with plain escaping', () => {
    const env = new Environment({ autoescape: 'html' })
    expect(env.fromString('<script>f({{ x }})</script>').render({ x: '<b>' })).toBe(
      '<script>f(&lt;b&gt;)</script>',
    )
  })
})

describe('the option autoescape', () => {
  it('is refused when it is misspelt, since nothing would be escaped then', () => {
    // @ts-expect-error no such way to escape
    expect(() => new Environment({ autoescape: 'htlm' })).toThrow("'autoescape' is 'contextual', 'html'")
  })

  it('escapes where a function gives no answer', () => {
    // @ts-expect-error no answer
    const env = new Environment({ autoescape: () => undefined })
    expect(env.fromString('{{ x }}').render({ x: '<' })).toBe('&lt;')
  })
})

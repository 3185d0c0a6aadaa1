/** Elements that are opened and closed in pairs, on all ways through a template and with all that it brings in. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { diagnose } from '../../src/diagnostics/diagnostic.js'
import { Environment, type EnvironmentOptions, MemoryLoader, TemplateError } from '../../src/index.js'
import { Source } from '../../src/source.js'

type Templates = Readonly<Record<string, string>>

const warning: EnvironmentOptions = { wellFormed: 'warn', autoescape: 'html' }

/** What the check has to say of the first of some templates: the text it points at, and its words. */
function findings(templates: Templates, options: EnvironmentOptions = warning): string[] {
  const [[name, text] = ['', '']] = Object.entries(templates)
  const env = new Environment({ ...options, loader: new MemoryLoader(templates) })
  const source = new Source(name, text)
  const { problems, warnings } = env.compile(source)
  expect(problems).toEqual([])
  return warnings.map((found) => {
    const pointed = text.slice(found.span.start, found.span.end)
    return `${pointed}: ${diagnose(found, source).message}`
  })
}

function page(text: string): string[] {
  return findings({ 'page.html': text })
}

describe('what is balanced', () => {
  test.each([
    ['nested elements', '<div><p>a</p><b><i>c</i></b></div>'],
    ['void elements', '<p>a<br>b<img src="x"><input/></p>'],
    ['end tags that HTML leaves out', '<ul><li>a<li>b</ul><table><tr><td>a<td>b<tr><td>c</table><p>a<p>b'],
    ['a page without html, head and body', '<!doctype html><title>a</title><p>b</body></html>'],
    ['upper and lower case', '<DIV></div>'],
    [
      'text that is no markup',
      '<script>"<div>" < 1</script><style>a > b {}</style><title></b></title><!-- <i> -->',
    ],
    ['values with markup in them', '<p title="<b>" id=\'</p>\'>a</p>'],
    [
      'foreign elements that end themselves',
      '<svg viewBox="0 0 1 1"><path d="M0"/><g><circle/></g></svg><my-part/>',
    ],
    [
      'an if that opens the same on all ways',
      '{% if a %}<p class="a">{% elif b %}<p class="b">{% else %}<p>{% endif %}</p>',
    ],
    [
      'elements that conditions open and close',
      '{% if a %}<a href="x">{% endif %}b{% if a %}</a>{% endif %}',
    ],
    [
      'the same conditions, the other way round',
      '{% if not a %}<i>{% endif %}b{% if a %}{% else %}</i>{% endif %}',
    ],
    [
      'different elements by the same conditions',
      '{% if a %}<i>{% else %}<b>{% endif %}c{% if a %}</i>{% else %}</b>{% endif %}',
    ],
    [
      'two elements that are closed one by one',
      '{% if a %}<i><b>{% endif %}{% if a %}</b>{% endif %}c{% if a %}</i>{% endif %}',
    ],
    [
      'a row that ends and begins',
      '<div>{% for a in b %}{% if loop.index is odd %}</div><div>{% endif %}{% endfor %}</div>',
    ],
    [
      'a list around the rounds of a loop',
      '{% for a in b %}{% if loop.first %}<ul>{% endif %}<li>{{ a }}{% if loop.last %}</ul>{% endif %}{% endfor %}',
    ],
    ['a round that ends early', '{% for a in b %}<p>{% if a %}<b>{% break %}{% endif %}</p>{% endfor %}'],
    ['names that are printed', '<h{{ n }}>a</h{{ n }}><{{ tag }}>b</{{ tag }}>'],
    [
      'a tag that is chosen',
      '<{% if a %}i{% else %}b{% endif %} class="c">d</{% if a %}i{% else %}b{% endif %}>',
    ],
    ['tags with printed parts', '<p{{ attributes }} {% if a %}hidden{% endif %} title="{{ b }}">c</p>'],
    ['attributes of which one is written', '<p {% if a %}id="a"{% else %}id="b"{% endif %}>c</p>'],
    [
      'a template that is text in this one',
      '<p {% raw %}{% if a %}x{% endif %} {% if b %}y{% endif %}{% endraw %}>',
    ],
    ['another language', '{% autoescape "js" %}if (a<b && c>d) f(){% endautoescape %}'],
  ])('%s', (_, text) => {
    expect(page(text)).toEqual([])
  })
})

describe('what is not', () => {
  test.each([
    ['<div><p>a</p>', '<div: <div> is not closed'],
    ['a</div>', '</div: </div> closes nothing that is open here'],
    ['<p>a</b></p>', '</b: </b> closes nothing that is open here'],
    [
      '<div>\n</b></div>',
      "</b: </b> closes nothing that is open here: the innermost open element is 'div' of line 1",
    ],
    ['<div>\r\n<b>\r\n</div>', '<b: <b> is not closed before </div> in line 3'],
    ['<h2>a</h3>', '<h2: <h2> is not closed before </h3> in line 1'],
    ['<div/>', '<div: <div> is not closed'],
    ['<script src="x"/>a', '<script: <script> is not closed'],
    ['<p>a</input></p>', '</input: </input> is the end tag of an element that has none'],
    ['{% for a in b %}<div>{% endfor %}', '<div: <div> has no counterpart in the same round of its loop'],
    ['{% for a in b %}</div>{% endfor %}', '</div: </div> has no counterpart in the same round of its loop'],
    ['{% macro m() %}<b>{% endmacro %}', "<b: <b> has no counterpart in the macro 'm'"],
    ['{% macro m() %}</b><b>{% endmacro %}', "</b: </b> has no counterpart in the macro 'm'"],
    ['{% call m() %}<b>{% endcall %}', '<b: <b> has no counterpart in the body of this call'],
    ['{% set a %}<b>{% endset %}', '<b: <b> has no counterpart in what is captured with it'],
    ['<p id="a" ID="b">', "ID: This tag has an attribute 'id' already, in line 1"],
    [
      '<p {% if a %}id="a"{% else %}id="b"{% endif %}\n id="c">',
      "id: This tag has an attribute 'id' already, in line 1",
    ],
  ])('%s', (text, found) => {
    expect(page(text)).toEqual([found])
  })

  test.each([
    ['{% if a %}<b>{% endif %}', '<b>'],
    ['<b>{% if a %}</b>{% endif %}', '</b>'],
    ['{% if a %}<i>{% endif %}c{% if b %}</i>{% endif %}', '</i>'],
    ['{% if a %}<i>{% else %}</b>{% endif %}', '</b>'],
    ['<b>{% if a %}</b>{% else %}<i></i>{% endif %}', '</b>'],
    ['<table>{% if a %}</table><p>{% else %}<b>{% endif %}', '</table>'],
  ])('%s, by way of its if', (text, tag) => {
    expect(page(text)).toContainEqual(
      expect.stringContaining(`Only on some ways through this 'if' there is ${tag}`),
    )
  })
})

describe('other templates', () => {
  const halves = { 'head.html': '<html><body><main>', 'foot.html': '</main></body></html>' }

  it('takes halves of a page together', () => {
    expect(
      findings({ 'page.html': '{% include "head.html" %}a{% include "foot.html" %}', ...halves }),
    ).toEqual([])
    expect(findings({ 'page.html': '{% include "head.html" %}a', ...halves })).toEqual([
      `{% include "head.html" %}: <main> is not closed (in 'head.html')`,
    ])
    expect(findings(halves)).toEqual(['<main: <main> is not closed'])
  })

  it('compares a block with the one it replaces', () => {
    const layout = {
      'layout.html': '<div>{% block a %}{% endblock %}</div>{% block b %}<p><b>{% endblock %}</b>',
    }
    const child = (blocks: string): string[] =>
      findings({ 'page.html': `{% extends "layout.html" %}${blocks}`, ...layout })
    expect(child('{% block a %}<i></i>{% endblock %}{% block b %}<b>{% endblock %}')).toEqual([])
    expect(child('{% block a %}</div><div>{% endblock %}')).toEqual([])
    expect(child('{% block a %}</div>{% endblock %}')).toEqual([
      "</div: </div> has no counterpart in the block 'a'",
    ])
    expect(child('{% block b %}c{% endblock %}')).toEqual([
      "b: The block 'b' opens and closes other elements than the block it replaces",
    ])
    expect(child('{% block b %}{{ super() }}c{% endblock %}')).toEqual([])
  })

  it('looks through several parents', () => {
    const parents = { 'm.html': '{% extends "b.html" %}', 'b.html': '{% block a %}{% endblock %}<div>' }
    expect(
      findings({ 'page.html': '{% extends "m.html" %}{% block a %}<b>{% endblock %}', ...parents }),
    ).toEqual([
      "<b: <b> has no counterpart in the block 'a'",
      `{% extends "m.html" %}: <div> is not closed (in 'b.html')`,
    ])
  })

  it('reads a block where the parent has it', () => {
    const layout = { 'layout.html': '<script>{% block a %}{% endblock %}</script>' }
    expect(
      findings({ 'page.html': '{% extends "layout.html" %}{% block a %}a<b>c{% endblock %}', ...layout }),
    ).toEqual([])
  })

  it('takes what only run time knows as balanced', () => {
    expect(page('{% include a %}{% include "none.html" ignore missing %}<b></b>')).toEqual([])
    expect(page('{% extends a %}{% block b %}<i>{% endblock %}')).toEqual([
      "<i: <i> has no counterpart in the block 'b'",
    ])
    expect(findings({ 'page.html': '<b>{% include "page.html" %}</b>' })).toEqual([])
  })
})

describe('XML and SVG', () => {
  it.each(['feed.xml', 'icon.svg'])('leaves nothing out in %s', (name) => {
    expect(findings({ [name]: '<a><br/><p></p></a>' })).toEqual([])
    expect(findings({ [name]: '<a><p>b</a>' })).toEqual(['<p: <p> is not closed before </a> in line 1'])
    expect(findings({ [name]: '<a></A>' })).toContainEqual('<a: <a> is not closed')
  })
})

describe('the option', () => {
  const templates = {
    'page.html': '{% include "part.html" %}',
    'part.html': '<div>',
    'bad.html': '<i><b></i>',
  }

  it('is off by default, and has three values', () => {
    expect(findings(templates, { autoescape: 'html' })).toEqual([])
    expect(() => new Environment({ wellFormed: 'strict' as 'warn' })).toThrow(
      "'wellFormed' is 'off', 'warn' or 'error'",
    )
  })

  it.each(['contextual', 'html', false] as const)('counts with autoescape %s', (autoescape) => {
    expect(findings({ 'page.html': '<b>' }, { wellFormed: 'warn', autoescape })).toEqual([
      '<b: <b> is not closed',
    ])
    expect(findings({ 'page.txt': '<b>' }, { wellFormed: 'warn', autoescape })).toHaveLength(
      autoescape === 'html' ? 1 : 0,
    )
  })

  it('makes compiling fail; a part fails where it makes a page that is not balanced', () => {
    const env = new Environment({ wellFormed: 'error', loader: new MemoryLoader(templates) })
    expect(() => env.getTemplate('bad.html')).toThrow('<b> is not closed before </i>')
    expect(() => env.fromString('<b>')).toThrow('<b> is not closed')
    expect(() => env.getTemplate('page.html')).toThrow("<div> is not closed (in 'part.html')")
    expect(() => env.getTemplate('part.html')).toThrow(TemplateError)
    expect(env.fromString('{% include "part.html" %}</div>').render()).toBe('<div></div>')
    expect(() => env.getTemplate('part.html')).toThrow('<div> is not closed')
  })
})

describe('any text', () => {
  const element: fc.Arbitrary<string> = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('a', '<br>', '<img src="{{ a }}"/>', '{{ b }}', '<li>c', '<!-- </p> -->'),
      fc.tuple(tie('tree'), tie('tree')).map(([one, other]) => one + other),
      fc
        .tuple(fc.constantFrom('div', 'b', 'ul', 'h2', 'svg', 'x-y'), tie('tree'))
        .map(([name, inner]) => `<${name} class="{% if a %}b{% endif %}">${inner}</${name}>`),
      tie('tree').map((inner) => `{% for a in b %}${inner}{% endfor %}`),
      fc
        .tuple(tie('tree'), tie('tree'))
        .map(([one, other]) => `{% if a %}${one}{% else %}${other}{% endif %}`),
      tie('tree').map((inner) => `{% if c %}<i>{% endif %}${inner}{% if c %}</i>{% endif %}`),
    ),
  })).tree

  it('finds nothing in documents that are made of whole elements', () => {
    fc.assert(
      fc.property(element, (text) => {
        expect(page(text)).toEqual([])
      }),
    )
  })

  it('never throws', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '/',
      'a',
      'svg',
      'p',
      ' ',
      '=',
      '"',
      '!--',
      '-->',
      '{{ x }}',
      '{% if a %}',
      '{% endif %}',
      '{% for a in b %}',
      '{% endfor %}',
      '<b>',
      '</b>',
      '<script>',
      '![CDATA[',
      '\r\n',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const env = new Environment(warning)
        expect(env.compile(new Source(null, pieces.join(''))).warnings).toBeInstanceOf(Array)
      }),
    )
  })

  it('reads what is deep and wide', () => {
    const many = 20_000
    const nested = (inner: string): string => '{% if a %}'.repeat(50) + inner + '{% endif %}'.repeat(50)
    expect(page(`${nested('<b>')}a${nested('</b>')}`)).toEqual([])
    expect(page(`${nested('<b>')}a${nested('</i>')}`)).toHaveLength(2)
    expect(page(nested('<b></b>'))).toEqual([])
    expect(page('<b>'.repeat(many) + '</b>'.repeat(many))).toEqual([])
    expect(page(`<div>${'<p>'.repeat(many)}${'</i>'.repeat(many)}</div>`)).toHaveLength(many)
    expect(page(`<p ${Array.from({ length: many }, (_, at) => `a${at}`).join(' ')}>`)).toEqual([])
  })
})

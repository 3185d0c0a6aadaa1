import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  Environment,
  Markup,
  safeAttr,
  safeCss,
  safeJs,
  safeUrl,
  trustedResourceUrl,
  type UnsafeValue,
} from '../../src/index.js'

const environment = new Environment({ autoescape: 'contextual' })

const render = (text: string, x?: unknown): string => environment.fromString(text).render({ x })

/** A page with a place of each kind. */
const PAGE =
  '{{ x }}|<p title="{{ x }}" {{ x }}><a href="{{ x }}"></a><script src="{{ x }}"></script>' +
  '<script>a({{ x }}, "{{ x }}")</script><style>a{b:{{ x }}}</style>'

/** What each place of the page has. */
function places(x: unknown): Record<string, string> {
  const found =
    /^(?<text>.*)\|<p title="(?<title>.*?)" (?<attributes>.*?)><a href="(?<href>.*?)"><\/a><script src="(?<src>.*?)"><\/script><script>a\((?<js>.*), "(?<inside>.*)"\)<\/script><style>a\{b:(?<css>.*)\}<\/style>$/.exec(
      render(PAGE, x),
    )
  return { ...found?.groups }
}

describe('values are trusted in their own place only', () => {
  const untrusted = places('a:b("c")')

  test('a text', () => {
    expect(untrusted).toEqual({
      text: 'a:b(&#34;c&#34;)',
      title: 'a:b(&#34;c&#34;)',
      attributes: 'zToriiz',
      href: 'about:invalid#zToriiz',
      src: 'about:invalid#zToriiz',
      js: '"a\\u003ab\\u0028\\u0022c\\u0022\\u0029"',
      inside: 'a\\u003ab\\u0028\\u0022c\\u0022\\u0029',
      css: 'zToriiz',
    })
  })

  test.each([
    ['safeUrl', safeUrl('a:b("c")'), { href: 'a:b%28%22c%22%29' }],
    [
      'trustedResourceUrl',
      trustedResourceUrl('a:b("c")'),
      { href: 'a:b%28%22c%22%29', src: 'a:b%28%22c%22%29' },
    ],
    ['safeJs', safeJs('a:b("c")'), { js: 'a:b("c")' }],
    ['safeCss', safeCss('a:b("c")'), { css: 'a:b("c")' }],
  ])('%s', (_, value, trusted) => {
    expect(places(value)).toEqual({ ...untrusted, ...trusted })
  })

  test('safeAttr', () => {
    expect(places(safeAttr('a="b"'))).toMatchObject({ attributes: 'a="b"', js: '"a\\u003d\\u0022b\\u0022"' })
  })

  test('markup', () => {
    expect(places(new Markup('<b>c</b>'))).toMatchObject({
      text: '<b>c</b>',
      title: 'c',
      href: 'c',
      attributes: 'zToriiz',
    })
  })

  test('they cannot be changed', () => {
    for (const value of [safeUrl('a'), trustedResourceUrl('a'), safeJs('a'), safeCss('a')]) {
      expect(Object.isFrozen(value)).toBe(true)
      expect(JSON.stringify({ value })).toBe('{"value":"a"}')
    }
  })
})

describe('filters make such values', () => {
  test.each([
    ['<a href="{{ x|safe_url }}">', 'javascript:f', '<a href="javascript:f">'],
    ['<a href="{{ x|safe(\'url\') }}">', 'javascript:f', '<a href="javascript:f">'],
    [
      '<script src="{{ x|trusted_resource_url }}"></script>',
      '//a.example/',
      '<script src="//a.example/"></script>',
    ],
    [
      '<script src="{{ x|safe(\'resource\') }}"></script>',
      '//a.example/',
      '<script src="//a.example/"></script>',
    ],
    ['<script>{{ x|safe_js }}</script>', 'f("</script>")', '<script>f("\\x3C/script>")</script>'],
    ['<p onclick="{{ x|safe(\'js\') }}">', 'f("a")', '<p onclick="f(&#34;a&#34;)">'],
    ['<p style="{{ x|safe_css }}">', 'a: url("b")', '<p style="a: url(&#34;b&#34;)">'],
    ["<style>{{ x|safe('css') }}</style>", 'a{}</style>', '<style>a{}<\\/style></style>'],
    ['<p {{ x|safe_attr }}>', 'onclick=f()', '<p onclick="f()">'],
    ["<p {{ x|safe('attrs') }}>", { id: 1, hidden: true }, '<p id="1" hidden>'],
    ["{{ x|safe('html') }}", '<b>', '<b>'],
    ['{{ x|safe_js }}', '<b>', '&lt;b&gt;'],
  ])('%s', (text, value, page) => {
    expect(render(text, value)).toBe(page)
  })

  test('a kind that does not exist is an error', () => {
    expect(() => render("{{ x|safe('text') }}", 'a')).toThrow('html, attrs, js, css, url, resource')
    expect(() => render('<p {{ x|safe_attr }}>', '<b>')).toThrow('is no list of attributes')
  })

  test('the python dialect has none of them', () => {
    const python = new Environment({ values: 'python', autoescape: true })
    expect(() => python.fromString("{{ x|safe('js') }}").render({ x: 'a' })).toThrow()
    expect(() => python.fromString('{{ x|safe_js }}')).toThrow('safe_js')
  })
})

describe('filters that make HTML', () => {
  test('names and values of xmlattr are looked at', () => {
    const x = {
      title: '<',
      href: 'javascript:f',
      src: '//evil.example/',
      onclick: 'f',
      style: 'color: red; background: url(a)',
      srcset: 'a 1x, javascript:f 2x',
      srcdoc: '<b>',
    }
    expect(render('<p{{ x|xmlattr }}>', x)).toBe(
      '<p title="&lt;" href="about:invalid#zToriiz" src="about:invalid#zToriiz" style="color: red;zToriiz"' +
        ' srcset="a 1x, about:invalid#zToriiz 2x" srcdoc="&amp;lt;b&amp;gt;">',
    )
  })

  test('and take what is trusted there', () => {
    const x = { href: safeUrl('javascript:f'), onclick: safeJs('f("a")'), style: safeCss('a: url(b)') }
    expect(render('<p {{ x|xmlattr(false) }}>', x)).toBe(
      '<p href="javascript:f" onclick="f(&#34;a&#34;)" style="a: url(b)">',
    )
  })

  test('in the python dialect they give what they give in Jinja', () => {
    const python = new Environment({ values: 'python', autoescape: true })
    const x = { href: 'javascript:f', onclick: 'f' }
    expect(python.fromString('{{ x|xmlattr }}').render({ x })).toBe(' href="javascript:f" onclick="f"')
  })
})

describe('who wants to know', () => {
  test('hears of what was refused', () => {
    const heard: UnsafeValue[] = []
    const curious = new Environment({ autoescape: 'contextual', onUnsafe: (refused) => heard.push(refused) })
    curious
      .fromString('<a href="{{ x }}" {{ x }}>{{ x }}</a>', { name: 'a.html' })
      .render({ x: 'javascript:f' })
    expect(heard).toEqual([
      { escaper: 'navUrl', value: 'javascript:f', replacement: 'about:invalid#zToriiz', template: 'a.html' },
      { escaper: 'attributes', value: 'javascript:f', replacement: 'zToriiz', template: 'a.html' },
    ])
  })

  test('may fail, at the place in the template', () => {
    const strict = new Environment({
      autoescape: 'contextual',
      onUnsafe({ escaper }) {
        throw new Error(`not safe: ${escaper}`)
      },
    })
    expect(() => strict.fromString('a\n<a href="{{ x }}">').render({ x: 'javascript:f' })).toThrow(
      expect.objectContaining({ message: expect.stringContaining('not safe: navUrl'), line: 2 }),
    )
  })
})

describe("a browser's own trusted types", () => {
  class Trusted {
    readonly #text: string
    constructor(text: string) {
      this.#text = text
    }
    toString(): string {
      return this.#text
    }
  }

  afterEach(() => vi.unstubAllGlobals())

  test.each([
    ['TrustedHTML', '{{ x }}', '<b>', '<b>'],
    ['TrustedHTML', '<p title="{{ x }}">', '<b>a</b>', '<p title="a">'],
    ['TrustedScript', '<script>{{ x }}</script>', 'f()', '<script>f()</script>'],
    ['TrustedScriptURL', '<script src="{{ x }}"></script>', '//a/b', '<script src="//a/b"></script>'],
    ['TrustedScript', '{{ x }}', '<b>', '&lt;b&gt;'],
  ])('%s in %s', (name, text, value, page) => {
    vi.stubGlobal(name, Trusted)
    expect(render(text, new Trusted(value))).toBe(page)
  })
})

describe('the nonce of a page', () => {
  const nonced = (text: string): string => environment.fromString(text).render({ csp_nonce: 'a"b' })

  test.each([
    ['<script>a</script>', '<script nonce="a&#34;b">a</script>'],
    ['<style media=x>a</style>', '<style nonce="a&#34;b" media=x>a</style>'],
    [
      '<SCRIPT src="/a.js"></SCRIPT><script></script>',
      '<SCRIPT nonce="a&#34;b" src="/a.js"></SCRIPT><script nonce="a&#34;b"></script>',
    ],
    ['<script nonce="c">a</script>', '<script nonce="c">a</script>'],
    ['<script\n  async nonce="{{ csp_nonce }}">', '<script\n  async nonce="a&#34;b">'],
    [
      '<p title="<script>"><!-- <script> --><textarea><script></textarea>',
      '<p title="<script>"><!-- <script> --><textarea><script></textarea>',
    ],
    ['<scripts></scripts>', '<scripts></scripts>'],
    ['<a title={{ 1 }} id=b><script>a</script>', '<a title="1" id=b><script nonce="a&#34;b">a</script>'],
  ])('%s', (text, page) => {
    expect(nonced(text.endsWith('nonce="{{ csp_nonce }}">') ? `${text}</script>` : text)).toBe(
      text.endsWith('nonce="{{ csp_nonce }}">') ? `${page}</script>` : page,
    )
  })

  test('is left out where there is none, or none that is used', () => {
    const template = environment.fromString('<script>a</script>')
    for (const csp_nonce of [undefined, null, '', false, { isUsed: false }]) {
      expect(template.render({ csp_nonce })).toBe('<script>a</script>')
    }
  })
})

import { parseFragment } from 'parse5'
import { describe, expect, test } from 'vitest'
import { Markup, safeAttr } from '../../src/index.js'
import { check, seed } from '../properties/time-box.js'
import { escapers, texts } from './hostile.js'

const { attribute, attributeName, attributeSuffix, attributes, comment, elementName, headingLevel } = escapers
const { markupAttributes, rcdata } = escapers

/** The attributes of the one element that HTML has, and whether anything is beside it. */
function attributesIn(html: string): Record<string, string> {
  const { childNodes } = parseFragment(html)
  expect(childNodes).toHaveLength(1)
  const [node] = childNodes
  if (node === undefined || !('attrs' in node)) throw new TypeError(`no element: ${html}`)
  expect(node.childNodes).toEqual([])
  return Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
}

/** What parsers make of characters that HTML has not. */
function readable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd')
}

describe(`a value in HTML (TORII_SEED=${seed})`, () => {
  test.each(['"', "'"])('in an attribute with %s', (quote) => {
    check(1000, texts, (text) => {
      expect(attributesIn(`<p title=${quote}${attribute(text)}${quote}>`)).toEqual({ title: readable(text) })
    })
  })

  test.each(['title', 'textarea'])('in <%s>', (element) => {
    check(1000, texts, (text) => {
      const [node] = parseFragment(`<${element}>${rcdata(`a${text}`)}</${element}>`).childNodes
      if (node === undefined || !('childNodes' in node)) throw new TypeError('no element')
      expect(node.childNodes).toMatchObject([{ value: readable(`a${text}`).replaceAll('\ufffd', '\ufffd') }])
    })
  })

  test('in a comment', () => {
    check(1000, texts, (text) => {
      expect(parseFragment(`<!--${comment(text)}-->a`).childNodes).toMatchObject([
        { nodeName: '#comment' },
        { nodeName: '#text', value: 'a' },
      ])
    })
  })

  test('markup is plain text in an attribute, and its source where tags mean nothing', () => {
    const link = new Markup('<a title="x>y">Tom &amp; <b>Jerry</b></a><!-- c -->  1 < 2 <!doctype a>&lt;')
    expect(attribute(link)).toBe('Tom &amp; Jerry  1 &lt; 2 &lt;')
    expect(rcdata(new Markup('<b>&amp; & "</b>'))).toBe('&lt;b&gt;&amp; &amp; &#34;&lt;/b&gt;')
    expect(attribute({ toHTML: () => '<b>a</b>' })).toBe('a')
    expect(attribute(new Markup('a <b title="'))).toBe('a ')
    expect(attribute(new Markup('</ x>a</p>b<?c?>d'))).toBe('abd')
  })

  test('numbers and what is missing', () => {
    expect([attribute(1), attribute(null), attribute(undefined), rcdata(2n)]).toEqual(['1', '', '', '2'])
  })
})

describe(`a value as a name (TORII_SEED=${seed})`, () => {
  const NAME = /^(?:[A-Za-z][\w.-]*|data-[\w.:-]+|aria-[\w.:-]+)$/

  test('of an element', () => {
    check(500, texts, (text) => expect(elementName(text)).toMatch(NAME))
  })

  test.each(['p', 'H1', 'section', 'my-tag', 'x-a.b_c-1'])('%s is the name of an element', (name) => {
    expect(elementName(name)).toBe(name)
  })

  test.each([
    ...[
      'script',
      'STYLE',
      'iframe',
      'svg',
      'math',
      'template',
      'textarea',
      'title',
      'base',
      'link',
      'meta',
      'plaintext',
    ],
    ...[
      'annotation-xml',
      'font-face',
      'p onclick=a',
      'p/',
      '',
      '1',
      '-a',
      'object',
      'noscript',
      'select',
      'body',
    ],
  ])('%j is not', (name) => {
    expect(elementName(name)).toBe('zToriiz')
  })

  test.each(['title', 'data-x', 'aria-label', 'class', 'hidden', 'colspan'])(
    '%s is the name of an attribute',
    (name) => {
      expect([attributeName(name), attributes(name)]).toEqual([name, name])
    },
  )

  test.each([
    ...[
      'onclick',
      'ONFOCUS',
      'style',
      'href',
      'src',
      'srcdoc',
      'xlink:href',
      'formaction',
      'srcset',
      'http-equiv',
      'to',
    ],
    ...[
      'a b',
      'a=b',
      'a/b',
      'a>b',
      'a"',
      'type',
      'rel',
      'nonce',
      'sandbox',
      'is',
      '@click',
      ':href',
      'v\u0000',
    ],
  ])('%j is not', (name) => {
    expect([attributeName(name), attributes(name)]).toEqual(['zToriiz', 'zToriiz'])
  })

  test('a name that a value has to be is never empty', () => {
    expect([attributeName(''), elementName(''), headingLevel('')]).toEqual(['zToriiz', 'zToriiz', 'zToriiz'])
    expect([attributeSuffix(''), attributes('')]).toEqual(['', ''])
  })

  test('parts of names', () => {
    expect([headingLevel(2), headingLevel('6'), headingLevel(7), headingLevel('r')]).toEqual([
      ...['2', '6'],
      ...['zToriiz', 'zToriiz'],
    ])
    expect([attributeSuffix('a:b.c-1'), attributeSuffix('a b'), attributeSuffix('a=')]).toEqual([
      ...['a:b.c-1', 'zToriiz', 'zToriiz'],
    ])
  })
})

describe(`attributes in a tag (TORII_SEED=${seed})`, () => {
  test('plain text is one harmless name or nothing', () => {
    check(1000, texts, (text) => {
      const names = Object.entries(attributesIn(`<p ${attributes(text)}>`))
      expect(names.length).toBeLessThanOrEqual(1)
      for (const [name, value] of names)
        expect([name, value]).toEqual([expect.stringMatching(/^(?!on)[\w.:-]+$/), ''])
    })
  })

  test('what is not there, and false, are nothing', () => {
    expect([attributes(null), attributes(undefined), attributes(false), attributes(' ')]).toEqual([
      '',
      '',
      '',
      '',
    ])
  })

  test('trusted ones are written as they are, and are what they say', () => {
    check(1000, texts, (text) => {
      const html = attributes(safeAttr({ title: text, hidden: true, id: false, 'data-n': 1 }))
      expect(attributesIn(`<p ${html}>`)).toEqual({ title: readable(text), hidden: '', 'data-n': '1' })
    })
    expect(String(safeAttr('class=a  title = "b&amp;<" disabled onclick=\'f("x")\''))).toBe(
      'class="a" title="b&amp;&lt;" disabled onclick="f(&#34;x&#34;)"',
    )
  })

  test.each(['a"', 'a="', '<b>', 'a=b>', '"a"', '=a', 'a="b"c="d"', "a='b' >", 'a/', 'a=b`c'])(
    '%j is no list of attributes',
    (text) => {
      expect(() => safeAttr(text)).toThrow('is no list of attributes')
      expect(markupAttributes(new Markup(text))).toBe('zToriiz')
    },
  )

  test('markup is taken by a lenient policy only', () => {
    const markup = new Markup(' class="a" data-x=1')
    expect(attributes(markup)).toBe('zToriiz')
    expect(markupAttributes(markup)).toBe('class="a" data-x="1"')
    expect(markupAttributes('class="a"')).toBe('zToriiz')
  })
})

/**
 * Whatever a value is, the page has the elements and attributes that it has with a harmless one: templates are put together
 * of pieces of markup, with values anywhere among them.
 */
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import { Environment, TemplateError } from '../../src/index.js'
import { check, seed } from '../properties/time-box.js'
import { escapers, texts } from './hostile.js'

const PIECES = [
  ...[
    '<p>',
    '</p>',
    '<p title="',
    "<p title='",
    '<p title=',
    '" ',
    "' ",
    '>',
    ' ',
    '"',
    "'",
    '<b ',
    'data-x="',
    '<br>',
    'word',
  ],
  ...[
    '<a href="',
    '<a href="/',
    '<a href="?q=',
    '<a href="#',
    '<img src="',
    '<img srcset="',
    ' 2x, ',
    '<iframe src="',
  ],
  ...[
    '<form action="',
    '<link rel=stylesheet href="',
    '<base href="',
    '<script src="',
    '<object data="',
    '<embed src="',
  ],
  ...[
    '<script>',
    '</script>',
    'var a = ',
    'f(',
    ')',
    ';',
    '`',
    '${',
    '}',
    '{',
    '/',
    '/*',
    '*/',
    '//',
    '\n',
    '\\',
    '= /',
    '["',
  ],
  ...[
    '<style>',
    '</style>',
    'p{color:',
    'content:"',
    'url(',
    '@media ',
    ' style="color:',
    ' onclick="f(',
    ' onclick=\'f("',
  ],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<svg>',
    '</svg>',
    '<math>',
    '<mi>',
    '<title>',
    '</title>',
    '<textarea>',
    '<xmp>',
  ],
  ...[
    '</textarea>',
    '<select>',
    '<option>',
    '</select>',
    '<template>',
    '</template>',
    '<table>',
    '<tr>',
    '<td>',
    '<noscript>',
  ],
  ...[
    '<iframe srcdoc="',
    '&lt;p&gt;',
    '&lt;p title=&quot;',
    '<meta http-equiv=refresh content="0;url=',
    '<meta content="',
  ],
  ...[
    '<script type=module>',
    '<script type="application/json">',
    '<script type="text/template">',
    '<plaintext>',
    '<desc>',
  ],
  ...[
    '<h',
    '<my-',
    ' xlink:href="',
    '<animate attributeName=href to="',
    '&amp;',
    '&',
    '<',
    '</',
    '<foreignObject>',
    '<head>',
  ],
]

/** Prints, and choices that end where they begin in most places. */
const PRINTS = [
  '{{ x }}',
  '{{ x }}',
  '{{ x|e }}',
  '{{ x|tojson }}',
  '{{ [x, y]|join }}',
  '{{ "a" ~ x }}',
  '{% if c %}{{ x }}{% endif %}',
]

const templates = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.constantFrom(...PRINTS) },
    ),
    {
      minLength: 2,
      maxLength: 12,
    },
  )
  .map((pieces) => pieces.join(''))
  .filter((text) => /\{\{/.test(text))

/** As a name, it is what names that are refused come to; as text, it is neither empty nor blank. */
const HARMLESS = 'zToriiz'

const NAMES = [escapers.attributes, escapers.elementName, escapers.attributeSuffix]

const hostile = texts.filter(
  (text) =>
    /[a-z]/i.test(text) && NAMES.every((name) => name(text) === HARMLESS && name(`a${text}`) === HARMLESS),
)

const values = fc.oneof(
  { weight: 5, arbitrary: hostile },
  hostile.map((text) => [text]),
  hostile.map((text) => ({ [text]: text })),
)

/** Names of elements and attributes, in order, also of those in pages within pages. */
function shapeOf(html: string, scriptingEnabled: boolean): string {
  return inside(parse(html, { scriptingEnabled }), scriptingEnabled)
}

/** Names that values were refused as, or that are made of the harmless one. */
const NAMED = /(?:a?ztoriiz)+/g

function inside(node: DefaultTreeAdapterTypes.Node, scripting: boolean): string {
  const children = 'content' in node ? node.content.childNodes : 'childNodes' in node ? node.childNodes : []
  return children
    .map((child) => {
      if (!('tagName' in child)) return ''
      const names = [...new Set(child.attrs.map(({ name }) => name.replace(NAMED, 'ztoriiz')))].join(' ')
      const page = child.tagName === 'iframe' && child.attrs.find(({ name }) => name === 'srcdoc')?.value
      return `<${child.tagName.replace(NAMED, 'ztoriiz')} ${names}>${inside(child, scripting)}${page ? shapeOf(page, scripting) : ''}</>`
    })
    .join('')
}

describe(`values do not change what a page consists of (TORII_SEED=${seed})`, () => {
  test.each(['strict', 'migrate'] as const)('under the policy %s', (escapePolicy) => {
    const environment = new Environment({ autoescape: 'contextual', escapePolicy })
    let rendered = 0
    check(
      8000,
      fc.record({ text: templates, x: values, y: hostile, c: fc.boolean() }),
      ({ text, x, y, c }) => {
        const render = compiled(environment, text)
        if (render === null) return
        rendered++
        const page = render({ x, y, c })
        const plain = render({ x: HARMLESS, y: HARMLESS, c })
        for (const scripting of [true, false]) {
          expect(shapeOf(page, scripting), `${text} gave ${page}`).toBe(shapeOf(plain, scripting))
        }
      },
    )
    expect(rendered).toBeGreaterThan(20)
  })
})

/** How to render a template; null where it is refused. Nothing but errors of templates is thrown. */
function compiled(environment: Environment, text: string): ((vars: object) => string) | null {
  try {
    const template = environment.fromString(text)
    return (vars) => template.render({ ...vars })
  } catch (error) {
    expect(error).toBeInstanceOf(TemplateError)
    return null
  }
}

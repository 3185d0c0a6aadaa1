import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Environment } from '../../src/index.js'
import { check, seed } from './time-box.js'

const SPECIAL = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '`',
  '&lt;',
  '&#39;',
  '</p>',
  '\uff1c',
  '\uff1e',
  '\u0338',
  '\uff07',
  '\ufe64',
  ' ',
  'a',
  'Ab',
  '\n',
]

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.constantFrom(...SPECIAL), { maxLength: 12 }).map((pieces) => pieces.join('')),
)

/** What prints `x` and must have nothing raw in it; `y` is a second text of the same kind. */
const EXPRESSIONS = [
  ...[
    'x',
    'x ~ y',
    'x + y',
    'x * 2',
    '[x, y]',
    '{x: y}',
    '{"a": {"b": [x]}}',
    '(x, y)',
    'x if x else y',
    'x or y',
  ],
  ...[
    '[x]|first',
    '{"a": x}.a',
    'x[0]',
    'x[::-1]',
    'x[1:3]',
    'x|e',
    '(x|e) ~ y',
    '(x|e) + y',
    'y + (x|e)',
    '[x|e, y]|join',
  ],
  ...[
    '[x, y]|join(x)',
    'x|upper',
    'x|lower',
    'x|title',
    'x|capitalize',
    'x|trim',
    'x|center(30)',
    'x|reverse',
    'x|string',
  ],
  ...[
    'x|replace("a", y)',
    '(x|e)|replace("a", y)',
    'x|replace("a", "b"|safe)',
    'x|truncate(3, true, y)',
    'x|indent(2)',
  ],
  ...[
    '(x|e)|truncate(300, true, y)',
    'x|wordwrap(3)',
    'x|format(y)',
    '"%s"|format(x)',
    '("%s"|e)|format(x)',
    '"%s" % x',
  ],
  ...[
    '("%s %r"|safe) % (x, y)',
    '"{}".format(x)',
    '("{} {!r:>9}"|safe).format(x, y)',
    'x|striptags',
    'x|list',
    'x|sort',
  ],
  ...[
    'x|unique',
    'x|map("upper")',
    'x|batch(2)',
    '[x]|map("e")|join',
    'x|default(y)',
    'x|pprint',
    'x|urlencode',
    'x|forceescape',
  ],
  ...[
    '(x|e)|upper',
    '(x|e)|lower',
    '(x|e)|capitalize',
    '(x|e)|title',
    '(x|e)|trim',
    '(x|e)|center(50)',
    '(x|e)|string',
  ],
  ...[
    '(x|e).upper()',
    '(x|e).strip("a")',
    '(x|e).replace("a", y)',
    '(x|e).replaceAll("a", y)',
    '(x|e).concat(y)',
  ],
  ...[
    '(x|e).ljust(80, "<")',
    '(x|e).padEnd(80, y or "-")',
    '(x|e).join([x, y])',
    '(x|e).normalize("NFKC")',
    '(x|e).toUpperCase()',
  ],
  ...[
    '(x|e).normalize("NFC")',
    '(x|e).replace(r/a/g, y)',
    '(x|e).title()',
    '(x|e).casefold()',
    '(x|e).swapcase()',
  ],
  ...[
    'cycler(x).next()',
    'joiner(x)() ~ x',
    'namespace(a=x).a',
    'dict(a=x)',
    'x.split("a")',
    '(x|e).split("a")',
    'x|d|e',
  ],
]

/** Raw specials, and ampersands that begin no character reference. */
const RAW = /[<>"']|&(?!(?:amp|lt|gt|quot|#34|#39|#x?[0-9a-f]+|AMP|LT|GT);)/

describe(`escaped output (TORII_SEED=${seed})`, () => {
  const env = new Environment()
  const templates = EXPRESSIONS.map((text) => [text, env.fromString(`{{ ${text} }}`)] as const)
  /** Cutting and replacing may halve a character reference, which leaves a bare ampersand and nothing worse. */
  const cutting =
    /\[|replace|pad|truncate|reverse|center|split|strip|batch|list|title|swapcase|capitalize|normalize/

  test('of any text has no markup of that text in it', () => {
    const cases = fc.tuple(fc.constantFrom(...templates), texts, texts)
    check(2500, cases, ([[text, template], x, y]) => {
      let html: string
      try {
        html = template.render({ x, y })
      } catch {
        return
      }
      const raw = cutting.test(text) ? /[<>"']/ : RAW
      expect(raw.exec(html)?.[0], `${text} with ${JSON.stringify({ x, y })} gave ${html}`).toBeUndefined()
    })
  })

  test('is what a browser reads as the text', () => {
    const page = env.fromString('{{ x }}')
    const read = (html: string): string =>
      html
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&#34;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&')
    check(500, texts, (x) => expect(read(page.render({ x }))).toBe(x))
  })

  test('goes through macros, blocks, captures and calls once', () => {
    const page = env.fromString(
      '{% macro m(v) %}{{ v }}{{ caller(v) }}{% endmacro %}{% set s %}{{ x }}{% endset %}{% block b %}{{ x }}{% endblock %}' +
        '|{{ s }}|{{ self.b() }}|{% call(v) m(x) %}{{ v }}{% endcall %}|{% filter trim %}{{ x }}{% endfilter %}',
    )
    const once = env.fromString('{{ x }}')
    check(500, texts, (x) => {
      const html = once.render({ x })
      const trimmed = env.fromString('{{ x|e|trim }}').render({ x })
      expect(page.render({ x })).toBe(`${html}|${html}|${html}|${html}${html}|${trimmed}`)
    })
  })
})

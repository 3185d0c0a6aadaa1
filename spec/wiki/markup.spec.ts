/** Wiki markup: what it makes of what people write, and of what attackers do. */
import fc from 'fast-check'
import { parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { expect, it } from 'vitest'
import { example } from './example.js'

const { toHtml, linksOf } = await example('markup')
const { pageName } = await example('names')

/** Links as the wiki makes them: `FrontPage` is there, other pages are not. */
function html(text: string): string {
  return toHtml(text, (written) => {
    const name = pageName(written)
    return name === null ? null : { href: `/${encodeURIComponent(name)}`, exists: name === 'FrontPage' }
  })
}

it.each([
  ['# One\n## Two\n##### no', '<h2 id="s-one">One</h2>\n<h3 id="s-two">Two</h3>\n<p>##### no</p>'],
  ['# Same\n# Same', '<h2 id="s-same">Same</h2>\n<h2 id="s-same-2">Same</h2>'],
  ['one\ntwo\n\nthree', '<p>one\ntwo</p>\n<p>three</p>'],
  ['**a** *b* `*c*` a*b', '<p><strong>a</strong> <em>b</em> <code>*c*</code> a*b</p>'],
  ['**a *b** c*', '<p><strong>a *b</strong> c*</p>'],
  ['2 * 3 * 4, ** x', '<p>2 * 3 * 4, ** x</p>'],
  [
    '[[FrontPage]] [[FrontPage|home]]',
    '<p><a href="/FrontPage">FrontPage</a> <a href="/FrontPage">home</a></p>',
  ],
  ['[[New]]', '<p><a href="/New" class="missing" title="This page does not exist yet">New</a></p>'],
  ['[[a/b]] [[search]]', '<p>a/b search</p>'],
  [
    '[x](https://a.test/?b=1&c)',
    '<p><a class="away" href="https://a.test/?b=1&amp;c" rel="nofollow noopener ugc">x</a></p>',
  ],
  [
    '(https://a.test/x).',
    '<p>(<a class="away" href="https://a.test/x" rel="nofollow noopener ugc">https://a.test/x</a>).</p>',
  ],
  ['[x](javascript:alert(1)) ftp://a', '<p>[x](javascript:alert(1)) ftp://a</p>'],
  ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
  ['- a\n  - b\n- c', '<ul>\n<li>a<ul>\n<li>b</li>\n</ul></li>\n<li>c</li>\n</ul>'],
  ['1. a\n- b', '<ol>\n<li>a</li>\n</ol><ul>\n<li>b</li>\n</ul>'],
  ['text\n- a', '<p>text</p>\n<ul>\n<li>a</li>\n</ul>'],
  ['> a\n> > b', '<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>'],
  [
    '```\n<b> [[x]]\n\n**y**\n```\nz',
    '<pre tabindex="0"><code>&lt;b&gt; [[x]]\n\n**y**\n</code></pre>\n<p>z</p>',
  ],
  ['```\nunclosed', '<pre tabindex="0"><code>unclosed\n</code></pre>'],
  ['---', '<hr>'],
  ['', ''],
  [`<b> & "c" 'd'`, '<p>&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</p>'],
])('%j', (text, expected) => {
  expect(html(text).replaceAll('\n</li>', '</li>')).toBe(expected)
})

it('tells which pages a text links to', () => {
  expect([...linksOf('[[A]] [[ B |b]] `[[C]]` [[a\nb]] [[]] [[A]]')]).toEqual(['A', 'B', 'C'])
})

/** Pieces of markup and of attacks, in any order, among text. */
const hostile = fc
  .array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom(
          ...[
            '<script>',
            '</script>',
            '<img src=x onerror=alert(1)>',
            '"',
            "'",
            '<',
            '>',
            '&',
            '&lt;',
            '--',
            '<!--',
          ],
          ...[
            'javascript:',
            'https://',
            'http://a.test/',
            '" onclick="',
            ']]>',
            '\0',
            '\u2028',
            '\ud800',
            '<svg/onload=',
          ],
          ...[
            '[[',
            ']]',
            '|',
            '[',
            '](',
            ')',
            '**',
            '*',
            '`',
            '```',
            '\n```\n',
            '# ',
            '- ',
            '1. ',
            '> ',
            '\n',
            '\n\n',
            ' ',
          ],
          ...[
            '  ',
            '    ',
            '---\n',
            'FrontPage',
            '[[FrontPage|',
            'data:text/html,',
            '\t',
            '\\',
            '/../',
            '%22',
            '{{',
            '}}',
          ],
        ),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: 'binary' }) },
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''))

/** All that markup may become: elements, and the attributes they may have. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ...{
    h2: ['id'],
    h3: ['id'],
    h4: ['id'],
    h5: ['id'],
    p: [],
    hr: [],
    ul: [],
    ol: [],
    li: [],
    blockquote: [],
  },
  ...{ pre: ['tabindex'], code: [], em: [], strong: [], a: ['href', 'class', 'title', 'rel'] },
}

function* elements(node: Tree.ParentNode): Generator<Tree.Element> {
  for (const child of node.childNodes) {
    if ('tagName' in child) yield child
    if ('childNodes' in child) yield* elements(child)
  }
}

/** What is wrong with a page: nothing, whatever was written. */
function dangers(fragment: Tree.DocumentFragment): string[] {
  return Array.from(elements(fragment)).flatMap(({ tagName, attrs }) => {
    const allowed = ALLOWED[tagName]
    if (allowed === undefined) return [`<${tagName}>`]
    const href = attrs.find(({ name }) => name === 'href')?.value ?? '/'
    const foreign = attrs
      .filter(({ name }) => !allowed.includes(name))
      .map(({ name }) => `${tagName} ${name}`)
    return /^(?:\/(?![/\\])|https?:\/\/)/.test(href) ? foreign : [...foreign, `href ${href}`]
  })
}

it('is HTML without scripts, handlers and foreign addresses, whatever was written', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(dangers(parseFragment(html(text)))).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

/** HTML as a parser writes it; NUL is what it drops, and line breaks are all alike to it. */
const parsed = (text: string) => serialize(parseFragment(text)).replaceAll('&nbsp;', '\u00a0')

it('is HTML that a parser finds nothing to mend in', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const made = html(text.replace(/[\0\r]/g, ''))
      expect(parsed(made)).toBe(made.replaceAll('&#39;', "'").replace(/&quot;(?![^<]*">)/g, '"'))
    }),
    { numRuns: 1000 },
  )
})

it.each([
  ['open marks', '*a **b '.repeat(40_000)],
  ['brackets', '['.repeat(250_000)],
  ['half links', '[[a|'.repeat(60_000)],
  ['labels', '[a]('.repeat(60_000)],
  ['addresses', 'https://'.repeat(30_000)],
  ['backticks', '`a'.repeat(120_001)],
  ['quotations', `${'> '.repeat(100_000)}a`],
  ['deeper and deeper', Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n % 20)}- x`).join('\n')],
  ['blanks', `a${' '.repeat(250_000)}b`],
  ['headings', '# a\n'.repeat(60_000)],
])('a quarter of a megabyte of %s is no trouble', (_name, text) => {
  const made = html(text)
  expect(made.length).toBeGreaterThan(text.length / 3)
  expect(dangers(parseFragment(made.slice(0, 20_000)))).toEqual([])
})

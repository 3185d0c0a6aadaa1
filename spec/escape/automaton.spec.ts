/** The automaton over static text: where templates stand after a text, and what printed values get there. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type DefaultTreeAdapterMap, parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { advance, flush } from '../../src/escape/advance.js'
import { contentTypeOf } from '../../src/escape/content-type.js'
import { type Context, contextOf, startOf, TEXT } from '../../src/escape/context.js'
import { describe as words } from '../../src/escape/describe.js'
import { join, settle } from '../../src/escape/join.js'
import { place } from '../../src/escape/place.js'

const reach = (text: string, start: Context = TEXT): Context => advance(start, text).context

describe('a context after a text', () => {
  it.each([
    ['', 'in text'],
    ['a < b', 'in text'],
    ['<', 'after `<`'],
    ['</', 'after `</`'],
    ['<p', 'in the name of an element'],
    ['<p ', 'in a tag'],
    ['<p tit', 'in the name of an attribute'],
    ['<p title ', 'after the name of an attribute'],
    ['<p title=', 'before the value of title'],
    ['<p title="', 'in the double-quoted value of an attribute'],
    ["<p title='>", 'in the single-quoted value of an attribute'],
    ['<p title=a', 'in the value without quotes of an attribute'],
    ['<p title="a"', 'in a tag'],
    ['<p title="a">', 'in text'],
    ['<!-- <p', 'in a comment'],
    ['<!-->', 'in text'],
    ['<!--->', 'in text'],
    ['<!-- a --!>', 'in text'],
    ['<!DOCTYPE html', 'in a declaration'],
    ['<?php', 'in a declaration'],
    ['<title>a <b>', 'in the text of <title>'],
    ['<TEXTAREA></text', 'in the text of <textarea>'],
    ['<textarea></textarea >', 'in text'],
    ['<svg><title>', 'in text of SVG or MathML'],
    ['<svg><foreignObject><title>', 'in the text of <title>'],
    ['<svg><title><title>', 'in the text of <title>'],
    ['<svg><p><title>', 'in the text of <title>'],
    ['<svg/><title>', 'in the text of <title>'],
    ['<svg></svg><title>', 'in the text of <title>'],
    ['<svg><![CDATA[<p ', 'in a CDATA section'],
    ['<p><![CDATA[<p> ', 'in text'],
    ['<plaintext></plaintext><p ', 'in the text after <plaintext>'],
    ['<a href="', 'at the start of the address in href'],
    ['<a href=" ', 'at the start of the address in href'],
    ['<a href="java', 'at the start of the address in href'],
    ['<a href="/', 'in the path of the address in href'],
    ['<a href="//h', 'in the host of the address in href'],
    ['<a href="https://', 'in the host of the address in href'],
    ['<a href="ht&#9;tps:&sol;/h', 'in the host of the address in href'],
    ['<a href="https://h/', 'in the path of the address in href'],
    ['<a href="p?q=', 'in the query of the address in href'],
    ['<a href="#', 'in the query of the address in href'],
    ['<a href="mailto:', 'in the address in href'],
    [
      '<a href=" java&Tab;script:f(\'',
      'in a single-quoted JavaScript string of a javascript: address in href',
    ],
    ['<a href="vbscript:', 'in the vbscript: address in href'],
    ['<svg><a xlink:href="', 'at the start of the address in xlink:href'],
    ['<p data-href="', 'in the double-quoted value of an attribute'],
    ['<p :href="', 'in the double-quoted value of an attribute'],
    ['<img srcset="a.png 2x, ', 'in a list of addresses in srcset'],
    ['<meta http-equiv=refresh content="0; URL = ', 'at the start of the address in content'],
    ['<meta http-equiv=refresh content="0;url=\'/a?', 'in the query of the address in content'],
    ['<meta http-equiv=refresh content="', 'in the time of a refresh in content'],
    ['<meta name=description content="', 'in the double-quoted value of an attribute'],
    ['<iframe srcdoc="&lt;p title=\'', 'in the single-quoted value of an attribute of the page in srcdoc'],
    ['<p style="', 'in CSS in style'],
    ['<p style="a:url(', 'in a url() of CSS in style'],
    ['<p style="a:url( \'b', 'in a url() of CSS in style'],
    ['<style>a{b:"\\"', 'in a double-quoted CSS string in <style>'],
    ['<style>a{b:"c\n', 'in CSS in <style>'],
    ['<style>/* " ', 'in a CSS comment in <style>'],
    ['<style>@import "', 'in a double-quoted CSS string after @import in <style>'],
    ['<style>@import "a"; p{', 'in CSS in <style>'],
    ['<style>a</styl', 'in CSS in <style>'],
    ['<svg><style><![CDATA[ a{b:"', 'in a double-quoted CSS string in <style>'],
    ['<svg><script>f("&quot;', 'in JavaScript in <script>'],
    ['<p onclick="', 'in JavaScript in onclick'],
    ['<p ONCLICK="f(\'', 'in a single-quoted JavaScript string in onclick'],
    ['<p onclick="f(&quot;', 'in a double-quoted JavaScript string in onclick'],
    ['<script>', 'in JavaScript in <script>'],
    ['<script type="text&sol;plain" type=module>', 'in the text of <script>'],
    ['<script type=application/ld+json>{"a":"', 'in a JSON string in <script>'],
    ['<script type=text/x-template><p title="', 'in the text of <script>'],
    ['<script>a = "</script>', 'in text'],
    ['<script><!-- \n<script> "', 'in a double-quoted JavaScript string in <script>'],
    ['<script><!-- \n<script> </script>\n "', 'in a double-quoted JavaScript string in <script>'],
    ['<script><!-- \n<script> </script> --> </script>', 'in text'],
    ['<script>f("<!--<script>") </script>', 'in text'],
  ])('%s is %s', (text, expected) => {
    expect(words(reach(text))).toBe(expected)
  })

  const STRING = 'in a double-quoted JavaScript string'
  const PATTERN = 'in a JavaScript regular expression'
  it.each([
    ['a = "', STRING],
    ['a = "\\"', STRING],
    ['a = "b\n', 'in JavaScript'],
    ['a = "b\\\n', STRING],
    ['// "\u2028"', STRING],
    ['/* " */ "', STRING],
    ['/* "', 'in a JavaScript comment'],
    ['\n<!-- "\n"', STRING],
    ['\n  --> "\n"', STRING],
    ['a --> "', STRING],
    ['#! "\n"', STRING],
    ['a = `', 'in a JavaScript template literal'],
    [`a = \`\${ "`, STRING],
    [`a = \`\${ {b: {}} } `, 'in a JavaScript template literal'],
    [`a = \`\${ \`\${ 1 }\` `, 'in JavaScript'],
    ['a = `$', 'in a JavaScript template literal'],
    ['a = /', PATTERN],
    ['a = /[/', PATTERN],
    ['a = /\\//', 'in JavaScript'],
    ['a = b / "', STRING],
    ['a = b[0] / "', STRING],
    ['a++ / "', STRING],
    ['f() / "', STRING],
    ['`b` / "', STRING],
    ['a.in / "', STRING],
    ['this.#yield / "', STRING],
    ['0. / "', STRING],
    ['return/', PATTERN],
    ['return\ufeff/', PATTERN],
    ['await /', PATTERN],
    ['() => /', PATTERN],
    ['if (f(a)) /', PATTERN],
    ['while (a) /', PATTERN],
    ['} /', PATTERN],
    ['x = 1 - /', PATTERN],
  ])('of JavaScript, %s is %s', (text, expected) => {
    expect(words(reach(text, startOf('js')))).toBe(expected)
  })

  it.each([
    ['<a b="', 'in the double-quoted value of an attribute'],
    ['<title><b ', 'in a tag'],
    ['<![CDATA[<a ', 'in a CDATA section'],
    ['<_a', 'in the name of an element'],
    ['<!-- a --!> ', 'in a comment'],
  ])('of XML, %s is %s', (text, expected) => {
    expect(words(reach(text, startOf('xml')))).toBe(expected)
  })
})

describe('a printed value', () => {
  /** What the value at ¤ gets: lead, escapers, and why it is refused. */
  function placed(template: string, start: Context = TEXT): string {
    const [before = '', next = ''] = template.split('¤')
    const { lead, escapers, finding } = place(reach(before, start), next)
    return `${lead}${escapers.join(' ')}${finding === null ? '' : ` ! ${finding.id}`}`
  }

  it.each([
    ['¤', 'escape'],
    ['<title>¤', 'rcdata'],
    ['<title><b>¤', 'rcdata ! raw-markup'],
    ['<xmp><¤', 'rcdata ! raw-markup'],
    ['<!--¤-->', 'comment'],
    ['<!doctype ¤>', 'escape ! declaration'],
    ['<¤>', 'elementName'],
    ['</¤>', 'elementName'],
    ['<h¤>', 'headingLevel'],
    ['<di¤>', 'headingLevel ! tag-name'],
    ['<p ¤>', 'attributes'],
    ['<p ¤ =a>', 'attributeName'],
    ['<p a="b"¤>', 'attributes'],
    ['<p data-¤="a">', 'attributeSuffix'],
    ['<p on¤="a">', 'attributeName ! attr-name'],
    ['<p title="¤"', 'attribute'],
    ['<p title=¤', '"attribute'],
    ['<p title=a¤', 'attribute'],
    ['<a href="¤"', 'navUrl escape'],
    ['<a href=¤', '"navUrl escape'],
    ['<a href="java¤"', 'urlRest escape'],
    ['<a href="/¤"', 'urlSlash escape'],
    ['<a href="/a/¤"', 'urlPart escape'],
    ['<a href="?a=1&¤=2"', 'urlComponent escape'],
    ['<a href="&#1¤"', 'navUrl escape ! partial-charref'],
    ['<a href="data:text/html,¤"', 'urlComponent escape ! url-scheme'],
    ['<img src="data:image/png;base64,¤"', 'urlPart escape'],
    ['<script src="¤"', 'resourceUrl escape'],
    ['<script src="/js/¤"', 'resourcePath escape'],
    ['<script src="https://¤/"', 'urlPart escape ! url-host'],
    ['<link rel=icon href="¤"', 'mediaUrl escape'],
    ['<link rel="alternate stylesheet" href="¤"', 'resourceUrl escape'],
    ['<link href="¤" rel=canonical>', 'navUrl escape'],
    ['<link href="¤">', 'resourceUrl escape'],
    ['<link rel="¤"', 'attribute ! control-attr'],
    ['<meta content="¤" name="description">', 'attribute'],
    ['<meta content="¤">', 'refresh escape'],
    ['<script type="¤"', 'attribute ! script-type'],
    ['<iframe srcdoc="¤"', 'escape escape'],
    ['<p onclick="¤"', 'jsValue escape'],
    ['<p onclick="f(\'¤\')"', 'jsString'],
    ['<p onclick="f(\'&¤\')"', 'jsString ! partial-charref'],
    ['<script>¤', 'jsValue'],
    ['<script>typeof¤', ' jsValue'],
    ['<script>var ¤', 'jsValue ! js-ident'],
    ['<script>a.¤', 'jsValue ! js-ident'],
    ['<script>f(...¤', 'jsValue'],
    ['<script>a_¤', 'jsValue ! js-ident'],
    ['<script>"\\¤"', 'jsString ! partial-escape'],
    ['<script>/a[¤]/', 'jsRegexp'],
    ['<script type=application/json>[¤', 'json'],
    ['<script type=importmap>[¤', 'json ! script-type'],
    ['<style>a{b:¤', 'cssValue'],
    ['<p style="a:¤"', 'cssValue escape'],
    ['<p style="a:url(¤)"', 'mediaUrl cssString'],
    ['<style>@import "¤"', 'cssString ! css-import'],
    ['<svg><rect fill="¤"', 'cssValue escape'],
    ['<svg><set to="¤" attributeName="href"', 'attribute ! control-attr'],
    ['<svg><set attributeName="r" to="¤"', 'attribute'],
  ])('in %s gets %s', (template, expected) => {
    expect(placed(template)).toBe(expected)
  })

  it.each([
    ['xml', '<a b="¤"', 'xmlAttribute'],
    ['xml', '<![CDATA[¤', 'cdata'],
    ['svg', '<a href="¤"', 'navUrl escape'],
    ['js', 'f("¤")', 'jsString'],
    ['json', '{"a":¤}', 'json'],
    ['css', 'a{b:¤}', 'cssValue'],
    ['text', 'a ¤', 'text'],
    ['sql', 'select ¤', 'sql'],
  ] as const)('of %s in %s gets %s', (type, template, expected) => {
    expect(placed(template, startOf(type))).toBe(expected)
  })
})

describe('ways that come together', () => {
  const together = (a: string, b: string) => {
    const both = join(reach(a), reach(b))
    expect(join(reach(b), reach(a)) === null).toBe(both === null)
    return both === null ? null : words(both)
  }

  it.each([
    ['<a>', '<b>', 'in text'],
    ['<input checked', '<input', 'in a tag'],
    ['<input checked ', '<input ', 'in a tag'],
    ['<a href="?b', '<a href="/c', 'in the path or query of the address in href'],
    ['<a href="', '<a href="/b', 'at the start of the address in href'],
    ['<a href', '<a title', 'in the name of an attribute'],
    ['<script>a = 1', '<script>', 'in JavaScript in <script>'],
    ['<li', '<p', 'in the name of an element'],
    ['<script type=module', '<script', 'in a tag'],
  ])('%s and %s are %s', (a, b, expected) => {
    expect(together(a, b)).toBe(expected)
  })

  it.each([
    ['<p title="', '<p title="">'],
    ['<script>', ''],
    ['<script', '<p'],
    ['<script>`', '<script>`${'],
    ['<p title="', "<p title='"],
    ['<p title="', '<p onclick="'],
  ])('%s and %s do not join', (a, b) => {
    expect(together(a, b)).toBeNull()
  })

  it('need a space between attributes afterwards', () => {
    const both = join(reach('<input checked'), reach('<input'))
    expect(advance(both ?? TEXT, 'name=a>').findings).toMatchObject([{ id: 'attr-name', at: 0, length: 4 }])
    expect(advance(both ?? TEXT, ' name=a>')).toMatchObject({ context: TEXT, findings: [] })
  })

  it('close the quotes that were added', () => {
    const { context } = { context: place(reach('<p title=')).after }
    expect(settle(context)).toMatchObject({ text: '"' })
    expect(settle(reach('<p title="'))).toBeNull()
  })
})

describe('static text', () => {
  it('of literals has no markup in it', () => {
    const text = '<script>f("<script></scrip", /<!--/, `<`)//<!--'
    const { edits } = advance(TEXT, text)
    expect(edits.map(({ at }) => text.slice(at, at + 4))).toEqual(['<scr', '<!--'])
    expect(edits.every(({ remove, insert }) => remove === 1 && insert === '\\x3C')).toBe(true)
  })

  it('gets the quotes that values need, and nothing else', () => {
    const { after: open } = place(reach('<p title='))
    expect(advance(open, ' class=a>').edits).toEqual([{ at: 0, remove: 0, insert: '"' }])
    expect(advance(TEXT, '<p title=a').valueAt).toBe(9)
    expect(advance(TEXT, '<p title=a class=b>')).toMatchObject({ edits: [], valueAt: null })
  })

  it.each([
    ['<p title=a=b>', 'bad-html', '='],
    ['<script>a = "b</script>', 'js-unterminated', '<'],
    ['<script>a = "b\nc"', 'js-unterminated', '\n'],
    ['<svg><style><b>', 'bad-html', '<'],
  ])('%s is found to be %s', (text, id, found) => {
    const [finding] = advance(TEXT, text).findings
    expect(finding?.id).toBe(id)
    expect(text.slice(finding?.at, (finding?.at ?? 0) + (finding?.length ?? 0))).toBe(found)
  })

  it.each([
    ['<p ¤b="c">', 'attr-name'],
    ['<¤b>', 'tag-name'],
    ['<!--¤->-->', 'bad-html'],
    ['<script>¤px', 'js-ident'],
  ])('after a value, %s is found to be %s', (template, id) => {
    const [before = '', next = ''] = template.split('¤')
    expect(advance(place(reach(before), '').after, next).findings.map((each) => each.id)).toEqual([id])
  })

  it.each([
    ['page.html', 'html'],
    ['a/b.xhtml.j2', 'html'],
    ['feed.xml', 'xml'],
    ['a.svg.njk', 'svg'],
    ['a.js', 'js'],
    ['a.css.jinja', 'css'],
    ['a.webmanifest', 'json'],
    ['mail.txt', 'text'],
    ['README', 'text'],
    ['page.jinja2', 'html'],
    [null, 'html'],
  ])('of %s is %s', (name, type) => {
    expect(contentTypeOf(name)).toBe(type)
  })
})

/** Pieces of templates; of scripts and styles whole words, whose meaning does not depend on where they are cut. */
const MARKUP = [
  '<p',
  '<a',
  '<svg',
  '<title',
  '<textarea',
  '<iframe',
  '<!--',
  '-->',
  '--!>',
  '<!',
  '</',
  '<',
  '>',
  '/>',
  '/',
  ' ',
  '\n',
  '=',
  '"',
  "'",
  'href',
  ' href="',
  ' title=',
  'x',
  'p',
  '&amp;',
  '&',
  '-',
  '</title>',
  '</textarea>',
  '</svg>',
  '<foreignObject>',
  '<![CDATA[',
  ']]>',
  '<mtext>',
  '<math>',
] as const
const CODE = [
  '<script>',
  '</script>',
  '<style>',
  '</style>',
  '<!--',
  ' "',
  " '",
  ' `',
  '${',
  ' {',
  ' }',
  ' /',
  ' a ',
  '\\',
  '\n',
  '*/',
  '/*',
] as const

const markup = fc.array(fc.constantFrom(...MARKUP), { maxLength: 14 }).map((pieces) => pieces.join(''))
const anything = fc
  .array(
    fc.oneof(
      fc.constantFrom(...MARKUP, ...CODE, ' onclick="', ' style="', ' srcdoc="'),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 16 },
  )
  .map((pieces) => pieces.join(''))

describe('for any text', () => {
  it('advancing ends, stays within the text, and gives a context that its key stands for', () => {
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom('html', 'xml', 'svg', 'js', 'json', 'css', 'text'),
        (text, type) => {
          const { context, edits, findings } = advance(startOf(type), text)
          expect(contextOf(context.key)).toEqual(context)
          const places = [...findings, ...edits.map(({ at, remove }) => ({ at, length: remove }))]
          expect(places.every(({ at, length }) => at >= 0 && length >= 0 && at + length <= text.length)).toBe(
            true,
          )
          const { before, after: next } = place(context)
          expect([contextOf(before.key), contextOf(next.key)]).toEqual([before, next])
          expect(join(context, context)).toBe(context)
          expect(words(context)).not.toBe('')
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('two parts of it lead where the whole does', () => {
    fc.assert(
      fc.property(markup, markup, (a, b) => {
        expect(flush(reach(b, reach(a))).key).toBe(flush(reach(a + b)).key)
      }),
      { numRuns: 2000 },
    )
  })

  it('a value lands where a parser of HTML finds it', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const context = flush(advance(TEXT, text).context)
        const ending = ENDINGS[context.state]
        if (ending === undefined || /^\//.test(context.element + context.name)) return
        // Of attributes with one name parsers keep the first, and end tags have none.
        const names = text.match(/[a-z]+/g) ?? []
        if (context.state === 'value' && new Set(names).size < names.length) return
        const [before, behind] = ending
        const quote = context.quote === 'single' ? "'" : '"'
        const page = `${text}${before}zprobe${behind.replace('"', context.state === 'value' && context.quote !== 'none' ? quote : '')}`
        expect(landings(page), page).toContain(LANDINGS[context.state])
      }),
      { numRuns: 2000 },
    )
  })
})

/** What to put around a probe for a parser to see it, by state. */
const ENDINGS: Readonly<Record<string, readonly [before: string, behind: string]>> = {
  text: ['', ''],
  raw: ['', ''],
  value: ['', '" >'],
  'tag-name': ['', '>'],
  comment: ['', '-->'],
}

const LANDINGS: Readonly<Record<string, string>> = {
  text: 'text',
  raw: 'text',
  value: 'value',
  'tag-name': 'name',
  comment: 'comment',
}

type Nodes = DefaultTreeAdapterMap

/** As what the probe is found in a page. */
function landings(page: string): string[] {
  const found: string[] = []
  const visit = (node: Nodes['node']): void => {
    if ('value' in node && node.value.includes('zprobe')) found.push('text')
    if ('data' in node && node.data.includes('zprobe')) found.push('comment')
    if ('tagName' in node) {
      if (node.tagName.includes('zprobe')) found.push('name')
      if (node.attrs.some(({ value }) => value.includes('zprobe'))) found.push('value')
    }
    const children = 'content' in node ? node.content.childNodes : 'childNodes' in node ? node.childNodes : []
    for (const child of children) visit(child)
  }
  visit(parse(page))
  return found
}

const corpus = new URL('../../../shared/corpus/escape/open/go.jsonl', import.meta.url)

describe.skipIf(!existsSync(corpus))('the contexts that Go finds', () => {
  interface Case {
    readonly id: string
    readonly kind: string
    readonly prefix: string
    readonly go_context: { readonly state?: string }
  }

  /** Where Go differs from the HTML standard, or takes namespaces in HTML for more than letters. */
  const DIFFERENT = new Set(
    ['083', '080', '100', '102', '103', '104'].map((number) => `go/context/${number}`),
  )

  const cases = readFileSync(existsSync(corpus) ? corpus : '/dev/null', 'utf8')
    .split('\n')
    .filter((line) => line.includes('"kind":"context"'))
    .map((line): Case => JSON.parse(line))
    .filter(({ id }) => !DIFFERENT.has(id))

  it.each(cases.map((each) => [each.prefix, each.go_context.state ?? 'stateText'] as const))(
    'after %s is %s',
    (prefix, state) => {
      expect(words(flush(reach(prefix)))).toMatch(GO_STATES[state] ?? /^$/)
    },
  )
})

const GO_STATES: Readonly<Record<string, RegExp>> = {
  stateText: /^in text$/,
  stateTag: /^in a tag$/,
  stateAttrName: /^in the name of an attribute$/,
  stateBeforeValue: /^before the value of /,
  stateURL: /address/,
  stateHTMLCmt: /^in a comment$/,
  stateRCDATA: /^in the text of <textarea>$/,
  stateJS: /^in JavaScript in /,
  stateJSDqStr: /^in a double-quoted JavaScript string/,
  stateJSSqStr: /^in a single-quoted JavaScript string/,
  stateJSTmplLit: /^in a JavaScript template literal/,
  stateJSRegexp: /^in a JavaScript regular expression/,
  stateJSLineCmt: /^in a JavaScript comment/,
  stateJSBlockCmt: /^in a JavaScript comment/,
  stateCSS: /^in CSS in /,
  stateCSSBlockCmt: /^in a CSS comment/,
  stateCSSSqStr: /^in a single-quoted CSS string/,
  stateCSSURL: /^in a url\(\) of CSS/,
}

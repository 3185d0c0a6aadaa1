import { type Node, type Program, parse, parseExpressionAt } from 'acorn'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Markup, safeJs } from '../../src/index.js'
import { check, seed } from '../properties/time-box.js'
import { escapers, texts } from './hostile.js'

const { jsString, jsRegexp, jsValue, json } = escapers

/** The value of the one string, template or pattern that a program assigns. */
function literalIn(code: string): unknown {
  const program: Program = parse(code, { ecmaVersion: 'latest' })
  expect(program.body).toHaveLength(1)
  const [statement] = program.body
  if (statement?.type !== 'VariableDeclaration') throw new TypeError(`not one declaration: ${code}`)
  expect(statement.declarations).toHaveLength(1)
  return statement.declarations[0]?.init
}

/** What an expression of literals means. */
function evaluated(code: string): unknown {
  expect(code).not.toMatch(/<|\/|`|\$/)
  const tree: Node = parseExpressionAt(code, 0, { ecmaVersion: 'latest' })
  expect(tree.end).toBe(code.length)
  return new Function(`return (${code})`)()
}

describe(`a value in JavaScript (TORII_SEED=${seed})`, () => {
  test.each(['"', "'"])('inside %s', (quote) => {
    check(1000, texts, (text) => {
      expect(literalIn(`var a = ${quote}${jsString(text)}${quote}`)).toMatchObject({
        type: 'Literal',
        value: text,
      })
    })
  })

  test('inside a template literal', () => {
    check(1000, texts, (text) => {
      const made = literalIn(`var a = \`b\${c}${jsString(text)}\``)
      expect(made).toMatchObject({ quasis: [{}, { value: { cooked: text } }] })
    })
  })

  test.each(['', 'u', 'v'])('inside a regular expression with the flags "%s" it matches itself', (flags) => {
    check(1000, texts, (text) => {
      const source = jsRegexp(text)
      expect(literalIn(`var a = /${source}/${flags}`)).toMatchObject({ type: 'Literal', regex: { flags } })
      expect(text.replace(new RegExp(source, flags), '')).toBe('')
      expect(new RegExp(`^${source}$`, flags).test(`${text}!`)).toBe(false)
    })
  })

  test.each([
    ['// ', '\nvar a = 1'],
    ['/* ', ' */ var a = 1'],
    ['<!-- ', '\nvar a = 1'],
  ])('inside the comment that begins with %s', (before, after) => {
    check(500, texts, (text) => {
      expect(literalIn(before + jsString(text) + after)).toMatchObject({ value: 1 })
    })
  })

  test('as an expression', () => {
    check(1000, texts, (text) => {
      expect(evaluated(jsValue(text))).toBe(text)
      expect(JSON.parse(json(text))).toBe(text)
    })
  })

  test('data as an expression', () => {
    const data = fc.jsonValue({ stringUnit: 'binary' })
    check(1500, data, (value) => {
      expect(evaluated(jsValue(value))).toEqual(value)
      expect(JSON.parse(json(value))).toEqual(JSON.parse(JSON.stringify(value)))
    })
  })

  test('text of which nothing means anything stays readable', () => {
    expect(jsString('Tom, 3.5 - J\u00fcrgen \u65e5\u672c \u{1f600}')).toBe(
      'Tom, 3.5 - J\u00fcrgen \u65e5\u672c \u{1f600}',
    )
    expect(jsString('</script>')).toBe('\\u003c\\u002fscript\\u003e')
    expect(jsString('\ud800 \u2028')).toBe('\\ud800 \\u2028')
  })

  test.each<[string, unknown, string, string]>([
    ['a number', 42, '42', '42'],
    ['a negative number', -1, ' -1', '-1'],
    ['minus zero', -0, ' -0', '0'],
    ['a number that is none', Number.NaN, 'NaN', 'null'],
    ['infinity', Number.NEGATIVE_INFINITY, ' -Infinity', 'null'],
    ['a bigint', 2n ** 64n, '18446744073709551616n', '18446744073709551616'],
    ['true', true, 'true', 'true'],
    ['null', null, 'null', 'null'],
    ['nothing', undefined, 'undefined', 'null'],
    [
      'a date',
      new Date(0),
      '"1970-01-01T00\\u003a00\\u003a00.000Z"',
      '"1970-01-01T00\\u003a00\\u003a00.000Z"',
    ],
    [
      'a map',
      new Map<unknown, unknown>([
        ['a', 1],
        [2, [null]],
      ]),
      '{"a": 1, "2": [null]}',
      '{"a": 1, "2": [null]}',
    ],
    ['a set', new Set([1, 'b']), '[1, "b"]', '[1, "b"]'],
    ['what has its own JSON', { toJSON: () => ({ a: 1 }) }, '{"a": 1}', '{"a": 1}'],
    ['members that have no JSON', { a: undefined, b: () => 1, c: 2 }, '{"c": 2}', '{"c": 2}'],
    ['an item that is missing', [undefined], '[null]', '[null]'],
    ['markup', new Markup('<b>'), '"\\u003cb\\u003e"', '"\\u003cb\\u003e"'],
    ['markup in data', [new Markup('<b>')], '["\\u003cb\\u003e"]', '["\\u003cb\\u003e"]'],
    ['trusted code', safeJs('f()'), 'f()', 'f()'],
    ['trusted code in data', [safeJs('f()')], '["f\\u0028\\u0029"]', '["f\\u0028\\u0029"]'],
  ])('%s', (_, value, script, data) => {
    expect(jsValue(value)).toBe(script)
    expect(json(value)).toBe(data)
  })

  test('a member named __proto__ is a member', () => {
    const value: unknown = JSON.parse('{"__proto__": {"admin": true}, "b": {"__proto__": 1}}')
    expect(jsValue(value)).toBe('{["__proto__"]: {"admin": true}, "b": {["__proto__"]: 1}}')
    expect(evaluated(jsValue(value))).toEqual(value)
    expect(json(value)).toBe(
      '{"\\u005f\\u005fproto\\u005f\\u005f": {"admin": true}}'
        .replace(/\\u005f/g, '_')
        .replace('}}', '}, "b": {"__proto__": 1}}'),
    )
  })

  test('what contains itself is an error that says so', () => {
    const loop: unknown[] = []
    loop.push([loop])
    expect(() => jsValue(loop)).toThrow('circular-value')
    expect(() => json({ loop })).toThrow('circular-value')
  })

  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
  ])('%s has no JavaScript', (_, value) => {
    expect(() => jsValue(value)).toThrow('not-printable')
    expect(() => json(value)).toThrow('not-printable')
  })

  test('trusted code does not end the script that it is in', () => {
    const code = safeJs('a("</script><!-- <SCRIPT>", /<\\/script/)')
    expect(jsValue(code)).toBe('a("\\x3C/script>\\x3C!-- \\x3CSCRIPT>", /<\\/script/)')
  })

  test('of trusted code inside quotes only its own escapes stay', () => {
    check(1000, texts, (text) => {
      for (const quote of ['"', "'", '`']) literalIn(`var a = ${quote}${jsString(safeJs(text))}${quote}`)
    })
    expect(jsString(safeJs('a\\n"b\\u0027'))).toBe('a\\n\\u0022b\\u0027')
  })
})

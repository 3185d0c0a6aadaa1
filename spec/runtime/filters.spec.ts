import { describe, expect, it } from 'vitest'
import { Fault } from '../../src/runtime/fault.js'
import { filters } from '../../src/runtime/filters/index.js'
import { globals } from '../../src/runtime/globals.js'
import { Keywords } from '../../src/runtime/keywords.js'
import { Markup } from '../../src/runtime/markup.js'
import { createNamespace, isNamespace } from '../../src/runtime/namespace.js'
import { bindOperation } from '../../src/runtime/operation.js'
import type { Host, Program, Site } from '../../src/runtime/scope.js'
import { Scope } from '../../src/runtime/scope.js'
import { tests } from '../../src/runtime/tests/index.js'
import { Undefined } from '../../src/runtime/undefined.js'
import { js } from '../../src/runtime/values/js.js'

const FILTERS =
  'abs attr batch capitalize center count d date default dictsort dump e escape filesizeformat first float ' +
  'forceescape format groupby indent int items join last length list lower map max min nl2br number pprint ' +
  'random reject rejectattr replace reverse round safe safe_attr safe_css safe_js safe_url select selectattr ' +
  'slice sort string striptags sum title tojson trim truncate trusted_resource_url unique upper urlencode urlize wordcount wordwrap xmlattr'
const TESTS =
  '!= < <= == > >= boolean callable defined divisibleby eq equalto escaped even false falsy filter float ge ' +
  'greaterthan gt in integer iterable le lessthan lower lt mapping ne none null number odd sameas sequence ' +
  'string test true truthy undefined upper'

const program: Program = {
  name: null,
  root: () => '',
  blocks: {},
  globals: {},
  variant: () => program,
  get chunked() {
    return program
  },
  get valued() {
    return program
  },
}

function siteWith(autoescape: boolean, policies: Readonly<Record<string, unknown>> = {}): Site {
  const host: Host = {
    values: js,
    filters,
    tests,
    globals: {},
    policies,
    undefined: Undefined,
    newline: '\n',
    finalize: null,
    onUnsafe: null,
    trustedOrigins: [],
    load: () => program,
    epoch: 0,
    lenientCalls: false,
    autoReload: false,
  }
  return new Scope(host, program, {}).at(autoescape)
}

const plain = siteWith(false)
const escaping = siteWith(true)

/** Applies a filter; a last argument that is `Keywords` gives keyword arguments. */
function run(site: Site, name: string, value: unknown, ...args: unknown[]): unknown {
  const last = args.at(-1)
  const keywords = last instanceof Keywords ? last.values : {}
  const positional = last instanceof Keywords ? args.slice(0, -1) : args
  const operation = filters[name]
  if (operation === undefined) throw new TypeError(name)
  return bindOperation(operation, name, { positional, keywords })(site, value)
}

function text(name: string, value: unknown, ...args: unknown[]): string {
  return js.text(run(plain, name, value, ...args))
}

function faultOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof Fault) return error.id
    throw error
  }
  return 'none'
}

describe('the tables', () => {
  it('hold every built-in filter and test, and nothing else', () => {
    expect(Object.keys(filters).sort()).toEqual(FILTERS.split(' '))
    expect(Object.keys(tests).sort()).toEqual(TESTS.split(' ').sort())
    expect(Object.keys(globals).sort()).toEqual(['cycler', 'dict', 'joiner', 'lipsum', 'namespace', 'range'])
  })
})

describe('arguments', () => {
  it('are bound by name', () => {
    expect(text('indent', 'a\nb', new Keywords({ width: 1, first: true }))).toBe(' a\n b')
    expect(text('center', 'a', 3)).toBe(' a ')
  })

  it.each([
    ['too-many-arguments', () => run(plain, 'upper', 'a', 1)],
    ['unknown-argument', () => run(plain, 'indent', 'a', new Keywords({ wide: 1 }))],
    ['duplicate-argument', () => run(plain, 'indent', 'a', 1, new Keywords({ width: 1 }))],
    ['missing-argument', () => run(plain, 'batch', [1])],
    ['bad-argument', () => run(plain, 'center', 'a', 'wide')],
    ['too-large', () => run(plain, 'center', 'a', 1e12)],
    ['missing-filter', () => run(plain, 'map', [1], 'nope')],
    ['missing-test', () => run(plain, 'select', [1], 'nope')],
  ])('fail with %s', (id, action) => {
    expect(faultOf(action)).toBe(id)
  })
})

describe('text', () => {
  it.each([
    ['capitalize', 'ßAB', [], 'Ssab'],
    ['title', "foo's b-c", [], "Foo's B-C"],
    ['truncate', 'foo bar baz', [9, false, '...', 0], 'foo...'],
    ['truncate', '😀😀😀😀', [3, true, '.', 0], '😀😀.'],
    ['wordwrap', 'a long-word 12345', [6], 'a\nlong-\nword\n12345'],
    ['wordcount', 'eins, zwei ünï', [], '3'],
    ['replace', 'aaa', ['a', 'b', 2], 'bba'],
    ['replace', 'ab', ['', '-'], '-a-b-'],
    ['trim', '\u001c a\u0085', [], 'a'],
    ['striptags', '<p>a &amp; <b>b</b></p> <!-- <i> -->c', [], 'a & b c'],
    ['striptags', '<!<!-- x -->-- y -->z', [], 'z'],
    ['urlencode', 'a/b ü', [], 'a/b%20%C3%BC'],
    ['filesizeformat', 1250, [], '1.2 kB'],
    ['int', '0x1F', [0, 16], '31'],
    ['int', '42.9', [], '42'],
    ['float', ' 1_0.5 ', [], '10.5'],
    ['round', 2.5, [], '2'],
    ['round', 2.675, [2], '2.67'],
    ['round', 42.1, [0, 'ceil'], '43'],
  ] satisfies readonly [string, unknown, unknown[], string][])('%s of %j', (name, value, args, expected) => {
    expect(text(name, value, ...args)).toBe(expected)
  })

  it('removes many comments and tags in linear time', () => {
    const html = '<!--<b>-->'.repeat(50_000)
    expect(text('striptags', html)).toBe('')
  })
})

describe('safe text', () => {
  const bold = new Markup('<b>')

  it('stays safe through text filters', () => {
    expect(run(plain, 'upper', bold)).toEqual(new Markup('<B>'))
    expect(run(plain, 'title', bold)).toBe('<B>')
    expect(run(plain, 'last', bold)).toBeInstanceOf(Markup)
  })

  it('makes joining and replacing escape what is plain', () => {
    expect(js.escape(run(escaping, 'join', ['<', bold], '&'))).toBe('&lt;&amp;<b>')
    expect(js.escape(run(escaping, 'replace', '<x>', 'x', bold))).toBe('&lt;<b>&gt;')
    expect(js.escape(run(escaping, 'replace', bold, 'b', '<'))).toBe('<&lt;>')
  })

  it('comes out of filters that write HTML', () => {
    expect(js.escape(run(escaping, 'xmlattr', { a: '"', b: null }))).toBe(' a="&#34;"')
    expect(js.escape(run(escaping, 'nl2br', '<\n'))).toBe('&lt;<br />\n')
    expect(js.escape(run(siteWith(true, { 'urlize.rel': 'noopener' }), 'urlize', '(see www.x.org).'))).toBe(
      '(see <a href="https://www.x.org" rel="noopener">www.x.org</a>).',
    )
  })
})

describe('lists', () => {
  const people = [
    { name: 'bo', city: 'X', tags: ['q'] },
    { name: 'Al', city: 'x', tags: ['r'] },
    { name: 'cy', city: 'A', tags: [] },
  ]

  it('are mapped, chosen and ordered', () => {
    expect(run(plain, 'map', people, new Keywords({ attribute: 'tags.0', default: '-' }))).toEqual([
      'q',
      'r',
      '-',
    ])
    expect(run(plain, 'map', ['a'], 'replace', 'a', 'b')).toEqual(['b'])
    expect(run(plain, 'selectattr', people, 'city', 'eq', 'A')).toEqual([people[2]])
    expect(run(plain, 'sort', people, new Keywords({ attribute: 'city,name' }))).toEqual(
      [2, 1, 0].map((i) => people[i]),
    )
    expect(run(plain, 'unique', ['a', 'A', 1, 1n, [1], [1]])).toEqual(['a', 1, [1]])
    expect(run(plain, 'max', [])).toBeInstanceOf(Undefined)
  })

  it('are grouped under the first spelling', () => {
    const groups = run(plain, 'groupby', people, 'city')
    expect(groups).toEqual([
      ['A', [people[2]]],
      ['X', [people[0], people[1]]],
    ])
    expect(js.attr(js.item(groups, 1), 'grouper')).toBe('X')
  })

  it('are cut up', () => {
    expect(run(plain, 'batch', [1, 2, 3], 2, 0)).toEqual([
      [1, 2],
      [3, 0],
    ])
    expect(run(plain, 'slice', [1, 2, 3, 4], 3, 0)).toEqual([
      [1, 2],
      [3, 0],
      [4, 0],
    ])
    expect(faultOf(() => run(plain, 'sum', ['a', 'b']))).toBe('bad-operand')
  })

  it('wait for filters and tests that are asynchronous', async () => {
    const later = Object.assign((_site: Site, value: unknown) => Promise.resolve(value === 2), {
      params: [],
      required: 0,
    })
    const site: Site = { ...plain, host: { ...plain.host, tests: { later }, filters: { later } } }
    await expect(run(site, 'select', [1, 2], 'later')).resolves.toEqual([2])
    await expect(run(site, 'map', [1, 2], 'later')).resolves.toEqual([false, true])
  })
})

describe('JSON', () => {
  it('is safe in scripts, sorted and ASCII', () => {
    expect(text('tojson', { b: "</ü'", a: [1.5, null] })).toBe(
      '{"a": [1.5, null], "b": "\\u003c/\\u00fc\\u0027"}',
    )
    expect(text('tojson', [{ a: 1 }], 2)).toBe('[\n  {\n    "a": 1\n  }\n]')
    expect(text('tojson', new Map([['d', new Date(0)]]))).toBe('{"d": "1970-01-01T00:00:00.000Z"}')
    expect(text('dump', { b: 1, a: 'ü' })).toBe('{"b":1,"a":"ü"}')
  })

  it('leaves out what it cannot hold, and refuses it alone', () => {
    expect(text('tojson', { a: undefined, f() {} })).toBe('{}')
    expect(text('tojson', [undefined])).toBe('[null]')
    expect(faultOf(() => run(plain, 'tojson', undefined))).toBe('bad-argument')
    const loop: unknown[] = []
    loop.push(loop)
    expect(faultOf(() => run(plain, 'tojson', loop))).toBe('circular-value')
  })
})

describe('namespaces', () => {
  it('have only their own attributes', () => {
    const cell = createNamespace([['a', 1]])
    expect(Object.keys(cell)).toEqual(['a'])
    expect(cell.constructor).toBeUndefined()
    expect([isNamespace(cell), isNamespace({ a: 1 })]).toEqual([true, false])
  })
})

describe('tests', () => {
  it.each([
    ['divisibleby', 6, [3], true],
    ['odd', -3, [], true],
    ['sequence', new Set([1]), [], false],
    ['sequence', { a: 1 }, [], true],
    ['mapping', createNamespace([]), [], false],
    ['iterable', 1, [], false],
    ['number', true, [], true],
    ['integer', true, [], false],
    ['float', Number.NaN, [], true],
    ['lower', 'aß1', [], true],
    ['upper', '1', [], false],
    ['in', 2, [[1, 2]], true],
    ['filter', 'constructor', [], false],
    ['>=', 2, [2], true],
    ['null', null, [], true],
  ] satisfies readonly [string, unknown, unknown[], boolean][])('%s of %j', (name, value, args, expected) => {
    const test = tests[name]
    const given = { positional: args, keywords: {} }
    expect(test === undefined ? null : bindOperation(test, name, given)(plain, value)).toBe(expected)
  })
})

/** No template finds what objects and functions inherit, whatever it asks and however it asks. */
import { describe, expect, test } from 'vitest'
import {
  Environment,
  type EnvironmentOptions,
  Markup,
  MemoryLoader,
  type Template,
  TemplateError,
} from '../../src/index.js'

class Account {
  owner = 'A'
  describe(): string {
    return this.owner
  }
}

const NAMES = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...[
    'prototype',
    'caller',
    'arguments',
    'apply',
    'bind',
    'call',
    'callee',
    '__class__',
    '__globals__',
    '__mro__',
  ],
  ...['__subclasses__', '__init__', '__code__', '__html__x', 'mainModule', '__parent__', 'func_globals'],
]

/** JavaScript values. Python's names for text and the like are no way out, so only JavaScript's own are left out. */
const VALUES: Readonly<Record<string, unknown>> = {
  mapping: { a: 1 },
  bare: Object.create(null),
  account: new Account(),
  map: new Map([['a', 1]]),
  set: new Set([1]),
  list: [1],
  typed: new Uint8Array(2),
  text: 'text',
  markup: new Markup('<b>'),
  number: 1,
  bigint: 1n,
  bool: true,
  nothing: null,
  missing: undefined,
  date: new Date(0),
  regexp: /a/,
  error: new Error('e'),
  symbol: Symbol('s'),
  arrow: () => 1,
  method: Account.prototype.describe,
  Class: Account,
  async: async () => 1,
  generator: function* () {},
  promise: Promise.resolve(1),
  iterator: [1].values(),
  inherits: Object.create({ a: 1 }),
}

/** What templates make themselves, as expressions after `PRELUDE`. */
const MADE = [
  ...[
    'm',
    'own',
    'imported',
    'imported.a',
    'namespace(a=1)',
    'cycler(1)',
    'cycler(1).next',
    'joiner()',
    'joiner',
    'range',
  ],
  ...[
    'dict',
    'dict(a=1)',
    'self',
    'self.b',
    'loop',
    'loop.cycle',
    'loop.changed',
    'lipsum',
    '[1]',
    '{}',
    '(1, 2)',
    '"a"',
  ],
  ...[
    'list.map',
    'text.upper',
    'text.replace',
    'mapping.items',
    'map.get',
    'account.describe',
    'date.getTime',
    'r/a/',
  ],
  ...[
    'list|first',
    '{"a": [1]}|items|first',
    '[{"a": 1}]|groupby("a")|first',
    'text|e',
    'text.split("x")',
    'r/a/.exec("a")',
  ],
  ...[
    'list|batch(1)|first',
    'mapping|dictsort',
    'text.matchAll(r/t/g)',
    'nowhere',
    '(1 if false)',
    'none',
    'caller',
    'kwargs',
  ],
  ...[
    'varargs',
    '1.5',
    '10 ** 30',
    'true',
    '-1',
    'set.values',
    'arrow()',
    'super',
    'markup.split("b")',
    '"%s" % 1',
  ],
]

const PRELUDE =
  '{% import "made" as imported %}{% macro m(a) %}{% endmacro %}{% set own %}x{% endset %}{% block b %}{% endblock %}'

const MODES: readonly EnvironmentOptions[] = [
  {},
  { undefined: 'chainable' },
  { compat: 'nunjucks' },
  { autoescape: false },
]

/** Ways to ask for a name. Each prints nothing, or ends with an error, when nothing is found. */
const WAYS: readonly ((value: string, name: string) => string)[] = [
  (value, name) => `(${value}).${name}`,
  (value, name) => `(${value})["${name}"]`,
  (value, name) => `(${value})["${name.slice(0, 3)}" ~ "${name.slice(3)}"]`,
  (value, name) => `(${value})["${name}"|e]`,
  (value, name) => `(${value})|attr("${name}")`,
  (value, name) => `[${value}]|map(attribute="${name}")|first`,
  (value, name) => `([${value}]|map("attr", "${name}")|first)`,
  (value, name) => `([[${value}]]|map(attribute="0.${name}")|first)`,
]

/** Whether JavaScript's own class below the root has a member of that name, which then is the value's own business. */
function hasOwnMeaning(value: unknown, name: string): boolean {
  if (name === 'constructor' || name.startsWith('__')) return false
  for (let owner: unknown = Object(standIn(value)); owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (owner === Object.prototype || owner === Function.prototype) return false
    if (typeof owner !== 'function' && Object.hasOwn(owner as object, name)) return true
  }
  return false
}

/** Markup has the members of text, and a boolean those of the number it counts as. */
function standIn(value: unknown): unknown {
  if (value instanceof Markup) return String(value)
  return typeof value === 'boolean' ? Number(value) : value
}

function environment(mode: EnvironmentOptions): Environment {
  const loader = new MemoryLoader({ made: '{% macro a() %}{% endmacro %}{% set b = [1] %}' })
  return new Environment({ ...mode, loader })
}

/** The values of `MADE` as templates have them, by their expressions. */
function madeBy(env: Environment): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const expression of MADE) {
    const keep = (value: unknown): void => void values.set(expression, value)
    const inside = `{% macro inner() %}{{ kwargs }}{{ varargs }}{{ keep(${expression}) }}{% endmacro %}{{ inner(1) }}`
    const template = env.fromString(
      `${PRELUDE}{% for i in [1] %}{{ loop }}${expression === 'loop' ? '{{ keep(loop) }}' : inside}{% endfor %}`,
    )
    template.render({ ...VALUES, keep })
  }
  return values
}

/** Every way to ask `v` for every name, compiled once. */
function questions(env: Environment): { name: string; expression: string; template: Template }[] {
  return NAMES.flatMap((name) => {
    return WAYS.map((way) => {
      const expression = way('v', name)
      return { name, expression, template: env.fromString(`{{ "FOUND" if (${expression}) is defined }}`) }
    })
  })
}

/** Whether something is found; an error is as good as nothing. */
function finds(template: Template, v: unknown): boolean {
  try {
    return template.render({ v }) === 'FOUND'
  } catch (error) {
    expect(error).toBeInstanceOf(TemplateError)
    return false
  }
}

/** What macros tell about themselves, by Jinja's names. */
const MACRO_FACTS = ['arguments', 'caller']

describe.each(MODES)('with %j', (mode) => {
  const env = environment(mode)
  const asked = questions(env)
  const all = [...Object.entries(VALUES), ...madeBy(env)]

  test('there is something to look at', () => {
    expect(all.length).toBe(MADE.length + Object.keys(VALUES).length)
    expect(finds(env.fromString('{{ "FOUND" if v.a is defined }}'), { a: 1 })).toBe(true)
  })

  test.each(all)('nothing inherited is found in %s', (kind, value) => {
    const isMacro = kind === 'm' || kind === 'imported.a'
    const found = asked
      .filter(({ name }) => !hasOwnMeaning(value, name) && !(isMacro && MACRO_FACTS.includes(name)))
      .filter(({ template }) => finds(template, value))
    expect(found.map(({ expression }) => expression)).toEqual([])
  })

  test.each(['loop', 'self', 'super', 'caller', 'm', 'imported'])('nor in %s where it stands', (value) => {
    const found = ['constructor', '__proto__', 'prototype', 'apply', 'bind'].filter((name) => {
      const text = `${PRELUDE}{% for i in [1] %}{{ "FOUND" if ${value}.${name} is defined }}{% endfor %}`
      return finds(
        env.fromString(
          value === 'super'
            ? `{% block x %}${text.replace(/\{% block.*?endblock %\}/, '')}{% endblock %}`
            : text,
        ),
        1,
      )
    })
    expect(found).toEqual([])
  })
})

describe('what can be reached step by step', () => {
  const FORBIDDEN = new Set<unknown>([
    ...[
      Object,
      Function,
      Object.prototype,
      Function.prototype,
      Array.prototype,
      String.prototype,
      Map.prototype,
      globalThis,
    ],
    ...[process, Symbol, Reflect, Proxy, Error, Promise, Environment, Account, Account.prototype],
    ...[(async () => 1).constructor, function* () {}.constructor, Object.getPrototypeOf(new Uint8Array(1))],
  ])
  const EVERY_NAME = [
    ...new Set(
      [Function, Array, String, Map, Date, RegExp, Error]
        .flatMap((type) => Object.getOwnPropertyNames(type.prototype))
        .concat(NAMES, [
          'items',
          'get',
          'pop',
          'upper',
          'format',
          'index',
          'input',
          'groups',
          'scope',
          'host',
          'blocks',
          'fail',
        ]),
    ),
  ]
  const env = environment({})
  const read = env.fromString('{% set result = x[n] %}')
  const call = env.fromString('{% set result = x[n]() %}')

  /** What one step from a value leads to: members, and what members give when they are called. */
  function steps(value: unknown): unknown[] {
    return EVERY_NAME.flatMap((n) => {
      return [read, call].flatMap((template) => {
        try {
          return [template.module({ x: value, n }).result]
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateError)
          return []
        }
      })
    })
  }

  test('is no constructor, no prototype and no global', () => {
    const { Class, ...start } = VALUES
    const made = env
      .fromString(`{% set result = [range, dict, cycler(1), namespace(a=1), joiner(), lipsum] %}`)
      .module()
    const seen = new Set<unknown>()
    let edge: unknown[] = [...Object.values(start), ...(made.result as unknown[])]
    for (let depth = 0; depth < 2; depth++) {
      edge = edge.flatMap(steps).filter((value) => isWorthFollowing(value) && !seen.has(value))
      for (const value of edge) {
        expect(FORBIDDEN.has(value), `step ${depth + 1}: ${typeof value}`).toBe(false)
        seen.add(value)
      }
      // One of each class is enough for the next step.
      edge = [...new Map(edge.map((value) => [Object.getPrototypeOf(value), value])).values()]
    }
    expect(seen.size).toBeGreaterThan(20)
  })
})

function isWorthFollowing(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

describe('code hidden in a template', () => {
  const env = new Environment({ extensions: ['i18n', 'debug'] })
  const attack = '"];globalThis.pwned=1;//'
  const variants = [
    `{{ a['${attack}'] }}`,
    `{{ a.b|default('\\u2028${attack}') }}`,
    `{% block x %}{{ '${attack}\`\${globalThis.pwned=1}' }}{% endblock %}`,
    '{{ a.globalThis }}{{ globalThis.pwned }}{{ process.env }}{{ require("fs") }}{{ import }}{{ eval("1") }}',
    '{% macro eval(arguments, this, new=1) %}{{ arguments }}{% endmacro %}{{ eval("globalThis.pwned=1") }}',
    '{% set $ = 1 %}{% set env = 2 %}{% set scope = 3 %}{{ env }}{{ scope }}{{ vars }}{{ out }}',
    '{{ "\u2028\u2029*/globalThis.pwned=1/*" }}{# */globalThis.pwned=1 #}',
    '{{ r/[\\]\\/]"];globalThis.pwned=1/ }}',
    '\u2028</script>\r{{ {"__proto__": {"pwned": 1}}.pwned }}',
    '{% set ns = namespace(__proto__={"pwned": 1}) %}{{ ns.pwned }}{% set ns.__proto__ = {"pwned": 1} %}{{ {}.pwned }}',
    '{% do {}.update([["__proto__", {"pwned": 1}]]) %}{% do {}.setdefault("__proto__", {"pwned": 1}) %}',
    '{{ dict([["__proto__", {"pwned": 1}]]) }}{{ dict(__proto__={"pwned": 1}) }}{{ f(**{"__proto__": {"pwned": 1}}) }}',
    '{% set __proto__ = {"pwned": 1} %}{% set constructor = {"prototype": {"pwned": 1}} %}{{ pwned }}',
    '{% macro __proto__(__proto__) %}{{ __proto__ }}{% endmacro %}{{ __proto__(1) }}{{ kwargs }}',
    '{% block __proto__ %}{{ self.__proto__() }}{% endblock %}',
    '{{ [{"k": "__proto__", "pwned": 1}]|groupby("k")|list }}{{ "{0.constructor}".format(f) }}{{ "%(constructor)s" % {} }}',
    '{{ "{0.__class__.__init__}".format(1) }}{{ "{a[constructor]}".format(a=f) }}',
  ]

  test.each(variants)('%j runs nothing and changes no prototype', (text) => {
    for (const name of [
      null,
      `x\u2028*/globalThis.pwned=1//`,
      '\n globalThis.pwned=1',
      'a.html?//# sourceURL=x',
    ]) {
      try {
        const given = { a: {}, f: (options: unknown) => typeof options }
        const page = env.fromString(text, name === null ? {} : { name }).render(given)
        expect(page).not.toContain('[native code]')
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateError)
      }
    }
    expect('pwned' in globalThis).toBe(false)
    expect('pwned' in {}).toBe(false)
    expect('pwned' in (() => 1)).toBe(false)
  })
})

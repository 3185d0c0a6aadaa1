import { withContext } from '../../src/runtime/operation.js'
import type { Site } from '../../src/runtime/scope.js'
import { intish, markupOf, privateStuff, publicStuff, selfKeyed } from './host-objects.js'
import { isPlain, pythonRepr, pythonText, pythonType } from './python-words.js'
import { Unavailable } from './values.js'

/** What of an environment the host functions of a case show. */
export interface Delimiters {
  readonly block: string
  readonly output: readonly [string, string]
}

/** An error as the host's own code raises it; the name is Python's class. */
export class HostError extends Error {
  constructor(cls: string, message: string) {
    super(message)
    this.name = cls
  }
}

/** The arguments of a call, keywords taken from the trailing plain object the engine passes. */
class Arguments {
  readonly positional: readonly unknown[]
  readonly keywords: Readonly<Record<string, unknown>>

  constructor(args: readonly unknown[], isOwn: (value: object) => boolean) {
    const last = args.at(-1)
    const keyed = isPlain(last) && !isOwn(last) && Object.keys(last).length > 0
    this.positional = keyed ? args.slice(0, -1) : args
    this.keywords = keyed ? last : {}
  }

  /** The argument at a position or of a name. */
  pick(index: number, name: string, fallback: unknown = null): unknown {
    if (index < this.positional.length) return this.positional[index]
    return Object.hasOwn(this.keywords, name) ? this.keywords[name] : fallback
  }

  /** As `pick`, in Python's text. */
  text(index: number, name: string, fallback: unknown = null): string {
    return pythonText(this.pick(index, name, fallback))
  }

  /** Python's reprs joined by `|`, keywords last. */
  shown(): string {
    const keywords = Object.entries(this.keywords).map(([name, value]) => `${name}=${pythonRepr(value)}`)
    return [...this.positional.map(pythonRepr), ...keywords].join('|')
  }
}

/** The host functions recorded cases name by `$fx`; counter and log start fresh with each instance. */
export class HostFunctions {
  readonly delimiters: Delimiters
  readonly isOwn: (value: object) => boolean
  readonly log: string[] = []
  count = 0

  /** `isOwn` says which objects are data of the case, so that they are not taken for keywords. */
  constructor(delimiters: Delimiters, isOwn: (value: object) => boolean) {
    this.delimiters = delimiters
    this.isOwn = isOwn
  }

  /** The function (or object) of a name. */
  get(name: string): unknown {
    const make = makers[name]
    if (make === undefined) throw new Unavailable(`unknown host function ${name}`)
    return make(this)
  }
}

type Maker = (host: HostFunctions) => unknown

/** A function of its arguments alone. */
function plain(body: (args: Arguments, host: HostFunctions) => unknown): Maker {
  return (host) =>
    (...args: unknown[]) =>
      body(new Arguments(args, host.isOwn), host)
}

/** A function that also sees where it is called from. */
function sited(body: (site: Site, args: Arguments, host: HostFunctions) => unknown): Maker {
  return (host) =>
    withContext((site: Site, ...args: unknown[]) => body(site, new Arguments(args, host.isOwn), host))
}

function failing(cls: string): Maker {
  return plain((args) => {
    throw new HostError(cls, args.text(0, 'msg', 'boom'))
  })
}

function constant(value: unknown): Maker {
  return plain(() => value)
}

function found(site: Site, name: string, fallback: unknown): unknown {
  return site.scope.find(name) ?? fallback
}

/** Functions of values, some with a log or counter. */
const values: Readonly<Record<string, Maker>> = {
  args: plain((args) => args.shown()),
  nargs: plain((args) => args.positional.length + Object.keys(args.keywords).length),
  ident: plain((args) => args.pick(0, 'x')),
  two: plain((args) => `a=${pythonRepr(args.pick(0, 'a'))} b=${pythonRepr(args.pick(1, 'b', 2))}`),
  none: constant(null),
  len: plain((args) => itemsOf(args.pick(0, 'obj')).length),
  int: plain((args) => Math.trunc(Number(args.pick(0, 'x', 0)))),
  str: plain((args) => args.text(0, 'object', '')),
  list: plain((args) => itemsOf(args.pick(0, 'iterable', []))),
  dict: plain((args) => ({ ...args.keywords })),
  markup: plain((args) => markupOf(args.pick(0, 'base', ''))),
  gen: plain((args) => counting(Number(args.pick(0, 'n')))),
  counter: plain((_, host) => ++host.count),
  trace: plain((args, host) => {
    host.log.push(args.text(0, 'x'))
    return args.pick(1, 'r', args.pick(0, 'x'))
  }),
  trace_one: plain((_, host) => {
    host.log.push('called')
    return 'called'
  }),
  log: plain((_, host) => host.log.join(',')),
}

const failures: Readonly<Record<string, Maker>> = {
  fail: failing('RuntimeError'),
  fail_value: failing('ValueError'),
  fail_type: failing('TypeError'),
  fail_key: failing('KeyError'),
  fail_attr: failing('AttributeError'),
  fail_index: failing('IndexError'),
  fail_stop: failing('StopIteration'),
}

/** Functions that ask where they are called: names in force, escaping, environment. */
const contextual: Readonly<Record<string, Maker>> = {
  ctx_get: sited((site, args) => found(site, args.text(0, 'name'), args.pick(1, 'default'))),
  ctx_resolve: sited((site, args) => site.scope.get(args.text(0, 'name'))),
  ctx_vars: sited((site) => visibleNames(site).join(',')),
  ctx_exported: sited((site) =>
    Object.keys(site.scope.exported ?? {})
      .sort()
      .join(','),
  ),
  ctx_name: sited((site) => site.scope.program.name),
  ctx_args: sited((site, args) => `ctx[${pythonText(site.scope.program.name)}]:${args.shown()}`),
  eval_autoescape: sited((site) => site.autoescape),
  eval_args: sited((site, args) => `ev[${pythonText(site.autoescape)}]:${args.shown()}`),
  env_args: plain((args, host) => `env[${host.delimiters.block}]:${args.shown()}`),
  env_undefined: sited((site, args) =>
    site.scope.missing({ path: args.text(0, 'name', 'made'), hint: null }),
  ),
}

const asynchronous: Readonly<Record<string, Maker>> = {
  async_ident: plain(async (args) => args.pick(0, 'x')),
  async_gen: plain((args) => countingAsync(Number(args.pick(0, 'n')))),
  up_async_str: plain(async (args) => args.text(0, 'value')),
  up_async_join3: plain((args) => joinThree(args.pick(0, 'iterable'))),
  up_async42: plain(async () => 42),
}

/** Functions cases use as tests and finalizers. */
const testsAndFinalizers: Readonly<Record<string, Maker>> = {
  is_big: plain((args) => Number(args.pick(0, 'x')) > Number(args.pick(1, 'limit', 10))),
  is_ctx: sited((site, args) => args.pick(0, 'x') === found(site, args.text(1, 'name', 'limit'), null)),
  fin_none: plain((args) => args.pick(0, 'value') ?? ''),
  fin_type: plain((args) => pythonType(args.pick(0, 'value'))),
  fin_upper: plain((args) => args.text(0, 'value').toUpperCase()),
  fin_ctx: sited((site, args) => pythonText(found(site, 'pre', '?')) + args.text(0, 'value')),
  fin_eval: sited((site, args) => `${pythonText(site.autoescape)}:${args.text(0, 'value')}`),
}

/** Functions ported from Jinja's own tests. */
const ported: Readonly<Record<string, Maker>> = {
  up_zerodiv: plain(() => {
    throw new HostError('ZeroDivisionError', 'division by zero')
  }),
  up_fin_scale: sited((site, args) => Number(args.pick(0, 'v')) * Number(found(site, 'scale', 0))),
  up_fin_eval: sited((site, args) => pythonText(site.autoescape) + args.text(0, 'v')),
  up_fin_env: plain((args, { delimiters }) => {
    const [open, close] = delimiters.output
    return `${open} ${pythonRepr(args.pick(0, 'v'))} ${close}`
  }),
  up_add_each: plain((args) =>
    itemsOf(args.pick(0, 'v')).map((item) => Number(item) + Number(args.pick(1, 'x'))),
  ),
  up_foo5: plain((args) => sum(['a', 'b', 'c', 'e', 'g'].map((name, index) => args.pick(index, name)))),
  up_add_some: plain((args) => sum([args.pick(0, 'value'), args.pick(1, 'some')])),
  up_ctx_hello: sited((site) => site.scope.get('hello')),
  up_ctx_i: sited((site) => pythonText(found(site, 'i', null))),
  up_ctx_ij: sited((site) => pythonText(found(site, 'i', null)) + pythonText(found(site, 'j', null))),
  up_is_foo: sited((_, args) => args.pick(0, 's') === 'foo'),
  up_never: constant(false),
  up_dumps: constant('42'),
  up_getitem_self: selfKeyed,
  up_intish: intish,
  up_upper: plain((args) => args.text(0, 'value').toUpperCase()),
  up_run: plain((args) => run(args.pick(0, 'value'), args.pick(1, 'arg'))),
  up_private_stuff: privateStuff,
  up_public_stuff: publicStuff,
}

const makers: Readonly<Record<string, Maker>> = {
  ...values,
  ...failures,
  ...contextual,
  ...asynchronous,
  ...testsAndFinalizers,
  ...ported,
}

/** Names a function sees, sorted, without those of the environment. */
function visibleNames({ scope, host }: Site): string[] {
  const names = new Set([...Object.keys(scope.vars), ...Object.keys(scope.program.globals)])
  return [...names].filter((name) => !Object.hasOwn(host.globals, name)).sort()
}

function itemsOf(value: unknown): unknown[] {
  if (value instanceof Map) return [...value.keys()]
  if (isPlain(value)) return Object.keys(value)
  if (typeof value === 'string' || isIterable(value)) return [...value]
  throw new HostError('TypeError', `'${pythonType(value)}' object is not iterable`)
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

/** Python's `+` over numbers or over texts. */
function sum(values: readonly unknown[]): unknown {
  if (values.some((value) => typeof value === 'string')) return values.map(String).join('')
  return values.reduce((total: number, n) => total + Number(n), 0)
}

function run(value: unknown, arg: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('run' in value)) return undefined
  return typeof value.run === 'function' ? Reflect.apply(value.run, value, [arg]) : undefined
}

function* counting(count: number): Generator<number> {
  for (let n = 0; n < count; n++) yield n
}

async function* countingAsync(count: number): AsyncGenerator<number> {
  yield* counting(count)
}

async function joinThree(value: unknown): Promise<string> {
  const taken: string[] = []
  const source = isAsyncIterable(value) ? value : itemsOf(value)
  for await (const item of source) {
    if (taken.push(pythonText(item)) === 3) break
  }
  return taken.join(',')
}

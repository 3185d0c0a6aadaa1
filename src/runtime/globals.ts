import { native } from './call.js'
import { fault } from './fault.js'
import { amount, itemsOf, pairOf, whole } from './filters/arguments.js'
import { splitKeywords } from './keywords.js'
import { loremIpsum } from './lorem-ipsum.js'
import { isText, Markup } from './markup.js'
import type { Namespace } from './namespace.js'
import { createNamespace } from './namespace.js'
import { bindArguments, operation, withContext } from './operation.js'
import { prettyPrint } from './pretty-print.js'
import type { Site } from './scope.js'
import { entriesOf } from './values/keys.js'
import { isList, isMapping, kindOf } from './values/shapes.js'

/** A list of the whole numbers from `start` (0) to before `stop` in steps. Faults: bad-argument, too-large. */
export const range = /* @__PURE__ */ native(
  withContext((site: Site, ...args: readonly unknown[]): unknown => {
    const [first, second, third = 1] = positionalOnly('range', args, 3)
    if (args.length === 0) fault('missing-argument', { callee: 'range', argument: 'stop' })
    const start = second === undefined ? 0 : whole(first, 'range.start')
    const stop = whole(second === undefined ? first : second, 'range.stop')
    const step = whole(third, 'range.step')
    if (step === 0)
      fault('bad-argument', {
        callee: 'range',
        argument: 'step',
        reason: 'must not be zero',
        python: 'ValueError',
      })
    return site.host.values.range(start, stop, step)
  }),
)

/** A mapping with the entries of a mapping or of pairs, then of keywords. Fault: not-iterable. */
export const dict = /* @__PURE__ */ native(
  withContext((site: Site, ...args: readonly unknown[]) =>
    site.host.values.mapping(entriesOfArguments(site, 'dict', args)),
  ),
)

/** A namespace with the entries of a mapping or of pairs, then of keywords. Fault: not-iterable. */
export const namespace = /* @__PURE__ */ native(
  withContext(
    (site: Site, ...args: readonly unknown[]): Namespace =>
      createNamespace(entriesOfArguments(site, 'namespace', args)),
  ),
)

/** Gives its items in turn, over and over. */
export class Cycler {
  readonly items: readonly unknown[]
  /** Index of the item that `next` returns. */
  pos = 0

  constructor(items: readonly unknown[]) {
    this.items = items
  }

  /** The item that `next` returns. */
  get current(): unknown {
    return this.items[this.pos]
  }

  /** The current item; the one after it becomes current. */
  next(): unknown {
    const { current } = this
    this.pos = (this.pos + 1) % this.items.length
    return current
  }

  /** Starts again with the first item; gives none. */
  reset(): null {
    this.pos = 0
    return null
  }
}

function tupleOf(site: Site, items: readonly unknown[]): readonly unknown[] {
  const made = site.host.values.tuple([...items])
  return isList(made) ? made : items
}

/** A cycler over the arguments. Fault: missing-argument when there are none. */
export const cycler = /* @__PURE__ */ native(
  withContext((site: Site, ...args: readonly unknown[]): Cycler => {
    const items = positionalOnly('cycler', args, Number.POSITIVE_INFINITY)
    if (items.length === 0) fault('missing-argument', { callee: 'cycler', argument: 'items' })
    return new Cycler(tupleOf(site, items))
  }),
)

/** A function that returns nothing the first time and `sep` from then on. */
export const joiner = /* @__PURE__ */ native((...args: readonly unknown[]): (() => unknown) => {
  const [sep = ', '] = bindArguments(JOINER, 'joiner', splitKeywords(args))
  let used = false
  const separate = native(() => {
    const separator = used ? sep : ''
    used = true
    return separator
  })
  return Object.defineProperties(separate, {
    sep: { value: sep, enumerable: true },
    used: { get: () => used, enumerable: true },
  })
})

/** Random paragraphs of Latin-like text: `n` of them, of `min` to `max` words, as safe HTML unless `html` is false. */
export const lipsum = /* @__PURE__ */ native(
  withContext((site: Site, ...args: readonly unknown[]) => {
    const [n = 5, html = true, min = 20, max = 100] = bindArguments(LIPSUM, 'lipsum', splitKeywords(args))
    const least = amount(min, 'lipsum.min', 0)
    const most = amount(max, 'lipsum.max', least + 1)
    const paragraphs = Array.from({ length: amount(n, 'lipsum.n', 0) }, () => loremIpsum(least, most))
    if (!site.host.values.truthy(html)) return paragraphs.join('\n\n')
    return new Markup(paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n'))
  }),
)

/** The names and values in force, and the names of filters and tests, laid out for reading. */
export const debug = /* @__PURE__ */ native(
  withContext((site: Site): string => {
    const { scope, host } = site
    const visible = { ...host.globals, ...scope.program.globals, ...scope.vars }
    return prettyPrint(host.values, {
      context: shortened(visible, 2),
      filters: Object.keys(host.filters).sort(),
      tests: Object.keys(host.tests).sort(),
    })
  }),
)

/** The built-in globals by name. `debug` is not among them: the debug tag calls it. */
export const globals: Readonly<Record<string, unknown>> = /* @__PURE__ */ Object.freeze({
  range,
  dict,
  lipsum,
  cycler,
  joiner,
  namespace,
})

const JOINER = /* @__PURE__ */ operation('sep?', () => undefined)
const LIPSUM = /* @__PURE__ */ operation('n? html? min? max?', () => undefined)

function positionalOnly(callee: string, args: readonly unknown[], most: number): readonly unknown[] {
  const { positional, keywords } = splitKeywords(args)
  const [name] = Object.keys(keywords)
  if (name !== undefined) fault('unknown-argument', { callee, argument: name, known: [] })
  if (positional.length > most) fault('too-many-arguments', { callee, most, got: positional.length })
  return positional
}

function entriesOfArguments(site: Site, callee: string, args: readonly unknown[]): [unknown, unknown][] {
  const { positional, keywords } = splitKeywords(args)
  if (positional.length > 1) fault('too-many-arguments', { callee, most: 1, got: positional.length })
  const [source] = positional
  return [...entriesOfSource(site, source), ...Object.entries(keywords)]
}

function entriesOfSource(site: Site, source: unknown): [unknown, unknown][] {
  const { values } = site.host
  if (source === undefined) return []
  if (isMapping(source)) return entriesOf(source)
  return itemsOf(values, source).map((pair) => pairOf(values, pair))
}

/** Containers and text and numbers as they are, down to `depth` levels; anything deeper as an ellipsis. */
function shortened(value: unknown, depth: number): unknown {
  if (isList(value)) return depth === 0 ? '...' : value.map((item) => shortened(item, depth - 1))
  if (!isMapping(value))
    return typeof value === 'object' && value !== null && !isText(value) ? kindOf(value) : value
  if (depth === 0) return '...'
  return new Map(entriesOf(value).map(([key, item]) => [key, shortened(item, depth - 1)]))
}

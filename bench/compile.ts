import { performance } from 'node:perf_hooks'
import { build } from 'esbuild'
import nunjucks from 'nunjucks'
import type { ParserSyntax } from '../src/parser/syntax.js'
import { quantile } from './measure.js'
import { templateKinds } from './workloads/compile/templates.js'

/** What was measured of one kind of template in one size. */
export interface CompileResult {
  readonly work: 'parse' | 'compile'
  readonly kind: string
  readonly bytes: number
  /** Median milliseconds of processor time of one run, those of the collector's threads included. */
  readonly torii: number
  readonly nunjucks: number
  /** Median over rounds of nunjucks' time by ours in the same round. */
  readonly ratio: number
  readonly spread: readonly [number, number]
}

/** How many bytes the templates have. */
const SIZES: readonly number[] = [1 << 10, 100 << 10, 1 << 20, 5 << 20]
/** How long one turn lasts at least, and all warming up, in milliseconds. */
const TURN = 30
const WARM_UP = 1500

type Work = (text: string) => unknown
type Contest = Readonly<Record<'torii' | 'nunjucks', Work>>

/**
 * Answers "how long does parsing, and all of compiling, take, compared with nunjucks, and does it grow with the size of
 * the template alone?". Compiling ends with the function that `new Function` makes.
 */
export async function compileSpeed(rounds: number): Promise<CompileResult[]> {
  const contests = { parse: await parsers(), compile: await compilers() }
  const results: CompileResult[] = []
  for (const work of ['parse', 'compile'] as const) {
    for (const [kind, unit] of Object.entries(templateKinds)) {
      process.stderr.write(`${work} ${kind} …\n`)
      for (const bytes of SIZES) {
        const text = unit.repeat(Math.max(1, Math.round(bytes / unit.length)))
        const most = bytes >= 1 << 20 ? Math.min(3, rounds) : rounds
        results.push({ work, kind, bytes: text.length, ...(await contend(contests[work], text, most)) })
      }
    }
  }
  return results
}

/** The figures as lines of text: time per KB, growth per byte from 100 KB, and how much slower nunjucks is. */
export function compileTable(results: readonly CompileResult[]): string {
  const lines = results.map((result) => {
    const { work, kind, bytes, torii, ratio, spread } = result
    const base = results.find((each) => each.work === work && each.kind === kind && each.bytes > 50_000)
    const growth = base === undefined || bytes < base.bytes ? 1 : torii / bytes / (base.torii / base.bytes)
    return [
      `${work} ${kind}`.padEnd(20),
      `${Math.round(bytes / 1024)} KB`.padStart(8),
      `${torii.toFixed(2)} ms`.padStart(12),
      `${((torii / bytes) * 1024 * 1000).toFixed(1)} µs/KB`.padStart(14),
      `growth ${growth.toFixed(2)}`.padStart(12),
      `nunjucks ${ratio.toFixed(2)}× (${spread.map((each) => each.toFixed(2)).join('–')})`.padStart(34),
    ].join('')
  })
  return lines.join('\n')
}

async function contend(contest: Contest, text: string, rounds: number) {
  const torii = await prepare(contest.torii, text)
  const other = await prepare(contest.nunjucks, text)
  const times = { torii: [] as number[], nunjucks: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) times.torii.push(await torii())
    times.nunjucks.push(await other())
    if (round % 2 === 1) times.torii.push(await torii())
  }
  const ratios = times.nunjucks.map((time, round) => time / (times.torii[round] ?? time))
  return {
    torii: quantile(times.torii, 0.5),
    nunjucks: quantile(times.nunjucks, 0.5),
    ratio: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)] as const,
  }
}

/**
 * Warms up and gives one turn. Unlike with renders the collector is not called: it would throw away the shapes of all
 * the trees, which nothing holds any more, and V8 the code it optimised for them. What a run makes may go when the turn
 * of the event loop ends.
 */
async function prepare(work: Work, text: string): Promise<() => Promise<number>> {
  let count = 0
  const run = async (times: number): Promise<number> => {
    const start = process.cpuUsage()
    for (let time = 0; time < times; time++) work(`${text}${count++}`)
    const { user, system } = process.cpuUsage(start)
    const elapsed = (user + system) / 1000
    await new Promise((resume) => setImmediate(resume))
    return elapsed / times
  }
  const end = performance.now() + WARM_UP
  let last = await run(1)
  while (performance.now() < end) last = await run(runsOf(last))
  const runs = runsOf(last)
  return () => run(runs)
}

/** How often a run that takes so long is repeated in a turn. */
function runsOf(time: number): number {
  return Math.max(1, Math.round(TURN / Math.max(time, 0.001)))
}

async function compilers(): Promise<Contest> {
  const built = new URL('../dist/index.js', import.meta.url).href
  const { Environment }: typeof import('../src/index.js') = await import(built)
  const ours = new Environment()
  const theirs = new nunjucks.Environment(null, { autoescape: true })
  return {
    torii: (text) => ours.fromString(text),
    nunjucks: (text) => new nunjucks.Template(text, theirs, 'page', true),
  }
}

const INSIDE = `
  export { parse } from './parser/parse.js'
  export { Source } from './source.js'
  export { tags } from './tags/index.js'
`
type Parse = typeof import('../src/parser/parse.js')
type Inside = Pick<Parse, 'parse'> &
  typeof import('../src/source.js') &
  Pick<typeof import('../src/tags/index.js'), 'tags'>

/** The parser is not public, so it is bundled here the way the package is. */
async function parsers(): Promise<Contest> {
  const { outputFiles } = await build({
    stdin: { contents: INSIDE, resolveDir: new URL('../src', import.meta.url).pathname },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  const { parse, Source, tags }: Inside = await import(`data:text/javascript;base64,${code}`)
  const enabled = [...tags.core, ...tags.do, ...tags.loopcontrols, ...tags.nunjucks]
  const syntax: ParserSyntax = { ...SYNTAX, tags: new Map(enabled.map((tag) => [tag.name, tag])) }
  return {
    torii: (text) => parse(new Source(null, text), syntax),
    nunjucks: (text) => nunjucks.parser.parse(text, [], {}),
  }
}

const SYNTAX: Omit<ParserSyntax, 'tags'> = {
  delimiters: {
    block: ['{%', '%}'],
    output: ['{{', '}}'],
    comment: ['{#', '#}'],
    lineStatement: null,
    lineComment: null,
  },
  trimBlocks: false,
  lstripBlocks: false,
  trimComments: false,
  questionNames: true,
  deafTag: 'set',
  keepTrailingNewline: true,
  newline: '\n',
  regexLiterals: true,
  strictEquality: true,
  trivia: false,
  bareKeys: true,
  elseif: true,
  i18n: { newstyle: false, trimmed: false },
}

/**
 * `npm run bench:docs -- FILE…`: writes docs/performance.md from what `npm run bench -- --json FILE` wrote. Of a question
 * that several files answer the last answer counts; questions that none answers are left out.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CompileResult } from './compile.js'
import { growthTables } from './growth.js'
import { instructionTable } from './instructions.js'
import { pythonTable } from './python.js'
import type { Answers } from './questions.js'
import { renderTable } from './render.js'
import { startTable } from './start.js'
import { asMarkdown, duration, size, type Table, times } from './table.js'
import { replyTable } from './view.js'

/** What a run wrote. */
interface Run {
  readonly machine: {
    readonly cpu: string
    readonly processors: number
    /** How many programs wanted a processor, the benchmark among them: the mean of five minutes. */
    readonly load: number
    readonly node: string
    readonly pinned: string
  }
  readonly versions: Readonly<Record<string, string>>
  readonly rounds: number
  readonly answers: Partial<Answers>
}

/** A part of the page: what is asked, how to read its figures, and the figures. */
interface Section {
  readonly heading: string
  readonly about: string
  readonly tables: readonly Table[]
}

type Sections = {
  readonly [Name in keyof Answers]: (answer: Answers[Name], rounds: number) => Section
}

const sections: Sections = {
  render: (answer) => ({
    heading: 'Warm renders',
    about: `Each workload is one page: its templates for the engines and its baseline are in \`bench/workloads\`. The
baseline is code that an expert writes by hand for that page alone, with the same escaping: a time of 1.10× is a tenth
more than that. For \`govuk\` nobody would write it, so nunjucks is the baseline there. “–” means that an engine takes no
part: it has no natural way to make the page.`,
    tables: [renderTable(answer)],
  }),
  python: (answer) => ({
    heading: "Python's values",
    about: `The same templates in an environment with \`values: 'python'\`, which computes and prints as Jinja does. In
parentheses are the quartiles of all rounds.`,
    tables: [pythonTable(answer)],
  }),
  compile: (answer) => ({
    heading: 'Compiling',
    about: `Templates of plain text, of mixed statements, and of little but expressions, in four sizes. Growth compares
the time per byte with that at 100 KB: 1 means that time grows with the size alone.`,
    tables: [compileTable(answer)],
  }),
  view: (answer) => ({
    heading: 'Replies',
    about: `What \`toriijs/view\` adds to rendering: a reply with its headers, and the answer to a browser that has the
page already.`,
    tables: [replyTable(answer)],
  }),
  start: (answer, rounds) => ({
    heading: 'First page of a process',
    about: `CPU time of all threads, user and system, from the start of the process until the page \`page\` is made, less
what a process takes that makes none: what a command, a function in the cloud, or a restarted server pays. Engines are
imported from their packages and given the templates as files. Median of ${rounds} processes each.`,
    tables: [startTable(answer)],
  }),
  growth: (answer) => ({
    heading: 'Growth and memory',
    about: `What should grow with the work alone, or not at all. A page of 1 KB also pays for the start of its render. "At most"
is the largest size of a process of its own, over one that compiled next to nothing.`,
    tables: growthTables(answer),
  }),
  instructions: (answer) => ({
    heading: 'Instructions',
    about: `Instructions of one warm render, counted by a simulated or real processor: a figure that other programs on
the machine do not change. It is not time, since some instructions wait for memory and others do not.`,
    tables: [instructionTable(answer)],
  }),
}

const runs = process.argv.slice(2).map((file): Run => JSON.parse(readFileSync(file, 'utf8')))
const [newest] = runs.slice(-1)
if (newest === undefined) {
  console.error('Which results? npm run bench:docs -- FILE…')
  process.exit(2)
}
const page = fileURLToPath(new URL('../docs/performance.md', import.meta.url))
const parts = Object.keys(sections).filter(isQuestion).flatMap(part)
writeFileSync(page, `${introduction(newest)}\n\n${parts.join('\n\n')}\n`)

function isQuestion(name: string): name is keyof Answers {
  return Object.hasOwn(sections, name)
}

function part<Name extends keyof Answers>(name: Name): string[] {
  const run = runs.findLast(({ answers }) => answers[name] !== undefined)
  const answer: Answers[Name] | undefined = run?.answers[name]
  if (run === undefined || answer === undefined) return []
  const { heading, about, tables } = sections[name](answer, run.rounds)
  const command = `\`\`\`\nnpm run bench -- --only ${name} --rounds ${run.rounds}\n\`\`\``
  return [[`## ${heading}`, about, ...tables.map(asMarkdown), command].join('\n\n')]
}

function introduction({ machine, versions }: Run): string {
  const { cpu, processors, node, pinned } = machine
  const load = Math.max(...runs.map((run) => run.machine.load))
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  const busy = `\n\n**The machine was busy**: ${load.toFixed(0)} programs shared its ${processors} processors, so these figures are rough.`
  return `# Performance

This page is written by \`npm run bench:docs\` from a run of the benchmark; below each table is the command that repeats
it on your machine.

**How to read it.** Times depend on the machine, so compare ratios. A ratio is the median over rounds: in every round each
contender has one short turn, so that whatever slows the machine down hits all alike. Times are processor time. Contenders
must give the same page
before they are timed; white space between tags and the spelling of character references do not count. Engines cache what
they can, and escape what they print, except in workloads of plain text.

**The machine.** ${cpu}, ${processors} processors, ${pinned === 'yes' ? 'of which the benchmark had one' : 'not pinned'};
Node ${node.replace(/^v/, '')}.

**Versions.** ${names.join(', ')}.${load > processors ? busy : ''}`
}

function compileTable(results: readonly CompileResult[]): Table {
  return {
    title: 'How long does parsing, and all of compiling, take?',
    header: ['work:', 'template:', 'size', 'time', 'per KB', 'growth', 'nunjucks'],
    rows: results.map((result) => {
      const { work, kind, bytes, torii, ratio } = result
      const base = results.find((each) => each.work === work && each.kind === kind && each.bytes > 50_000)
      const growth = base === undefined ? 1 : torii / bytes / (base.torii / base.bytes)
      const perKb = duration((torii / bytes) * 1024)
      return [work, kind, size(bytes), duration(torii), perKb, growth.toFixed(2), times(ratio)]
    }),
  }
}

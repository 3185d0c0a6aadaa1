import { performance } from 'node:perf_hooks'
import { type CompileMemory, measureCompiling } from './growth/compiling.js'
import { duration, size, type Table } from './table.js'
import { built } from './torii.js'

/** How time and memory grow. */
export interface GrowthResult {
  readonly stream: readonly StreamResult[]
  /** Bytes of heap that a loaded template holds on to, and how many were loaded. */
  readonly loaded: { readonly templates: number; readonly bytes: number; readonly source: number }
  /** Memory after renders, at ten points on the way. */
  readonly renders: readonly { readonly renders: number; readonly rss: number; readonly heap: number }[]
  readonly compiling: readonly CompileMemory[]
  /** What must not happen and did. */
  readonly failures: readonly string[]
}

/** A page handed out in chunks. */
export interface StreamResult {
  readonly bytes: number
  readonly milliseconds: number
  /** The longest chunk, in characters. */
  readonly longest: number
  /** The most heap in use between two chunks over what there was before, in bytes. */
  readonly heap: number
}

const SIZES: readonly number[] = [1, 10, 100, 1000, 10_000, 100_000].map((kilobytes) => kilobytes * 1024)
/** How many bytes a sample has at least. */
const SAMPLE = 1 << 20
const TEMPLATES = 10_000
/** By how much the heap may differ between two times that are alike, in bytes. */
const SETTLED = 2 << 20

/**
 * Answers "do time and memory grow with the work alone?": time per byte of pages streamed in chunks, heap per loaded
 * template, memory over many renders, whether vars are let go, memory for compiling per byte.
 */
export async function growth(renders: number): Promise<GrowthResult> {
  const failures: string[] = []
  process.stderr.write('growth: pages in chunks …\n')
  const stream = await streamed()
  process.stderr.write('growth: loaded templates …\n')
  const loaded = await heapPerTemplate()
  process.stderr.write(`growth: ${renders} renders …\n`)
  const memory = await overRenders(renders)
  const kept = (memory.at(-1)?.heap ?? 0) - (memory[1]?.heap ?? 0)
  if (kept > SETTLED) failures.push(`The heap grew by ${size(kept)} over renders.`)
  if (!(await varsLetGo())) failures.push('The vars of a render are still held after it.')
  process.stderr.write('growth: compiling …\n')
  return { stream, loaded, renders: memory, compiling: measureCompiling(), failures }
}

/** The figures as tables. */
export function growthTables({ stream, loaded, renders, compiling }: GrowthResult): Table[] {
  const perByte = ({ milliseconds, bytes }: StreamResult): number => milliseconds / bytes
  const base = stream.find(({ bytes }) => bytes >= 100 * 1024)
  return [
    {
      title:
        'Does the time of a page in chunks grow with its length alone? Growth: time per byte by that at 100 KB',
      header: ['page:', 'time', 'per KB', 'growth', 'longest chunk', 'heap'],
      rows: stream.map((each) => [
        size(each.bytes),
        duration(each.milliseconds),
        duration(perByte(each) * 1024),
        base === undefined ? '–' : (perByte(each) / perByte(base)).toFixed(2),
        size(each.longest),
        size(each.heap),
      ]),
    },
    {
      title: 'What does a loaded template hold on to?',
      header: ['templates:', 'source of each', 'heap of each'],
      rows: [[loaded.templates.toLocaleString('en-GB'), size(loaded.source), size(loaded.bytes)]],
    },
    {
      title: 'Does memory grow with renders?',
      header: ['renders:', 'resident', 'heap'],
      rows: renders.map((each) => [each.renders.toLocaleString('en-GB'), size(each.rss), size(each.heap)]),
    },
    {
      title: 'How much memory does compiling take? At most while it lasts, and what the template keeps',
      header: ['template:', 'at most', 'per byte', 'kept', 'per byte'],
      rows: compiling.map(({ bytes, most, kept }) => [
        size(bytes),
        size(most),
        (most / bytes).toFixed(1),
        size(kept),
        (kept / bytes).toFixed(1),
      ]),
    },
  ]
}

const ROW = '<tr><td>{{ row.id }}</td><td>{{ row.name }}</td><td>{{ loop.index }}</td></tr>\n'
const ROWS = Array.from({ length: 100 }, (_, id) => ({ id: 1000 + id, name: id % 7 ? 'Ann' : 'Ann & Bo' }))

async function streamed(): Promise<StreamResult[]> {
  const { Environment } = await built()
  const text = `{% for n in range(count) %}{% for row in rows %}${ROW}{% endfor %}{% endfor %}`
  const template = new Environment().fromString(text)
  const unit = template.render({ count: 1, rows: ROWS }).length
  const varsOf = (bytes: number): Record<string, unknown> =>
    bytes < unit ? { count: 1, rows: ROWS.slice(0, 20) } : { count: Math.round(bytes / unit), rows: ROWS }
  const walk = (bytes: number): StreamResult => {
    const vars = varsOf(bytes)
    return walked(() => template.chunks(vars), Math.max(1, Math.round(SAMPLE / bytes)))
  }
  for (let time = 0; time < 10; time++) walk(SAMPLE)
  return SIZES.map((bytes) => middleOf(Array.from({ length: bytes > 1 << 24 ? 3 : 15 }, () => walk(bytes))))
}

/** Walks through a page so many times; the figures are those of one time. */
function walked(page: () => Iterable<string>, times: number): StreamResult {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const start = performance.now()
  let [bytes, longest, heap, looked] = [0, 0, 0, 0]
  for (let time = 0; time < times; time++) {
    for (const chunk of page()) {
      // A text is only put together when it is looked at, and looking at the heap is slow.
      bytes += Buffer.byteLength(chunk)
      longest = Math.max(longest, chunk.length)
      if (bytes - looked < 1 << 20) continue
      looked = bytes
      heap = Math.max(heap, process.memoryUsage().heapUsed - before)
    }
  }
  const milliseconds = (performance.now() - start) / times
  heap = Math.max(heap, process.memoryUsage().heapUsed - before)
  return { bytes: bytes / times, milliseconds, longest, heap: times > 1 ? heap / times : heap }
}

function middleOf(results: readonly StreamResult[]): StreamResult {
  const sorted = [...results].sort((left, right) => left.milliseconds - right.milliseconds)
  const middle = sorted[sorted.length >> 1]
  if (middle === undefined) throw new Error('nothing was streamed')
  return middle
}

async function heapPerTemplate(): Promise<GrowthResult['loaded']> {
  const { Environment, FunctionLoader } = await built()
  const textOf = (name: string): string =>
    `{% for item in items %}<li title="${name}">{{ item.title|upper }}: {{ item.price * 2 }}</li>{% else %}none{% endfor %}` +
    `{% if user.name %}<p>{{ user.name }}, {{ user.mail|default('no mail') }}</p>{% endif %}`
  const environment = new Environment({
    loader: new FunctionLoader(textOf),
    cache: { size: 2 * TEMPLATES },
  })
  const vars = { items: [{ title: 'gate', price: 2 }], user: { name: 'Ann' } }
  const load = (from: number, to: number): void => {
    for (let index = from; index < to; index++) environment.render(`template-${index}.html`, vars)
  }
  load(0, TEMPLATES / 10)
  const before = settledHeap()
  load(TEMPLATES / 10, TEMPLATES)
  const bytes = (settledHeap() - before) / (TEMPLATES * 0.9)
  environment.getTemplate('template-0.html')
  return { templates: TEMPLATES, bytes, source: textOf('template-5000.html').length }
}

async function overRenders(renders: number): Promise<GrowthResult['renders']> {
  const { Environment } = await built()
  const template = new Environment().fromString(
    `{% macro cell(row) %}${ROW.replace('loop.index', 'row.id|string|length')}{% endmacro %}` +
      '{% for row in rows %}{{ cell(row) }}{% endfor %}',
  )
  const rows = ROWS.slice(0, 3)
  const points: GrowthResult['renders'][number][] = []
  for (let point = 1; point <= 10; point++) {
    for (let run = 0; run < renders / 10; run++) template.render({ rows, run })
    const heap = settledHeap()
    points.push({ renders: (renders / 10) * point, rss: process.memoryUsage().rss, heap })
  }
  return points
}

/** Whether the collector can have the vars of a render once it is over. */
async function varsLetGo(): Promise<boolean> {
  const { Environment } = await built()
  const template = new Environment().fromString(
    '{% macro m(a) %}{{ a.name }}{% endmacro %}{% for row in user.rows %}{{ m(row) }}{% endfor %}{% set x = user %}{{ x.name|upper }}',
  )
  const render = (): WeakRef<object> => {
    const user = { name: 'Ann', rows: [{ name: 'Bo' }] }
    template.render({ user })
    return new WeakRef(user)
  }
  const held = Array.from({ length: 100 }, render)
  await new Promise((resume) => setTimeout(resume, 10))
  settledHeap()
  return held.every((reference) => reference.deref() === undefined)
}

/** The heap in use when all that can be collected has been. */
function settledHeap(): number {
  for (let time = 0; time < 4; time++) globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

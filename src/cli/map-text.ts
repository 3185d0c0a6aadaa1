import type { Mappings } from '../codegen/mappings.js'
import type { Source } from '../source.js'

/** Widest a line of the template is shown. */
const WIDEST = 50

/** Code that comes from a template, and how. */
interface Mapped {
  readonly code: string
  readonly mappings: Mappings
}

/**
 * A template and its code side by side: each line of the template with the lines of code made for it, and below it where
 * each of its columns went, as `column → line:column name`. Code before the first line is of no line.
 */
export function mapText({ code, mappings }: Mapped, source: Source): string {
  const codeLines = code.split('\n')
  const made = linesByOrigin(mappings, source, codeLines.length)
  const count = source.text === '' ? 1 : source.position(source.text.length).line
  const rows = Array.from({ length: count + 1 }, (_, line) => ({
    left: line === 0 ? '' : `${String(line).padStart(3)} ${clip(source.line(line))}`,
    right: (made.get(line) ?? []).map((number) => `${String(number).padStart(3)} ${codeLines[number - 1]}`),
    below: placesOf(mappings, source, line),
  }))
  const width = Math.max(...rows.map(({ left }) => left.length))
  const lines = rows.flatMap(({ left, right, below }) => [
    ...(right.length === 0 && left !== '' ? [''] : right).map((text, index) =>
      `${(index === 0 ? left : '').padEnd(width)} │ ${text}`.trimEnd(),
    ),
    ...(below === '' ? [] : [`${' '.repeat(width)} ╵ ${below}`]),
  ])
  return `${lines.join('\n')}\n`
}

/** The lines of code by the line of the template that their first mapping leads to; 0 for those that lead nowhere. */
function linesByOrigin(mappings: Mappings, source: Source, count: number): Map<number, number[]> {
  const origins = new Map<number, number>()
  for (const { line, from } of mappings) {
    if (from !== null && !origins.has(line)) origins.set(line, source.position(from).line)
  }
  const made = new Map<number, number[]>()
  for (let line = 1; line < count; line++) {
    const origin = origins.get(line) ?? 0
    made.set(origin, [...(made.get(origin) ?? []), line])
  }
  return made
}

function placesOf(mappings: Mappings, source: Source, wanted: number): string {
  const places = [...mappings].flatMap(({ line, column, from, name }) => {
    const at = from === null ? null : source.position(from)
    if (at?.line !== wanted) return []
    return [`${at.column} → ${line}:${column + 1}${name === null ? '' : ` ${name}`}`]
  })
  return places.join(', ')
}

function clip(text: string): string {
  return text.length <= WIDEST ? text : `${text.slice(0, WIDEST - 1)}…`
}

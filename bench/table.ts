/** Figures as rows of text below a header. */
export interface Table {
  /** What is asked, and what the figures mean. */
  readonly title: string
  /** The heads of the columns; those of columns of words end in a colon, which is not shown. */
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The table for a terminal. */
export function asText({ title, header, rows }: Table): string {
  const all = [header.map(named), ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const lines = all.map((row) =>
    row.map((cell, column) => pad(cell, widths[column] ?? 0, header[column] ?? '')).join('  '),
  )
  return `${title}\n\n${lines.map((line) => line.trimEnd()).join('\n')}`
}

/** The table as Markdown, below its title. */
export function asMarkdown({ title, header, rows }: Table): string {
  const rule = header.map((head) => (head.endsWith(':') ? '---' : '---:'))
  const lines = [header.map(named), rule, ...rows].map((row) => `| ${row.join(' | ')} |`)
  return `${title}\n\n${lines.join('\n')}`
}

/** How many times as much, with the quartiles where there are any. */
export function times(ratio: number, spread?: readonly [number, number]): string {
  const range = spread === undefined ? '' : ` (${spread.map((each) => each.toFixed(2)).join('–')})`
  return `${ratio.toFixed(ratio < 10 ? 2 : 1)}×${range}`
}

/** A duration in the unit that suits it. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1e-3) return `${(milliseconds * 1e6).toFixed(0)} ns`
  if (milliseconds < 1) return `${(milliseconds * 1e3).toPrecision(3)} µs`
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 1)} ms`
}

/** A number of bytes in the unit that suits it. */
export function size(bytes: number): string {
  if (Math.abs(bytes) < 1 << 10) return `${Math.round(bytes)} B`
  if (Math.abs(bytes) < 1 << 20) return `${(bytes / 1024).toFixed(1)} KB`
  return `${(bytes / (1 << 20)).toFixed(1)} MB`
}

function named(head: string): string {
  return head.replace(/:$/, '')
}

function pad(cell: string, width: number, head: string): string {
  return head.endsWith(':') ? cell.padEnd(width) : cell.padStart(width)
}

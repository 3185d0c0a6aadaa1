import { showDifference } from './difference.js'
import type { Agreement, Result } from './result.js'

/** Counts of one row of the table. */
interface Tally {
  passed: number
  failed: number
  skipped: number
  /** Wanted errors that came, and how many of them agreed in class, line and message. */
  readonly errors: Record<keyof Agreement, { agreed: number; of: number }>
}

/** The whole report as text, without a final line break; the last line is the sum alone. */
export function report(results: readonly Result[], mostFailures: number): string {
  const parts = [table(results), reasons(results), failures(results, mostFailures), summary(results)]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** `N passed, N failed`, and `, N skipped` when some were not run. */
export function summary(results: readonly Result[]): string {
  const { passed, failed, skipped } = tallyOf(results)
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function table(results: readonly Result[]): string {
  const topics = grouped(results, (result) => result.topic)
  const rows = [...topics].map(([topic, members]) => [topic, ...cells(tallyOf(members))])
  const header = ['topic', 'passed', 'failed', 'not run', 'same class', 'same line', 'same message']
  return aligned([header, ...rows, ['all', ...cells(tallyOf(results))]])
}

/** One row's figures: three counts, then how many wanted errors agreed, as a share. */
function cells({ passed, failed, skipped, errors }: Tally): string[] {
  const shares = [errors.class, errors.line, errors.message].map(({ agreed, of }) =>
    of === 0 ? '' : `${agreed}/${of}`,
  )
  return [String(passed), String(failed), String(skipped), ...shares]
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return rows.map(line).join('\n')
}

function tallyOf(results: readonly Result[]): Tally {
  const none = (): { agreed: number; of: number } => ({ agreed: 0, of: 0 })
  const tally: Tally = {
    passed: 0,
    failed: 0,
    skipped: 0,
    errors: { class: none(), line: none(), message: none() },
  }
  for (const { status, agreement } of results) {
    tally[status]++
    if (agreement !== null) countAgreement(tally, agreement)
  }
  return tally
}

function countAgreement({ errors }: Tally, agreement: Agreement): void {
  for (const part of ['class', 'line', 'message'] as const) {
    if (agreement[part] === null) continue
    errors[part].of++
    if (agreement[part]) errors[part].agreed++
  }
}

function reasons(results: readonly Result[]): string {
  const skipped = results.filter((result) => result.status === 'skipped')
  const counts = [...grouped(skipped, (result) => result.reason ?? '')]
  const lines = counts
    .map(([reason, members]) => ({ reason, count: members.length }))
    .sort((a, b) => b.count - a.count)
    .map(({ reason, count }) => `  ${String(count).padStart(6)}  ${reason}`)
  return lines.length === 0 ? '' : ['not run:', ...lines].join('\n')
}

function failures(results: readonly Result[], most: number): string {
  const failed = results.filter((result) => result.status === 'failed')
  const shown = failed.slice(0, most).map(failure)
  const rest = failed.length - shown.length
  return [...shown, ...(rest > 0 ? [`… and ${rest} more failures (--failures all shows them)`] : [])].join(
    '\n',
  )
}

function failure({ id, reason, wanted, came }: Result): string {
  const shown = showDifference(wanted ?? '', came ?? '')
  return `${id}  ${reason}\n  wanted  ${shown.wanted}\n  came    ${shown.came}`
}

function grouped(results: readonly Result[], key: (result: Result) => string): Map<string, Result[]> {
  const groups = new Map<string, Result[]>()
  for (const result of results) {
    const group = groups.get(key(result))
    if (group === undefined) groups.set(key(result), [result])
    else group.push(result)
  }
  return groups
}

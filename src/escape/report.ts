import type { Row } from '../diagnostics/catalogue/row.js'
import { catalogue, type DiagnosticData, type DiagnosticId } from '../diagnostics/catalogue.js'
import { type Problem, problem } from '../diagnostics/diagnostic.js'
import type { Span } from '../source.js'

/** Whether what can be made safe is an error all the same, or a warning. */
export type EscapePolicy = 'strict' | 'migrate'

/** A point in a report that it can be taken back to. */
export interface Bookmark {
  readonly errors: number
  readonly warnings: number
}

/** What is found wrong while contexts travel through a template. */
export class Report {
  readonly errors: Problem[] = []
  readonly warnings: Problem[] = []
  readonly #policy: EscapePolicy

  constructor(policy: EscapePolicy) {
    this.#policy = policy
  }

  /** A report of its own under the same policy. */
  apart(): Report {
    return new Report(this.#policy)
  }

  /** Notes what is wrong; what is harmless is only a warning under the lenient policy. Whether it is an error. */
  found<K extends DiagnosticId>(id: K, span: Span, data: DiagnosticData[K], harmless = false): boolean {
    const isError = catalogue[id].severity === 'error' && !(harmless && this.#policy === 'migrate')
    const list: Problem[] = isError ? this.errors : this.warnings
    list.push(problem(id, span, data) as Problem)
    return isError
  }

  /** Where the report is now. */
  mark(): Bookmark {
    return { errors: this.errors.length, warnings: this.warnings.length }
  }

  /** Takes back what was found since. */
  rewind({ errors, warnings }: Bookmark): void {
    this.errors.length = errors
    this.warnings.length = warnings
  }

  /** Adds what another report has. */
  add({ errors, warnings }: Pick<Report, 'errors' | 'warnings'>): void {
    this.errors.push(...errors)
    this.warnings.push(...warnings)
  }
}

/** The sentence of a problem, as it continues another. */
export function sentence<K extends DiagnosticId>({ id, data }: Problem<K>): string {
  const row: Row<DiagnosticData[K]> = catalogue[id]
  const words = row.message(data)
  return words.charAt(0).toLowerCase() + words.slice(1)
}

import type { TemplatePlan } from '../escape/plan.js'
import type { EscaperName } from '../runtime/contextual/names.js'
import type { Operation } from '../runtime/scope.js'
import type { Values } from '../runtime/values/values.js'
import type { Scoping } from '../semantics/names.js'
import type { Linkage } from './linkage.js'
import type { ModeName } from './mode.js'

/** Whether output is escaped where a template starts. */
export type Escaping = 'on' | 'off'

/** The escapers of a dialect, as far as code is made for them. */
export interface EscaperTable {
  /** Whether one may refuse a value: such are called with the scope, and only at run time. */
  refuses(name: EscaperName): boolean
  /** What one makes of a constant. */
  write(name: EscaperName, value: unknown): string
}

/** What code generation needs to know of the environment. */
export interface CodegenOptions {
  /** The template's name, which relative references start from. */
  readonly name: string | null
  readonly escaping: Escaping
  /** How output is written in other places than text; null where all output is written as if it stood in text. */
  readonly plan: TemplatePlan | null
  readonly escapers: EscaperTable
  readonly mode: ModeName
  readonly linkage: Linkage
  readonly finalize: boolean
  readonly filters: Readonly<Record<string, Operation>>
  readonly tests: Readonly<Record<string, Operation>>
  /** Used to fold constants with exactly the results they would have at run time. */
  readonly values: Values
  /** Whether the value of a captured body is safe where output is escaped; nunjucks escapes it again. */
  readonly safeCaptures: boolean
  readonly scoping: Scoping
  /** Whether what a filter block gives is printed as it is, as Jinja does, also when the filter undid escaping. */
  readonly trustsFilterBlocks: boolean
  /** What `(a, b)` is: a tuple, or as in nunjucks its last value, the others evaluated for their effects. */
  readonly groups: 'tuple' | 'last'
  /** Whether what a template with a parent prints outside blocks comes before the page; nunjucks drops it. */
  readonly childOutput: boolean
  /** Whether what stands on different lines of the template goes into different statements, for debuggers. */
  readonly lineByLine: boolean
  /** Whether every expression is a call of its own, so that even what is thrown without a stack has a place. */
  readonly careful: boolean
  /** Whether missing values of inline ifs and imports say the line they come from, as Jinja's do. */
  readonly linesInHints: boolean
  /** The line of an offset, counted from 1. */
  lineOf(offset: number): number
}

import type { Block, Expression, For, Fragment, Macro, Output, Statement } from '../ast.js'
import type { Problem } from '../diagnostics/diagnostic.js'
import type { Callees } from './callees.js'
import type { Context } from './context.js'
import type { Flow } from './flow.js'
import type { Plan } from './plan.js'
import type { PlanBuilder } from './plan-builder.js'
import type { Report } from './report.js'
import type { Place, Use } from './use.js'

/** What a macro is in a place. */
export interface MacroVariant {
  /** Where it ends; null where it has nothing for the place, so that its text is taken for a value. */
  readonly end: Flow
  /** Places in which it prints what its caller gives. */
  readonly callers: ReadonlyMap<string, Place>
}

/** Where a template of a name ends when it begins in a context; null when that cannot be told. */
export type Follow = (name: string, from: Context) => Context | null

/** What the walk through a template has to know of it and of its surroundings. */
export interface Surroundings {
  readonly callees: Callees
  readonly use: Use | null
  /** Null where templates are only opened for other places than text. */
  readonly followText: boolean
  readonly follow: Follow
  /** Macros that were looked at for places, by place. */
  readonly variants: Map<Macro, Map<string, MacroVariant>>
  /** Where macros that are printed as text print what their caller gives. */
  readonly callers: Map<Macro, readonly Place[]>
  /** Where the template has its blocks, by name: a place, or nothing for text. */
  readonly standing: Map<string, string>
  /** Blocks that `self` or `super` print in other places than text. */
  readonly calls: ['self' | 'super', string, string][]
  /** Where each output stands; null where nobody asks. */
  readonly contexts: Map<Output, Context> | null
  /** What is wrong with blocks that a parent has, if it has them in text. */
  readonly unsettled: Map<Block, readonly Problem[]>
  /** What plans were made for macros, by place. */
  readonly macros: Map<Macro, Map<string, Plan>>
  /** Rounds of loops that may still be walked once more. */
  readonly budget: { rounds: number }
  isBuiltIn(filter: string): boolean
  /** Walks through a body on its own, and finishes its plan. */
  walk(setting: Setting, body: readonly Statement[]): Walk
}

/** What a body is walked for. */
export interface Setting {
  readonly at: Flow
  readonly plan: PlanBuilder
  readonly report: Report
  /** Whether output is escaped. */
  readonly escaped: boolean
  /** Where captured bodies begin. */
  readonly capture: Context
}

/** A loop that is being walked through. */
export interface Loop {
  readonly node: For
  /** Where its rounds begin. */
  readonly start: Context
  readonly breaks: Context[]
  readonly continues: Context[]
}

/** A walk through a body, as the parts of it see it that decide on one kind of statement. */
export interface Walk extends Setting {
  readonly around: Surroundings
  /** The loops around, innermost last. */
  readonly loops: Loop[]
  /** Places in which the body prints what `caller` gives. */
  readonly callers: Map<string, Place>
  /** The block around, and where it stands; null outside of blocks. */
  readonly block: { readonly name: string; readonly place: Place | null } | null
  /** Where the document is after statements that begin at a context; the walk goes on from there. */
  from(at: Flow, statements: readonly Statement[]): Flow
  /** Looks at the bodies that are part of an expression. */
  values(expression: Expression | null): void
  /** Looks at a body that is a value and begins at a context of its own. */
  captured(node: Fragment, start: Context): void
  /** Puts a quote before the static text that the value of an output begins with; reports it where that is not known. */
  quoteValue(node: Output, at: Context): void
}

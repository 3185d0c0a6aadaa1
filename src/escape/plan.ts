import type {
  Block,
  Escape,
  Expression,
  Extends,
  Fragment,
  Import,
  Include,
  Macro,
  Output,
  Text,
} from '../ast.js'
import type { EscaperName } from '../runtime/contextual/names.js'
import type { Context } from './context.js'

/** How one printed value is written where that differs from HTML text. */
export interface Print {
  /** What is printed: the output's expression, or what is left of it without a last filter that escapes. */
  readonly expression: Expression
  /** What writes the value, inside out; the text of the value as it is when there are none. */
  readonly escapers: readonly EscaperName[]
  /** Whether the value is taken as plain text, whatever it says of itself. */
  readonly plain: boolean
  /** Text of the template that goes before the value: a quote that it leaves out. */
  readonly before: string
  /** As `before`, behind the value. */
  readonly after: string
  /** Where a macro, `super` or `self.name` prints what it has for this place; null for other values. */
  readonly place: string | null
}

/** What stands in a place of its own: where it begins and ends, as a pair of keys. Text to text is not mentioned. */
export type Standing = Block | Include | Extends

/**
 * How what a body prints is written, as far as it differs from what HTML text needs. The same body has other decisions
 * when it is used in another place.
 */
export interface Plan {
  readonly prints: ReadonlyMap<Output, Print>
  /** Texts that are printed otherwise than they stand. */
  readonly texts: ReadonlyMap<Text, string>
  /** Where in what is printed for a text a nonce of the page belongs. */
  readonly nonces: ReadonlyMap<Text, readonly number[]>
  readonly places: ReadonlyMap<Standing, string>
  /** Blocks of a template with a parent that cannot stand in text, with the reason. */
  readonly refused: ReadonlyMap<Block, string>
  /** Whether output is escaped in captured bodies and in bodies of autoescape, where the pass decides that. */
  readonly printing: ReadonlyMap<Fragment | Escape | Macro, 'on' | 'off'>
  /** Macros that are wanted in other places than text: their decisions by place. */
  readonly macros: ReadonlyMap<Macro, ReadonlyMap<string, Plan>>
  /** Of each import, the macros that are called in other places than text: a name and a place each. */
  readonly wanted: ReadonlyMap<Import, readonly (readonly [name: string, place: string])[]>
}

/** The decisions for a whole template. */
export interface TemplatePlan extends Plan {
  /** In words, where the output ends, if it begins in text and ends elsewhere. */
  readonly ends: string | null
  /** The block that the template is compiled for alone, or null. */
  readonly only: string | null
  /** Blocks that `self` or `super` print in other places than text. */
  readonly calls: readonly (readonly [by: 'self' | 'super', block: string, place: string])[]
  /** Where each output stands, where that was asked for. */
  readonly contexts: ReadonlyMap<Output, Context>
  /** Other templates, by their full names, and uses of them that only this one knows of. */
  readonly wants: readonly (readonly [template: string, use: string])[]
  /** Blocks that are compiled for other places as well, by place. */
  readonly others: ReadonlyMap<Block, ReadonlyMap<string, Plan>>
}

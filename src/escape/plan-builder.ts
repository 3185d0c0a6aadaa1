import type { Block, Escape, Fragment, Import, Macro, Output, Text } from '../ast.js'
import type { Plan, Print, Standing } from './plan.js'

/** What all plans of one template share. */
export type Shared = Pick<PlanBuilder, 'refused' | 'wanted' | 'macros'>

/** A plan in the making. What a loop decides again replaces what it decided before. */
export class PlanBuilder implements Plan {
  readonly prints = new Map<Output, Print>()
  readonly texts = new Map<Text, string>()
  readonly nonces = new Map<Text, readonly number[]>()
  readonly places = new Map<Standing, string>()
  readonly printing = new Map<Fragment | Escape | Macro, 'on' | 'off'>()
  readonly macros: Map<Macro, Map<string, Plan>>
  readonly refused: Map<Block, string>
  readonly wanted: Map<Import, (readonly [name: string, place: string])[]>

  constructor({ refused, wanted, macros }: Shared) {
    this.refused = refused
    this.wanted = wanted
    this.macros = macros
  }

  /** Another plan of the same template. */
  apart(): PlanBuilder {
    return new PlanBuilder(this)
  }

  /** Decides on an output; null where text's own way will do. */
  print(node: Output, print: Print | null): void {
    if (print === null) this.prints.delete(node)
    else this.prints.set(node, print)
  }

  /** Decides where something stands; null for text. */
  place(node: Standing, place: string | null): void {
    if (place === null) this.places.delete(node)
    else this.places.set(node, place)
  }

  /** Decides whether output is escaped in a body; null where that follows from what surrounds it. */
  escape(node: Fragment | Escape | Macro, printing: 'on' | 'off' | null): void {
    if (printing === null) this.printing.delete(node)
    else this.printing.set(node, printing)
  }

  /** Asks for a macro of another template in a place. */
  want(from: Import, name: string, place: string): void {
    const known = this.wanted.get(from)
    if (known === undefined) this.wanted.set(from, [[name, place]])
    else known.push([name, place])
  }
}

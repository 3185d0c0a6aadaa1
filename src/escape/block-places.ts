import type { Block, Template } from '../ast.js'
import { walk as visit } from '../semantics/walk.js'
import { advance } from './advance.js'
import { TEXT } from './context.js'
import { describe } from './describe.js'
import { fits } from './flow.js'
import type { Plan } from './plan.js'
import { type Place, placeKey, placeOf } from './use.js'
import type { Setting, Surroundings } from './walk.js'
import { Walker } from './walker.js'

/** Layouts have their title in `<title>` nearly always, so pages are compiled for that from the start. */
const TITLE = advance(TEXT, '<title>').context

interface Work {
  readonly around: Surroundings
  readonly setting: Setting
}

/** Blocks of a template for other places than the template has them in. */
export class BlockPlaces {
  readonly plans = new Map<Block, Map<string, Plan>>()
  readonly #template: Template
  readonly #work: Work

  constructor(template: Template, work: Work) {
    this.#template = template
    this.#work = work
  }

  /** Plans the block that nearly every layout has in another place than text, if that works out. */
  usual(): void {
    this.add('title', placeKey({ from: TITLE, to: TITLE }))
  }

  /** Plans every block for all places in which `self` and the parents print it. */
  all(lookUp: LookUp): void {
    visit(this.#template, (node) => {
      if (node.kind !== 'Block') return true
      const { calls } = this.#work.around
      const own = calls
        .filter(([by, name]) => by === 'self' && name === node.name)
        .map(([, , place]) => place)
      const [standing = '', ...printed] = lookUp(node.name) ?? []
      if (standing !== '') this.#certain(node, standing)
      for (const place of [...printed, ...own]) if (place !== '') this.add(node.name, place)
      return true
    })
  }

  /** Plans a block for a place, if that works out. */
  add(name: string, place: string): void {
    const block = blockNamed(this.#template, name)
    const { around, setting } = this.#work
    if (block === null || setting.plan.places.get(block) === place) return
    const [plan, report] = [setting.plan.apart(), setting.report.apart()]
    blockIn(block, placeOf(place), { around, setting: { ...setting, plan, report } })
    if (report.errors.length > 0) return
    const known = this.plans.get(block)
    if (known === undefined) this.plans.set(block, new Map([[place, plan]]))
    else known.set(place, plan)
  }

  /**
   * Looks up where the parent has the blocks that cannot stand in text. What is wrong with them is wrong if that is in
   * text, or if they do not fit in that place either; if the parent is not known, run time tells.
   */
  settle(lookUp: LookUp): void {
    const { around, setting } = this.#work
    for (const [block, problems] of around.unsettled) {
      const [place = null] = lookUp(block.name) ?? []
      if (place === '') setting.report.errors.push(...problems)
      else if (place !== null) this.#certain(block, place)
    }
  }

  /** Plans a block for the place in which the parent has it; what is wrong with it there is reported. */
  #certain(block: Block, place: string): void {
    this.add(block.name, place)
    if (this.plans.get(block)?.has(place) !== true) blockIn(block, placeOf(place), this.#work)
  }
}

/** The places in which the parents print a block. */
type LookUp = (block: string) => readonly string[] | null

/** Walks through a block for a place, and notes where it does not end as what it replaces. */
export function blockIn(node: Block, { from, to }: Place, { around, setting }: Work): void {
  const walker = new Walker(around, { ...setting, at: from })
  walker.block = { name: node.name, place: { from, to } }
  const { at } = walker.all(node.body)
  if (at === null || fits(at, to)) return
  const data = { name: node.name, wanted: describe(to), ends: describe(at) }
  setting.report.found('block-end', node.nameSpan, data)
}

/** The block of a name; null when a template has none. */
export function blockNamed(template: Template, name: string): Block | null {
  let found: Block | null = null
  visit(template, (node) => {
    if (node.kind === 'Block' && node.name === name) found = node
    return true
  })
  return found
}

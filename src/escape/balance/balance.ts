import type { Block, Template } from '../../ast.js'
import type { Problem } from '../../diagnostics/diagnostic.js'
import { walk } from '../../semantics/walk.js'
import type { Source } from '../../source.js'
import type { ContentType } from '../content-type.js'
import { brought, type Effect, type Entry, NONE } from './effect.js'
import { rulesOf } from './elements.js'
import { Findings } from './findings.js'
import { whole } from './spot.js'
import { type BlockEffect, ElementWalker } from './walker.js'

/** Whether elements are checked, and what comes of a finding. */
export type WellFormed = 'off' | 'warn' | 'error'

/** A template whose elements are looked at. */
export interface Document {
  readonly source: Source
  readonly tree: Template
  readonly type: ContentType
}

/** Opens a template by its name as written in another; null where there is none that is markup. */
export type OpenDocument = (name: string, own: string | null) => Document | null

/** What is wrong with the elements of a template. */
export interface Balance {
  /** What is wrong wherever the template is used. */
  readonly inside: readonly Problem[]
  /** What is wrong if it is a page of its own: it may be the first or second half of one. */
  readonly asPage: readonly Problem[]
}

/** What is known of a template. */
interface Analysis {
  readonly effect: Effect
  readonly blocks: ReadonlyMap<string, BlockEffect>
  readonly parent: Analysis | null
  readonly problems: readonly Problem[]
}

/** Nothing is known of templates that are not there, or that lead back to themselves. */
const UNKNOWN: Analysis = { effect: NONE, blocks: new Map(), parent: null, problems: [] }

/** Whether the elements of a template are opened and closed in pairs, on all ways and with all that it brings in. */
export function balance(opened: Document, open: OpenDocument): Balance {
  const { effect, problems } = new Analyses(open).of(opened)
  const page = new Findings(opened.source)
  const rules = rulesOf(opened.type)
  const told = (entry: Entry, kind: 'stray' | 'unclosed'): void => {
    if (entry.kind === 'choice') page.found('branch', entry, { closing: kind === 'stray' })
    else if (kind === 'stray' ? !rules.startsByItself(entry.name) : !entry.weak)
      page.found(kind, entry, { closing: kind === 'stray' })
  }
  for (const entry of effect.closes) told(entry, 'stray')
  for (const entry of effect.opens) told(entry, 'unclosed')
  return { inside: problems, asPage: page.problems }
}

/** What templates do, each looked at once. */
class Analyses {
  readonly #open: OpenDocument
  readonly #known = new Map<string, Analysis>()

  constructor(open: OpenDocument) {
    this.#open = open
  }

  of(opened: Document): Analysis {
    const { source, tree, type } = opened
    const findings = new Findings(source)
    const extending = tree.body.filter((node) => node.kind === 'Extends')
    const [first] = extending
    const name = first?.parent.kind === 'Literal' && extending.length === 1 ? first.parent.value : null
    const parent = typeof name === 'string' ? this.#named(name, source.name) : null
    const walker = new ElementWalker(rulesOf(type), findings, {
      included: (asked) => this.#named(asked, source.name).effect,
      inherited: (block) => inherited(parent, block),
    })
    const isChild = hasParent(tree)
    const effect = isChild ? NONE : walker.template(tree.body)
    if (isChild) for (const block of outermost(tree)) walker.replacement(block)
    const own = parent !== null && first !== undefined && typeof name === 'string'
    return {
      effect: own ? brought(parent.effect, whole(first), name) : effect,
      blocks: walker.blocks,
      parent,
      problems: findings.problems,
    }
  }

  /** A template by its name. One that includes itself is taken to leave all as it is. */
  #named(asked: string, own: string | null): Analysis {
    const opened = this.#open(asked, own)
    if (opened === null) return UNKNOWN
    const key = opened.source.name ?? asked
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#known.set(key, UNKNOWN)
    const analysis = this.of(opened)
    this.#known.set(key, analysis)
    return analysis
  }
}

/** Whether there is a parent anywhere, so that only blocks are printed. */
function hasParent(tree: Template): boolean {
  let found = false
  walk(tree, (node) => {
    found ||= node.kind === 'Extends'
    return !found
  })
  return found
}

/** The blocks of a template that are in no other. */
function outermost(tree: Template): Block[] {
  const blocks: Block[] = []
  walk(tree, (node) => {
    if (node.kind === 'Block') blocks.push(node)
    return node.kind !== 'Block'
  })
  return blocks
}

function inherited(from: Analysis | null, block: string): BlockEffect | null {
  for (let each = from; each !== null; each = each.parent) {
    const found = each.blocks.get(block)
    if (found !== undefined) return found
  }
  return null
}

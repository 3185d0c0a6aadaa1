import type { Template } from '../ast.js'
import { blockNamed } from './block-places.js'
import type { ContentType } from './content-type.js'
import type { Context } from './context.js'
import { type InferOptions, type Inferred, infer } from './infer.js'

/** Another template, opened to be looked into. */
export interface Opened {
  readonly name: string
  readonly tree: Template
  readonly type: ContentType
}

/** Opens a template by its name as written in another; null where there is none whose output is escaped by context. */
export type Open = (name: string, own: string | null) => Opened | null

/** What one template has to know of others. */
export type Known = Pick<InferOptions, 'follow' | 'lookUp' | 'holders'>

/** How far a line of parents is followed. */
const MOST_PARENTS = 20

/** A template of a line of parents. */
interface Ancestor extends Opened {
  readonly inferred: Inferred
}

/** What templates say of each other while one of them is compiled. Each is opened when something is asked of it. */
export class Neighbours {
  readonly #open: Open
  readonly #shared: Pick<InferOptions, 'policy' | 'isBuiltIn'>
  readonly #ends = new Map<string, Context | null>()

  constructor(open: Open, shared: Pick<InferOptions, 'policy' | 'isBuiltIn'>) {
    this.#open = open
    this.#shared = shared
  }

  /** What the template `own` has to know. */
  of(own: string | null): Known {
    return {
      follow: (name, from) => this.#end(name, own, from),
      lookUp: (parent, block) => this.#places(this.#line(parent, own), block),
      holders: (parent, block) =>
        this.#line(parent, own)
          .filter(({ tree }) => blockNamed(tree, block) !== null)
          .map(({ name }) => name),
    }
  }

  /** Where another template ends; null when there is none, or it cannot be told. */
  #end(asked: string, own: string | null, from: Context): Context | null {
    const opened = this.#open(asked, own)
    if (opened === null) return null
    const key = `${opened.name} ${from.key}`
    const known = this.#ends.get(key)
    if (known !== undefined) return known
    // A template that includes itself ends where it is taken to end.
    this.#ends.set(key, null)
    const { errors, end } = this.#infer(opened, { kind: 'whole', place: { from, to: from } })
    const result = errors.every(({ id }) => id === 'include-end') ? end : null
    this.#ends.set(key, result)
    return result
  }

  #infer({ name, tree, type }: Opened, use: InferOptions['use']): Inferred {
    const { follow } = this.of(name)
    // What is wrong with blocks of another template is told where that is compiled.
    const known = { follow, lookUp: () => null, holders: () => [] }
    return infer(tree, { ...this.#shared, ...known, name, type, use, closed: false, traced: false })
  }

  /** A parent and its parents, nearest first, as far as their names are fixed. */
  #line(parent: string, own: string | null): Ancestor[] {
    const line: Ancestor[] = []
    let next: string | null = parent
    let from = own
    while (next !== null && line.length < MOST_PARENTS) {
      const opened = this.#open(next, from)
      if (opened === null) break
      const inferred = this.#infer(opened, null)
      line.push({ ...opened, inferred })
      next = inferred.parent
      from = opened.name
    }
    return line
  }

  /** The places in which a line of parents prints a block: first where it stands; null where it stands nowhere. */
  #places(line: readonly Ancestor[], block: string): string[] | null {
    const standing = line.map(({ inferred }) => inferred.standing.get(block)).find((one) => one !== undefined)
    if (standing === undefined) return null
    const called = line.flatMap(({ inferred }) =>
      inferred.plan.calls.filter(([by, name]) => by === 'self' && name === block),
    )
    return [standing, ...called.map(([, , place]) => place)]
  }
}

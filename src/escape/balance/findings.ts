import { type Problem, problem } from '../../diagnostics/diagnostic.js'
import type { Source } from '../../source.js'
import type { Entry, Tag } from './effect.js'
import { type Spot, spanOf } from './spot.js'

/** What is wrong with elements. */
export type Imbalance =
  | ('unclosed' | 'stray' | 'mismatched' | 'void' | 'branch')
  /** What stands in a body that has to close what it opens. */
  | ('loop' | 'part' | 'macro' | 'capture')
  /** A block that differs from the one it replaces. */
  | 'replacement'

/** What there is to say of a finding besides the entry. */
interface About {
  /** The tag that it does not fit to. */
  readonly other?: Tag | null
  /** Whether the entry is about end tags. */
  readonly closing?: boolean
  /** The block or macro. */
  readonly name?: string
  /** Where that is elsewhere than at the entry. */
  readonly spot?: Spot
}

/** What is wrong with a template's elements, with the places in it. */
export class Findings {
  readonly problems: Problem[] = []
  readonly #source: Source

  constructor(source: Source) {
    this.#source = source
  }

  /** Notes an element, or a choice of them, that does not fit. */
  found(kind: Imbalance, entry: Entry | null, about: About = {}): void {
    const { other = null, closing = false, name = '', spot = entry?.spot } = about
    if (spot === undefined) return
    const data = {
      ...{ kind, name, from: entry?.from ?? '' },
      tag: entry === null ? '' : `<${closing ? '/' : ''}${elementOf(entry)}>`,
      other: other?.name ?? '',
      line: other === null ? 0 : this.#line(other.spot),
    }
    this.problems.push(problem('unbalanced', this.#span(spot), data) as Problem)
  }

  /** Notes an attribute that its tag has already. */
  repeated(name: string, spot: Spot, first: Spot): void {
    const data = { name, line: this.#line(first) }
    this.problems.push(problem('duplicate-attribute', this.#span(spot), data) as Problem)
  }

  #span(spot: Spot): Problem['span'] {
    return spanOf(spot, this.#source.text)
  }

  #line(spot: Spot): number {
    return this.#source.position(this.#span(spot).start).line
  }
}

/** The element that is met first. */
function elementOf(entry: Entry): string {
  if (entry.kind === 'tag') return entry.name
  const [first] = entry.arms.flat()
  return first === undefined ? '' : elementOf(first)
}

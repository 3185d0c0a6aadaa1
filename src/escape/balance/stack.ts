import {
  agree,
  type Choice,
  common,
  type Effect,
  type Entry,
  NONE,
  namesIn,
  strong,
  type Tag,
} from './effect.js'
import { PRINTED } from './elements.js'
import type { Findings } from './findings.js'
import type { Spot } from './spot.js'

/** The elements that a body opens and has not closed yet, and those that it closes without having opened them. */
export class Stack {
  readonly #findings: Findings
  readonly #closes: Entry[] = []
  readonly #opens: Entry[] = []
  /** How often a name is among the open elements, so that nobody looks for what is not there. */
  readonly #counts = new Map<string, number>()
  /** The open elements that need an end tag. */
  readonly #needy: Entry[] = []

  constructor(findings: Findings) {
    this.#findings = findings
  }

  /** What the body did so far. */
  get effect(): Effect {
    return { closes: this.#closes, opens: this.#opens }
  }

  /** An element, or a choice of them, is opened. */
  open(entry: Entry): void {
    this.#opens.push(entry)
    if (entry.kind === 'choice' || !entry.weak) this.#needy.push(entry)
    this.#count(entry, 1)
  }

  /** An element is closed. */
  close(tag: Tag): void {
    if ((this.#counts.get(tag.name) ?? 0) > 0) return this.#closeUpTo(tag)
    if (this.#closesUnknown()) return
    // What ends by itself may as well end later.
    if (this.#needy.length === 0) this.#closes.push(tag)
    else if (!this.#closesHeading(tag)) {
      this.#findings.found('stray', tag, { other: this.#innermost(), closing: true })
    }
  }

  /** An effect follows. */
  apply({ closes, opens }: Effect): void {
    for (const entry of closes) {
      if (entry.kind === 'tag') this.close(entry)
      else this.#closeChoice(entry)
    }
    for (const entry of opens) this.open(entry)
  }

  /** The ways of an `if` follow; null are those that lead elsewhere. */
  choose(key: string, spot: Spot, ways: readonly (Effect | null)[]): void {
    const live = ways.filter((way) => way !== null)
    const [first = NONE, ...others] = live
    if (others.every((way) => agree(first, way))) return this.apply(common(live))
    const effects = ways.map((way) => way ?? NONE)
    if (this.#match(key, effects)) return
    const choice = (arms: Choice['arms']): Choice => ({ kind: 'choice', key, spot, from: null, arms })
    const closing = effects.some(({ closes }) => strong(closes).length > 0)
    const opening = effects.some(({ opens }) => strong(opens).length > 0)
    if (!closing) return this.open(choice(effects.map(({ opens }) => opens)))
    const closes = choice(effects.map((effect) => effect.closes))
    if (!opening) return this.#closeChoice(closes)
    this.#misfit(closes)
    for (const entry of common(effects.filter((effect) => strong(effect.closes).length > 0)).opens)
      this.open(entry)
  }

  /** Closes what the same conditions have opened; whether that was possible. */
  #match(key: string, ways: readonly Effect[]): boolean {
    const top = this.#needy.at(-1)
    if (top?.kind !== 'choice' || top.key !== key || top.arms.length !== ways.length) return false
    const left = top.arms.map((arm, index) => after(arm, ways[index] ?? NONE))
    const arms = left.filter((arm) => arm !== null)
    if (arms.length < left.length) return false
    while (this.#pop() !== top);
    const effects = arms.map((opens) => ({ closes: [], opens }))
    const [first = NONE] = effects
    if (effects.every((each) => agree(first, each)))
      for (const entry of common(effects).opens) this.open(entry)
    else this.open({ ...top, arms })
    return true
  }

  /** Closes by conditions what they have opened, here or around. */
  #closeChoice(choice: Choice): void {
    if (
      this.#match(
        choice.key,
        choice.arms.map((closes) => ({ closes, opens: [] })),
      )
    )
      return
    if (this.#closesUnknown()) return
    if (this.#needy.length > 0) return this.#misfit(choice)
    this.#closes.push(choice)
  }

  /** Reports a choice of end tags, and goes on as if they had been meant for all ways. */
  #misfit(choice: Choice): void {
    this.#findings.found('branch', choice, { closing: true })
    const closes = choice.arms.map(strong).find((arm) => arm.length > 0) ?? []
    for (const entry of closes) {
      const isOpen = entry.kind === 'tag' && (this.#counts.get(entry.name) ?? 0) > 0
      if (isOpen) this.#closeUpTo(entry, true)
    }
  }

  /** Closes an element and all in it; `told` says that something is reported already. */
  #closeUpTo(tag: Tag, told = false): void {
    let isTold = told
    for (let entry = this.#pop(); entry !== undefined; entry = this.#pop()) {
      const fits = namesIn(entry).includes(tag.name)
      if (!isTold && entry.kind === 'choice') this.#findings.found('branch', entry, { other: tag })
      else if (!isTold && !fits && entry.kind === 'tag' && !entry.weak)
        this.#findings.found('mismatched', entry, { other: tag })
      if (fits) return
      isTold ||= entry.kind === 'choice' || !entry.weak
    }
  }

  /** Headings are mostly closed as other ones by mistake. */
  #closesHeading(tag: Tag): boolean {
    const open = this.#innermost()
    if (open === null || !HEADING.test(open.name) || !HEADING.test(tag.name)) return false
    this.#findings.found('mismatched', open, { other: tag })
    while (this.#pop() !== open);
    return true
  }

  #innermost(): Tag | null {
    const entry = this.#needy.at(-1)
    return entry?.kind === 'tag' ? entry : null
  }

  #pop(): Entry | undefined {
    const entry = this.#opens.pop()
    if (entry !== undefined) this.#count(entry, -1)
    if (entry === this.#needy.at(-1)) this.#needy.pop()
    return entry
  }

  /** An element of a printed name may be the one that is closed. */
  #closesUnknown(): boolean {
    const entry = this.#opens.at(-1)
    const isUnknown = entry?.kind === 'tag' && entry.name.includes(PRINTED)
    if (isUnknown) this.#pop()
    return isUnknown
  }

  #count(entry: Entry, by: number): void {
    for (const name of namesIn(entry)) this.#counts.set(name, (this.#counts.get(name) ?? 0) + by)
  }
}

const HEADING = /^h[1-6]$/

/** What is open after an effect where these were; null where it closes others. */
function after(open: readonly Entry[], { closes, opens }: Effect): Entry[] | null {
  const left = [...open]
  for (const entry of strong(closes)) {
    let top = left.pop()
    while (top?.kind === 'tag' && top.weak && !closesIt(entry, top)) top = left.pop()
    if (top === undefined || !closesIt(entry, top)) return null
  }
  return [...left, ...opens]
}

function closesIt(close: Entry, open: Entry): boolean {
  if (close.kind === 'tag' || open.kind === 'tag') {
    return close.kind === open.kind && namesIn(close)[0] === namesIn(open)[0]
  }
  const same = close.key === open.key && close.arms.length === open.arms.length
  return same && open.arms.every((arm, index) => closesAll(close.arms[index] ?? [], arm))
}

function closesAll(closes: readonly Entry[], opens: readonly Entry[]): boolean {
  const left = after(opens, { closes, opens: [] })
  return left !== null && strong(left).length === 0
}

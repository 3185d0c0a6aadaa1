import type { TokenKind } from './tokens.js'

/** A closing bracket. */
export interface Bracket {
  readonly text: string
  readonly type: TokenKind
}

/** The brackets open at one place in a tag, each kept as the bracket that closes it. */
export class Brackets {
  readonly #open: Bracket[] = []
  readonly #counts = new Map<string, number>()

  /** The bracket that would close the innermost open one, or null when none is open. */
  get expected(): string | null {
    return this.#open.at(-1)?.text ?? null
  }

  /** Opens a bracket that `closer` closes. */
  push(closer: Bracket): void {
    this.#open.push(closer)
    this.#count(closer, 1)
  }

  /** Closes the innermost bracket; returns its closer, or null when none is open. */
  pop(): Bracket | null {
    const closer = this.#open.pop()
    if (closer === undefined) return null
    this.#count(closer, -1)
    return closer
  }

  /** Whether `closer` would close any open bracket. Constant time. */
  holds(closer: string): boolean {
    return (this.#counts.get(closer) ?? 0) > 0
  }

  #count({ text }: Bracket, change: number): void {
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + change)
  }
}

/** Words that cannot name a variable in generated code: reserved by JavaScript or used by the code itself. */
const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export ' +
    'extends false finally for function if implements import in instanceof interface let new null package ' +
    'private protected public return static super switch this throw true try typeof undefined var void while ' +
    'with yield NaN Infinity async of get set env scope vars'
  ).split(' '),
)

/** The identifiers of one function of generated code; inner functions see and avoid those of outer ones. */
export class Identifiers {
  readonly #own = new Set<string>()
  /** Claimed by inner functions, which may read a variable that is only claimed here later. */
  readonly #inner = new Set<string>()
  readonly #parent: Identifiers | null
  /** How often a name was claimed: smaller numbers are taken, and stay so. */
  readonly #counts = new Map<string, number>()

  constructor(parent: Identifiers | null = null) {
    this.#parent = parent
  }

  /** A free identifier: the wanted name where possible, else `name_1`, `name_2`, … */
  claim(wanted: string): string {
    const base = /^[A-Za-z_$][\w$]*$/.test(wanted)
      ? wanted
      : wanted.replace(/\W/g, '_').replace(/^(?=\d)|^$/, '_')
    let count = this.#counts.get(base) ?? 0
    let name = count === 0 ? base : `${base}_${count}`
    while (this.#taken(name)) name = `${base}_${++count}`
    this.#counts.set(base, count)
    this.#own.add(name)
    for (let outer = this.#parent; outer !== null; outer = outer.#parent) outer.#inner.add(name)
    return name
  }

  #taken(name: string): boolean {
    return this.#inner.has(name) || this.#reserved(name)
  }

  #reserved(name: string): boolean {
    if (this.#own.has(name)) return true
    return this.#parent === null ? name === '$' || RESERVED.has(name) : this.#parent.#reserved(name)
  }
}

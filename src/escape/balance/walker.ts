import type {
  Block,
  Expression,
  For,
  Fragment,
  If,
  Include,
  Macro,
  Of,
  Output,
  Statement,
} from '../../ast.js'
import { walk } from '../../semantics/walk.js'
import { contentTypeNamed, isMarkup } from '../content-type.js'
import { Attributes } from './attributes.js'
import { waysOf } from './conditions.js'
import { agree, brought, type Effect, NONE, strong, type Tag } from './effect.js'
import { type ElementRules, PRINTED } from './elements.js'
import type { Findings, Imbalance } from './findings.js'
import { type Place, Reader, start } from './reader.js'
import { type Spot, whole } from './spot.js'
import { Stack } from './stack.js'

/** What a block does in the place where it stands. */
export interface BlockEffect {
  readonly effect: Effect
  readonly place: Place
}

/** What a walk has to know of other templates. */
export interface Outside {
  /** What a template of a fixed name does. */
  included(name: string): Effect
  /** What the parents do in a block; null where none of them has it, or they are not known. */
  inherited(block: string): BlockEffect | null
}

/** What a body is told apart by, where it may not leave anything open. */
type Closed = Extract<Imbalance, 'loop' | 'macro' | 'capture'>

/** Follows the open elements through the statements of a template. */
export class ElementWalker {
  /** What the blocks of the template do where they stand. */
  readonly blocks = new Map<string, BlockEffect>()
  readonly #rules: ElementRules
  readonly #findings: Findings
  readonly #outside: Outside
  readonly #reader: Reader
  #stack: Stack
  /** Whether a jump has led elsewhere. */
  #gone = false
  /** The block around. */
  #block = ''

  constructor(rules: ElementRules, findings: Findings, outside: Outside) {
    this.#rules = rules
    this.#findings = findings
    this.#outside = outside
    this.#stack = new Stack(findings)
    this.#reader = new Reader(rules, {
      opened: (name, spot) => this.#stack.open(this.#tag(name, spot)),
      closed: (name, spot) => this.#stack.close(this.#tag(name, spot)),
      needless: (name, spot) => findings.found('void', this.#tag(name, spot), { closing: true }),
      repeated: (name, spot, first) => findings.repeated(name, spot, first),
    })
  }

  /** What a whole template does. */
  template(body: readonly Statement[]): Effect {
    return this.#body(body) ?? NONE
  }

  /** A block that replaces one of the parents. */
  replacement(node: Block): void {
    const inherited = this.#outside.inherited(node.name)
    this.#reader.place = inherited?.place ?? start()
    const effect = this.#inBlock(node)
    const wanted = inherited?.effect ?? NONE
    if (agree(effect, wanted)) return
    if (agree(wanted, NONE)) this.#report('part', effect, node.name)
    else this.#report('replacement', effect, node.name, whole({ span: node.nameSpan }))
  }

  #tag(name: string, spot: Spot): Tag {
    return { kind: 'tag', name, weak: this.#rules.endsByItself(name), spot, from: null }
  }

  /** What statements do; null where they all lead elsewhere. */
  #body(statements: readonly Statement[]): Effect | null {
    const { effect, gone } = this.#apart(() => this.#all(statements))
    return gone ? null : effect
  }

  #apart(run: () => void): { effect: Effect; gone: boolean } {
    const [stack, gone] = [this.#stack, this.#gone]
    this.#stack = new Stack(this.#findings)
    this.#gone = false
    run()
    const result = { effect: this.#stack.effect, gone: this.#gone }
    this.#stack = stack
    this.#gone = gone
    return result
  }

  #all(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (this.#gone) return
      const row = this.#rows[statement.kind] as (node: Statement) => void
      row(statement)
    }
  }

  readonly #rows: { readonly [K in Statement['kind']]: (node: Of<K>) => void } = {
    Text: (node) => this.#reader.text(node),
    Output: (node) => this.#output(node),
    Do: (node) => this.#values(node.expression),
    If: (node) => this.#conditional(node),
    For: (node) => this.#loop(node),
    Jump: () => {
      this.#gone = true
    },
    Assign: (node) => this.#values(node.value),
    Scope: (node) => this.#scope(node),
    Escape: (node) => this.#escape(node),
    Block: (node) => this.#standing(node),
    Extends: () => {},
    Include: (node) => this.#include(node),
    Import: () => {},
  }

  #output(node: Output): void {
    this.#values(node.expression)
    const { expression } = node
    const callee = expression.kind === 'Call' ? expression.callee : null
    if (callee?.kind === 'Name' && callee.name === 'super' && this.#reader.isBetween) {
      const effect = this.#outside.inherited(this.#block)?.effect ?? NONE
      this.#stack.apply(brought(effect, whole(node), 'super()'))
    } else this.#reader.printed()
  }

  #scope({ bindings, body }: Of<'Scope'>): void {
    for (const { value } of bindings) this.#values(value)
    this.#all(body)
  }

  /** What is written in a language of its own has no elements. */
  #escape({ value, body }: Of<'Escape'>): void {
    const word = value.kind === 'Literal' && typeof value.value === 'string' ? value.value : ''
    const type = contentTypeNamed(word)
    if (type === null || isMarkup(type)) this.#all(body)
  }

  #conditional(node: If): void {
    const { key, bodies } = waysOf(node)
    const effects = this.#ways(bodies)
    if (effects.every((effect) => effect === null)) this.#gone = true
    else this.#stack.choose(key, whole(node), effects)
  }

  /** What each of several ways does; the document goes on where they meet. */
  #ways(bodies: readonly (readonly Statement[])[]): (Effect | null)[] {
    const from = this.#reader.place
    const ends: Place[] = []
    const effects = bodies.map((body) => {
      this.#reader.place = { ...from, attributes: new Attributes(from.attributes) }
      const effect = this.#body(body)
      if (effect !== null) ends.push(this.#reader.place)
      return effect
    })
    this.#reader.place = meeting(from, ends)
    return effects
  }

  #loop(node: For): void {
    this.#values(node.iterable)
    const [round = null] = this.#ways([node.body, []])
    if (round !== null && !this.#isClosed(round)) this.#report('loop', round)
    else if (round !== null) this.#stack.apply(round)
    const [otherwise = null] = this.#ways([node.orElse, []])
    if (otherwise !== null && !this.#isClosed(otherwise)) this.#report('loop', otherwise)
  }

  /** A block where it stands: it may open what comes later closes. */
  #standing(node: Block): void {
    const { place } = this.#reader
    const effect = this.#inBlock(node)
    this.blocks.set(node.name, { effect, place })
    this.#stack.apply(effect)
  }

  #inBlock(node: Block): Effect {
    const outer = this.#block
    this.#block = node.name
    const effect = this.#body(node.body) ?? NONE
    this.#block = outer
    return effect
  }

  #include({ template, span }: Include): void {
    this.#values(template)
    if (!this.#reader.isBetween) return this.#reader.printed()
    if (template.kind !== 'Literal' || typeof template.value !== 'string') return
    const { value } = template
    this.#stack.apply(brought(this.#outside.included(value), whole({ span }), value))
  }

  /** The bodies that are part of an expression: what they give are values of their own. */
  #values(expression: Expression): void {
    if (expression.kind === 'Name' || expression.kind === 'Literal') return
    walk(
      expression,
      (node) => {
        if (node.kind === 'Fragment') this.#value('capture', node)
        else if (node.kind === 'Macro') this.#value('macro', node)
        return node.kind !== 'Fragment' && node.kind !== 'Macro'
      },
      'value',
    )
  }

  #value(kind: Closed, node: Fragment | Macro): void {
    const { place } = this.#reader
    this.#reader.place = start()
    const effect = this.#body(node.body)
    this.#reader.place = place
    const name = node.kind === 'Macro' ? (node.name ?? '') : ''
    if (effect !== null && !this.#isClosed(effect, true)) this.#report(kind, effect, name)
  }

  /** Whether an effect leaves all as it is; `apart` says that it has nothing around that it could close and open again. */
  #isClosed(effect: Effect, apart = false): boolean {
    return agree(effect, NONE) && (!apart || strong(effect.closes).length === 0)
  }

  #report(kind: Imbalance, { closes, opens }: Effect, name = '', spot?: Spot): void {
    const [closed = null] = strong(closes)
    const [opened = null] = strong(opens)
    const entry = closed ?? opened
    const isChoice = entry?.kind === 'choice' && kind !== 'replacement'
    const about = { closing: closed !== null, name, ...(spot !== undefined && !isChoice && { spot }) }
    this.#findings.found(isChoice ? 'branch' : kind, entry, about)
  }
}

/** Where ways come together: those that lead to different places go on as the first does. */
function meeting(from: Place, ends: readonly Place[]): Place {
  const [first = from, ...others] = ends
  const name = others.every((end) => end.name === first.name) ? first.name : PRINTED
  const attribute = others.every((end) => end.attribute === first.attribute) ? first.attribute : PRINTED
  const end = { ...first, name, attribute }
  const within = ends.map(({ attributes }) => attributes).filter(({ outer }) => outer === from.attributes)
  if (within.length < ends.length || ends.length === 0) return end
  from.attributes.meet(within)
  return { ...end, attributes: from.attributes }
}

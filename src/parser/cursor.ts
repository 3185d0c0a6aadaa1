import type { Arguments, Expression, Macro, Name, Target } from '../ast.js'
import type { Span } from '../source.js'
import { NO_ARGUMENTS, parseArguments } from './arguments.js'
import { describe } from './describe.js'
import { parseExpression, parseUnconditional } from './expression.js'
import { kinds, OUTSIDE, operatorKind } from './kinds.js'
import { parseParameters } from './parameters.js'
import { type FilterUse, parseFilterUse } from './postfix.js'
import { nameOf, spanOf, TokenReader } from './reader.js'
import { parseTarget, parseTargetName } from './target.js'
import { parseTuple, type TupleRules } from './tuple.js'

/** A word or text as it stands in a tag. */
export interface Word {
  readonly text: string
  readonly span: Span
}

/**
 * What a tag reads its head with. Every verb either takes what it names and steps behind it, or fails with a problem
 * at the token that is in the way; a tag never has to look at tokens itself.
 */
export class Cursor extends TokenReader {
  /** Whether the tag ends here. */
  get atEnd(): boolean {
    return this.kind === kinds.TAG_CLOSE
  }

  /** Whether `text`, a word or an operator, stands here. */
  is(text: string): boolean {
    const kind = operatorKind(text)
    return kind === -1 ? this.isWord(text) : this.kind === kind
  }

  /** Takes the words or operators `texts` if all of them stand here in that order. */
  accept(...texts: readonly string[]): boolean {
    const start = this.index
    for (const text of texts) {
      if (!this.is(text)) {
        this.seek(start)
        return false
      }
      this.seek(this.index + 1)
    }
    return true
  }

  /** Takes `text`, a word or an operator. Fails with `expected-token`. */
  expect(text: string): void {
    if (!this.accept(text)) this.failExpecting(text)
  }

  /** The end of the tag, without the colon that other heads may have there. Fails with `expected-token`. */
  expectEnd(): void {
    if (!this.atEnd) this.failExpecting('end of statement block')
  }

  /** Takes any word. Fails with `expected-token`. */
  word(): Word {
    const token = this.expectKind(kinds.NAME, 'name')
    return { text: nameOf(token), span: spanOf(token) }
  }

  /** Takes a name that can be assigned to. Fails with `expected-token`, `bad-target`. */
  name(): Name {
    return parseTargetName(this)
  }

  /** Takes one text literal, if there is one. */
  text(): Word | null {
    if (this.kind !== kinds.STRING) return null
    const token = this.advance()
    return { text: nameOf(token), span: spanOf(token) }
  }

  /** One expression, which may be an inline condition. */
  override expression(): Expression {
    return parseExpression(this)
  }

  /** One expression without an inline condition, so that a following `if` is the tag's own. */
  override unconditional(): Expression {
    return parseUnconditional(this)
  }

  /** One expression, or a tuple when there are commas. */
  tuple(): Expression {
    return parseTuple(this, CONDITIONAL)
  }

  /** As `tuple`, without inline conditions. */
  unconditionalTuple(): Expression {
    return parseTuple(this, UNCONDITIONAL)
  }

  /** What can be assigned to: a name or a tuple of targets, with `attributes` also `namespace.name`. */
  target({ attributes = false }: { attributes?: boolean } = {}): Target {
    return parseTarget(this, attributes)
  }

  /** Arguments in brackets; none where there are no brackets. */
  args(): Arguments {
    return this.kind === kinds.PAREN_OPEN ? parseArguments(this) : NO_ARGUMENTS
  }

  /** The parameters of a macro, in brackets. */
  parameters(): Macro['parameters'] {
    return parseParameters(this)
  }

  /** Filters joined by `|`; `first` says whether one stands here already, without a `|`. */
  filters(first: boolean): FilterUse[] {
    const uses: FilterUse[] = first ? [parseFilterUse(this)] : []
    while (this.acceptKind(kinds.PIPE)) uses.push(parseFilterUse(this))
    return uses
  }

  /** Takes the colon that may end the head of a tag with a body. */
  acceptColon(): void {
    this.acceptKind(kinds.COLON)
  }

  /** Goes past whatever is left of a tag, to its closing delimiter or, where that is missing, to what follows. */
  skipTag(): void {
    while (!this.#atTagEnd()) this.advance()
  }

  /** Fails with `expected-token` at what stands here. */
  failExpecting(expected: string): never {
    return this.fail('expected-token', spanOf(this.token), { expected, found: describe(this.token) })
  }

  #atTagEnd(): boolean {
    const { kind } = this
    if (kind === kinds.TAG_CLOSE || kind === kinds.OUTPUT_CLOSE) return true
    return this.finished || OUTSIDE.has(kind)
  }
}

const CONDITIONAL: TupleRules = { item: parseExpression, brackets: false }
const UNCONDITIONAL: TupleRules = { item: parseUnconditional, brackets: false }

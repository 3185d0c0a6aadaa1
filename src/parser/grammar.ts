import { EMPTY_ALT, EmbeddedActionsParser, type IOrAlt, type ParserMethod, type TokenType } from 'chevrotain'
import type { Token } from '../lexer/tokens.js'
import * as types from '../lexer/tokens.js'
import type { BlockBuilder } from './blocks.js'

const VOCABULARY: TokenType[] = [
  ...[types.Data, types.OutputOpen, types.OutputClose, types.Name, types.Integer, types.Float],
  ...[types.TagOpen, types.TagInner, types.TagEnd, types.TagUnknown, types.TagClose],
  ...[types.StringLiteral, types.Pattern, ...Object.values(types.operators)],
]

/**
 * The grammar of blocks, and the only file that knows Chevrotain's parser:
 *
 *     template: body
 *     body:     (Data | OutputOpen … OutputClose? | block | stray)*
 *     block:    TagOpen … (TagClose rest | TagClose | nothing)
 *     rest:     body (TagInner … TagClose? body)* (TagEnd … TagClose? | nothing)
 *     stray:    (TagInner | TagEnd | TagUnknown) … TagClose?
 *
 * At each `…` the builder reads the inside of a tag from the same tokens. Gates ask it which block owns an inner or
 * closing tag. Every sequence of tags has a parse, so Chevrotain itself never has an error to recover from.
 */
export class BlockGrammar extends EmbeddedActionsParser {
  readonly #template: ParserMethod<[], void>
  readonly #body: ParserMethod<[], void>
  readonly #block: ParserMethod<[], void>
  readonly #stray: ParserMethod<[], void>
  #builder: BlockBuilder | null = null
  /** Index of Chevrotain's next token. */
  #index = 0

  /** `validated` checks the grammar itself, which takes a while. */
  constructor({ validated = false }: { validated?: boolean } = {}) {
    super(VOCABULARY, { maxLookahead: 1, recoveryEnabled: false, skipValidations: !validated })
    this.#stray = this.RULE('stray', () => this.#readStray())
    this.#block = this.RULE('block', () => this.#readBlock())
    this.#body = this.RULE('body', () => this.#readBody())
    this.#template = this.RULE('template', () => {
      this.SUBRULE(this.#body)
    })
    this.performSelfAnalysis()
  }

  /** Takes the tokens of a template through the grammar; what they mean is left in the builder. */
  run(tokens: Token[], builder: BlockBuilder): void {
    this.#builder = builder
    this.#index = 0
    try {
      this.input = tokens
      this.#template()
    } finally {
      this.#builder = null
      this.input = []
    }
  }

  /** What Chevrotain asks for at each visit is made once. */
  readonly #items: IOrAlt<void>[] = [
    { ALT: () => this.#readText() },
    { ALT: () => this.#readOutput() },
    { ALT: () => this.SUBRULE(this.#block) },
    { ALT: () => this.SUBRULE(this.#stray) },
  ]
  readonly #content = {
    GATE: () => this.#builder?.ends() !== true,
    DEF: () => this.OR(this.#items),
  }
  readonly #afterHead: IOrAlt<void>[] = [
    { GATE: () => this.#builder?.paired === true, ALT: () => this.#readRest(), IGNORE_AMBIGUITIES: true },
    { ALT: () => this.#pass(2) },
    { ALT: EMPTY_ALT() },
  ]
  readonly #clauses = {
    GATE: () => this.#builder?.continues() === true,
    DEF: () => this.#readClause(),
  }
  readonly #ending: IOrAlt<void>[] = [
    { GATE: () => this.#builder?.closes() === true, ALT: () => this.#readEnd() },
    { ALT: () => this.ACTION(() => this.#builder?.unclosed()) },
  ]
  readonly #strays: IOrAlt<unknown>[] = [
    { ALT: () => this.CONSUME(types.TagInner) },
    { ALT: () => this.CONSUME(types.TagEnd) },
    { ALT: () => this.CONSUME(types.TagUnknown) },
  ]
  readonly #outputEnd = () => {
    this.CONSUME(types.OutputClose)
    this.#follow('pass')
  }
  readonly #clauseEnd = () => this.#pass(3)
  readonly #closingEnd = () => this.#pass(4)
  readonly #strayEnd = () => this.#pass(1)

  #readBody(): void {
    this.MANY(this.#content)
  }

  #readText(): void {
    this.CONSUME(types.Data)
    this.#follow('text')
  }

  #readOutput(): void {
    this.CONSUME(types.OutputOpen)
    this.#follow('output')
    this.OPTION(this.#outputEnd)
  }

  #readBlock(): void {
    this.CONSUME(types.TagOpen)
    this.#follow('open')
    this.OR(this.#afterHead)
  }

  #readRest(): void {
    this.#pass(1)
    this.SUBRULE(this.#body)
    this.MANY(this.#clauses)
    this.OR1(this.#ending)
  }

  #readClause(): void {
    this.CONSUME(types.TagInner)
    this.#follow('clause')
    this.OPTION1(this.#clauseEnd)
    this.SUBRULE1(this.#body)
  }

  #readEnd(): void {
    this.CONSUME(types.TagEnd)
    this.#follow('close')
    this.OPTION2(this.#closingEnd)
  }

  #readStray(): void {
    this.OR(this.#strays)
    this.#follow('stray')
    this.OPTION(this.#strayEnd)
  }

  /** Takes the end of a tag; `occurrence` tells the places of one rule apart, as Chevrotain needs. */
  #pass(occurrence: number): void {
    this.consume(occurrence, types.TagClose)
    this.#follow('pass')
  }

  /**
   * Lets the builder act on the token just consumed, then skips what it read beyond that. There is no builder while
   * Chevrotain records the grammar.
   */
  #follow(production: Production): void {
    const builder = this.#builder
    if (builder === null) return
    builder[production]()
    for (this.#index++; this.#index < builder.cursor.index; this.#index++) this.SKIP_TOKEN()
  }
}

type Production = 'text' | 'output' | 'open' | 'clause' | 'close' | 'stray' | 'pass'

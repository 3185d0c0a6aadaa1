import type { Name, Statement } from '../ast.js'
import type { DiagnosticData, DiagnosticId } from '../diagnostics/catalogue.js'
import { type Problem, problem } from '../diagnostics/diagnostic.js'
import { MOST_NESTED } from '../diagnostics/too-deep.js'
import type { Lexed } from '../lexer/lex.js'
import type { Token } from '../lexer/tokens.js'
import type { Source, Span } from '../source.js'
import { Cursor, type Word } from './cursor.js'
import { describe } from './describe.js'
import { complete, Frame, type OpenPart } from './frame.js'
import { kinds } from './kinds.js'
import { Failure, nameOf, spanOf } from './reader.js'
import type { ParserSyntax } from './syntax.js'
import type { Clause, Part, Tag, TagBlock } from './tag.js'

/** Problems beyond this many are not recorded: nobody reads them. */
const MOST_PROBLEMS = 100

/**
 * What the grammar does at each of its productions: reads heads with the cursor, keeps the open blocks, and builds
 * statements. Whatever the tokens are, every method leaves the cursor where the next production starts.
 */
export class BlockBuilder {
  readonly body: Statement[] = []
  readonly problems: Problem[] = []
  readonly cursor: Cursor
  /** Whether the opening tag read last has a body. */
  paired = false
  readonly #syntax: ParserSyntax
  readonly #frames: Frame[] = []
  /** Closing tags that belong to opening ones already reported. */
  readonly #forgiven = new Set<string>()
  /** What the lexer found, and how much of it lies before the tag read last. */
  readonly #lexed: readonly Problem[]
  #passed = 0
  #overflowed = false

  constructor(
    source: Source,
    syntax: ParserSyntax,
    { tokens, problems }: Pick<Lexed, 'tokens' | 'problems'>,
  ) {
    this.cursor = new Cursor(source, syntax, tokens)
    this.#syntax = syntax
    this.#lexed = problems
  }

  /** Literal text. */
  text(): void {
    const token = this.cursor.advance()
    const text = nameOf(token)
    if (text !== '') this.#add({ kind: 'Text', span: spanOf(token), text })
  }

  /** `{{ … }}`, up to the closing delimiter. */
  output(): void {
    const { cursor } = this
    const open = cursor.advance()
    const flat = this.#innermost?.tag.flat ?? false
    const expression = this.#attempt(open.startOffset, () => {
      const found = flat ? nameNode(cursor.word()) : cursor.tuple()
      if (cursor.kind !== kinds.OUTPUT_CLOSE) cursor.failExpecting('end of print statement')
      return found
    })
    if (expression === null) return
    const span = this.#tagSpan(open)
    this.#add({ kind: 'Output', span, expression, final: false })
  }

  /** The closing delimiter of a tag. */
  pass(): void {
    this.cursor.advance()
  }

  /** The head of an opening tag, up to the closing delimiter; then `paired` says whether a body follows. */
  open(): void {
    const token = this.cursor.advance()
    const tag = this.#syntax.tags.get(nameOf(token))
    this.paired = false
    if (tag === undefined || this.#frames.length >= MOST_NESTED) this.#overflow(token)
    else this.#open(token, tag)
  }

  #open(token: Token, tag: Tag): void {
    this.#refuseInFlat(token)
    const found = this.#attempt(token.startOffset, () => this.#openingHead(tag))
    const opening = this.#part(token, tag.name, found?.head ?? null)
    const frame = new Frame(tag, opening, found === null)
    this.paired = found?.paired ?? (this.cursor.atEnd && tag.end !== null && tag.opens === undefined)
    if (found === null && tag.end !== null && !this.paired) this.#forgiven.add(tag.end)
    if (this.paired) this.#frames.push(frame)
    else this.#build(frame, opening.tagSpan.end)
  }

  /** Whether the body being read ends here, because some open block owns the next tag. */
  ends(): boolean {
    const { kind, token } = this.cursor
    if (kind !== kinds.TAG_INNER && kind !== kinds.TAG_END) return false
    const name = nameOf(token)
    return this.#frames.some((frame) => frame.owns(name, this.#syntax.elseif))
  }

  /** Whether the next tag is an inner one of the innermost block. */
  continues(): boolean {
    return this.#clauseOf(this.cursor.token) !== null
  }

  /** Whether the next tag closes the innermost block. */
  closes(): boolean {
    return this.#innermost?.tag.end === nameOf(this.cursor.token)
  }

  /** The head of an inner tag of the innermost block. */
  clause(): void {
    const token = this.cursor.advance()
    const frame = this.#innermost
    const clause = this.#clauseOf(token)
    if (frame === null || clause === null) return
    const found = this.#attempt(token.startOffset, () => ({ head: this.#innerHead(frame.tag, clause.name) }))
    const inOrder = frame.proceed(clause, this.#part(token, clause.name, found?.head ?? null))
    if (!inOrder && frame.tag.flat === true) {
      this.#report('tag-in-translation', spanOf(token), { name: clause.name })
    } else if (!inOrder) {
      const { wanted, tag } = frame
      this.#report('stray-end-tag', this.#tagSpan(token), { name: clause.name, wanted, innermost: tag.name })
    }
    frame.broken ||= found === null || !inOrder
  }

  /** The closing tag of the innermost block, which is built with it. */
  close(): void {
    const token = this.cursor.advance()
    const frame = this.#frames.pop()
    if (frame === undefined) return
    if (frame.broken) this.cursor.skipTag()
    else this.#attempt(token.startOffset, () => this.#closingHead(frame))
    this.#build(frame, this.#tagSpan(token).end)
  }

  /** The end of a body whose block is not closed, at a tag of an outer block or at the end of the template. */
  unclosed(): void {
    const frame = this.#frames.pop()
    if (frame === undefined) return
    const { wanted, tag } = frame
    if (!this.cursor.finished) {
      const { token } = this.cursor
      this.#report('misnested-tag', spanOf(token), { name: nameOf(token), wanted, innermost: tag.name })
    } else if (tag.flat === true && !this.#isCutShort()) {
      this.#report('unclosed-translation', this.#lastSpan(), {})
      frame.broken = true
    } else if (!this.#overflowed && !this.#isCutShort()) {
      this.#report('unclosed-block', this.#lastSpan(), { tag: tag.name, wanted })
    }
    this.#build(frame, this.cursor.end)
  }

  /** A tag that belongs to nothing: unknown, or inner and closing tags out of place. */
  stray(): void {
    const token = this.cursor.advance()
    const name = nameOf(token)
    if (!this.#forgiven.delete(name)) this.#reportStray(token, name)
    this.cursor.skipTag()
  }

  #reportStray(token: Token, name: string): void {
    const span = spanOf(token)
    const innermost = this.#innermost?.tag.name ?? null
    const wanted = this.#innermost?.wanted ?? []
    if (this.#refuseInFlat(token)) return
    if (token.payload === null) {
      if (this.#isMislexed(token.startOffset, this.cursor.start)) return
      this.#report('tag-name-expected', span, { found: describe(this.cursor.token) })
    } else if (this.#isPartOfTag(name)) {
      this.#report('stray-end-tag', span, { name, wanted, innermost })
    } else {
      const known = [...this.#syntax.tags.keys()]
      this.#report('unknown-tag', span, { name, known, wanted, innermost })
      this.#forgiven.add(`end${name}`)
    }
  }

  /** Whether the innermost block has no room for tags; then the tag at `token` is reported. */
  #refuseInFlat(token: Token): boolean {
    const frame = this.#innermost
    if (frame?.tag.flat !== true) return false
    this.#report('tag-in-translation', spanOf(token), { name: nameOf(token) })
    frame.broken = true
    return true
  }

  /** Whether the lexer missed the end of something, and may have taken closing tags for its inside. */
  #isCutShort(): boolean {
    return this.#lexed.some((found) => found.id.startsWith('unclosed-'))
  }

  #isPartOfTag(name: string): boolean {
    for (const tag of this.#syntax.tags.values()) {
      if (tag.end === name || tag.clauses.some((clause) => clause.name === name)) return true
    }
    return false
  }

  get #innermost(): Frame | null {
    return this.#frames.at(-1) ?? null
  }

  #clauseOf(token: Token): Clause | null {
    return this.#innermost?.clause(nameOf(token), this.#syntax.elseif) ?? null
  }

  #openingHead(tag: Tag): { head: unknown; paired: boolean } {
    const { cursor } = this
    const head = tag.head(cursor, tag.name)
    const paired = tag.end !== null && (tag.opens?.(head) ?? true)
    if (paired) cursor.acceptColon()
    cursor.expectEnd()
    return { head, paired }
  }

  #innerHead(tag: Tag, keyword: string): unknown {
    const head = tag.head(this.cursor, keyword)
    this.cursor.acceptColon()
    this.cursor.expectEnd()
    return head
  }

  #closingHead({ tag, opening }: Frame): void {
    tag.close?.(this.cursor, opening.head)
    this.cursor.expectEnd()
  }

  #part(token: Token, keyword: string, head: unknown): OpenPart {
    return { keyword, head, tagSpan: this.#tagSpan(token), body: [] }
  }

  #build(frame: Frame, end: number): void {
    const opening = complete(frame.opening, frame.clauses[0]?.tagSpan.start ?? end)
    const clauses = frame.clauses.map((part, index) =>
      complete(part, frame.clauses[index + 1]?.tagSpan.start ?? end),
    )
    const span = { start: opening.span.start, end }
    const built = frame.broken
      ? null
      : this.#attempt(this.cursor.end, () => frame.tag.build(opening, clauses, this.#block(span)))
    for (const statement of built ?? remains([opening, ...clauses], span)) this.#add(statement)
  }

  #block(span: Span): TagBlock {
    return { span, syntax: this.#syntax, fail: (id, at, given) => this.cursor.fail(id, at, given) }
  }

  #add(statement: Statement): void {
    const { body } = this.#innermost ?? this
    body.push(statement)
  }

  /**
   * What `read` returns, or null if it failed; then the rest of the tag is skipped, and the problem recorded unless
   * the lexer has an earlier one in the tag that starts at `start`: what follows from that is no news.
   */
  #attempt<T>(start: number, read: () => T): T | null {
    const { cursor } = this
    cursor.depth = 0
    try {
      return read()
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown
      cursor.skipTag()
      if (!this.#isMislexed(start, thrown.problem.span.start)) this.#record(thrown.problem)
      return null
    }
  }

  #isMislexed(start: number, before: number): boolean {
    let found = this.#lexed[this.#passed]
    while (found !== undefined && found.span.start < start) found = this.#lexed[++this.#passed]
    return found !== undefined && found.span.start <= before
  }

  #report<K extends DiagnosticId>(id: K, span: Span, given: DiagnosticData[K]): void {
    this.#record(problem(id, span, given))
  }

  #record(found: Problem): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(found)
  }

  /** Gives the rest of the template up: what is nested this deep was not written by a person. */
  #overflow(token: Token): void {
    this.#overflowed = true
    this.#report('nested-too-deeply', spanOf(token), { most: MOST_NESTED })
    while (!this.cursor.finished) this.cursor.advance()
  }

  /** From the opening delimiter of a tag, at `token`, to the closing one, where the cursor is. */
  #tagSpan(token: Token): Span {
    const { cursor } = this
    const end = cursor.atEnd || cursor.kind === kinds.OUTPUT_CLOSE ? cursor.token.endOffset + 1 : cursor.end
    return { start: token.startOffset, end }
  }

  #lastSpan(): Span {
    return spanOf(this.cursor.ahead(-1))
  }
}

function nameNode({ text, span }: Word): Name {
  return { kind: 'Name', span, name: text }
}

/** The bodies of a block that could not be built, as a scope of their own. */
function remains(parts: readonly Part<unknown>[], span: Span): readonly Statement[] {
  const body = parts.flatMap((part) => part.body)
  return body.length === 0 ? [] : [{ kind: 'Scope', span, bindings: [], body }]
}

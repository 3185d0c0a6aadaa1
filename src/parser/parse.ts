import type { Expression, Statement, Template } from '../ast.js'
import { type Problem, problem } from '../diagnostics/diagnostic.js'
import { tooDeep } from '../diagnostics/too-deep.js'
import { Findings } from '../lexer/findings.js'
import { type Lexed, lex } from '../lexer/lex.js'
import type { LexerSyntax } from '../lexer/syntax.js'
import { TagScanner } from '../lexer/tag-scanner.js'
import type { TagRole } from '../lexer/tokens.js'
import type { Source } from '../source.js'
import { BlockBuilder } from './blocks.js'
import { Cursor } from './cursor.js'
import { BlockGrammar } from './grammar.js'
import { kinds } from './kinds.js'
import { Failure, spanOf } from './reader.js'
import type { ParserSyntax } from './syntax.js'

/** What `parse` returns. */
export interface Parsed {
  /** The tree, frozen all the way down, with gaps where the text could not be read. */
  readonly template: Template
  /** Everything wrong with the text, in its order; at most a hundred of the parser's. */
  readonly problems: readonly Problem[]
}

/** What `parseExpression` returns. */
export interface ParsedExpression {
  /** Null when there are problems. */
  readonly expression: Expression | null
  readonly problems: readonly Problem[]
}

/** Chevrotain parsers not in use: making one takes milliseconds, and a tag may parse while it is parsed. */
const idle: BlockGrammar[] = []

/** The tree of a template and its problems. Never throws, whatever the text. */
export function parse(source: Source, syntax: ParserSyntax): Parsed {
  const lexed = lex(source, lexerSyntax(syntax))
  const builder = new BlockBuilder(source, syntax, lexed)
  const complete = guard(() => build(lexed, builder)) !== null
  const body: readonly Statement[] = complete ? builder.body : []
  const span = { start: 0, end: source.text.length }
  const template: Template = { kind: 'Template', span, body: body }
  const problems = [...lexed.problems, ...builder.problems, ...(complete ? [] : [tooDeep(source)])]
  return { template, problems: withJinjas(inOrder(problems), source, syntax) }
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((left, right) => left.span.start - right.span.start)
}

/**
 * The problems, the first with what Jinja says in its place: where a tag seems to be open because another one starts,
 * Jinja goes on reading the open one.
 */
function withJinjas(problems: readonly Problem[], source: Source, syntax: ParserSyntax): readonly Problem[] {
  const [first, ...others] = problems
  if (first === undefined || !isUnclosed(first)) return problems
  const lexed = lex(source, { ...lexerSyntax(syntax), patient: true })
  const known = lexed.problems.filter((found) => !isUnclosed(found))
  const builder = new BlockBuilder(source, syntax, { tokens: lexed.tokens, problems: known })
  if (guard(() => build(lexed, builder)) === null) return problems
  const parsed = builder.problems.filter(({ id }) => id !== 'unclosed-block' && id !== 'unclosed-translation')
  const [instead] = inOrder([...parsed, ...lexed.problems])
  return instead === undefined ? problems : [{ ...first, instead }, ...others]
}

function isUnclosed({ id }: Problem): boolean {
  return id === 'unclosed-output' || id === 'unclosed-tag'
}

/** The expression that a whole text is, as for `compileExpression`. Never throws. */
export function parseExpression(source: Source, syntax: ParserSyntax): ParsedExpression {
  const lexed = lexExpression(source, lexerSyntax(syntax))
  const found = guard(() => readWhole(new Cursor(source, syntax, lexed.tokens)))
  const own = found instanceof Failure ? found.problem : found === null ? tooDeep(source) : null
  const problems = lexed.problems.length > 0 || own === null ? lexed.problems : [own]
  const expression = found instanceof Failure || problems.length > 0 ? null : found
  return { expression, problems }
}

function build({ tokens }: Lexed, builder: BlockBuilder): true {
  const grammar = idle.pop() ?? new BlockGrammar()
  try {
    grammar.run(tokens, builder)
  } finally {
    idle.push(grammar)
  }
  return true
}

function readWhole(cursor: Cursor): Expression | Failure {
  cursor.advance()
  try {
    const node = cursor.expression()
    const { token } = cursor
    const last = cursor.kind === kinds.OUTPUT_CLOSE && token.endOffset < token.startOffset
    return last ? node : new Failure(problem('after-expression', spanOf(token), {}))
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown
    throw thrown
  }
}

/** What `read` returns, or null if the stack is too small for it. */
function guard<T>(read: () => T): T | null {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof RangeError) return null
    throw thrown
  }
}

/** The tokens of a text that is the inside of an output without delimiters; their absence is no problem here. */
function lexExpression(source: Source, syntax: LexerSyntax): Pick<Lexed, 'tokens' | 'problems'> {
  const found = new Findings(source.text, syntax)
  const opening = { kind: 'output', start: 0, delimiter: 0, end: 0, sign: '', endSign: '' } as const
  new TagScanner(source.text, syntax, found).scan('output', opening)
  const problems = found.problems.filter(({ id }) => id !== 'unclosed-output')
  return { tokens: found.tokens, problems }
}

/** The lexer's part of a syntax, with the role of each name taken from the enabled tags. */
export function lexerSyntax(syntax: ParserSyntax): LexerSyntax {
  let roles: ReadonlyMap<string, TagRole> | null = null
  const tagRole = (name: string): TagRole | null => {
    if (syntax.tags.has(name)) return 'open'
    roles ??= rolesOf(syntax)
    return roles.get(name) ?? null
  }
  return { ...syntax, tagRole }
}

/** What the names are that do not open a tag. */
function rolesOf({ tags, elseif }: ParserSyntax): ReadonlyMap<string, TagRole> {
  const roles = new Map<string, TagRole>()
  for (const { end, clauses } of tags.values()) {
    if (end !== null) roles.set(end, 'end')
    for (const { name, alias } of clauses) {
      roles.set(name, 'inner')
      if (elseif && alias !== null) roles.set(alias, 'inner')
    }
  }
  return roles
}

import type { Expression, Tuple } from '../ast.js'
import { describe } from './describe.js'
import { kinds } from './kinds.js'
import { exact, spanOf, type TokenReader } from './reader.js'

/** How a list of expressions is read. */
export interface TupleRules {
  /** Reads one of its items. */
  item(reader: TokenReader): Expression
  /** Whether it stands in brackets, where nothing at all is an empty tuple. */
  readonly brackets: boolean
}

/** Reads one expression, or a tuple when there is a comma. Fails with `expected-expression` where there is none. */
export function parseTuple(reader: TokenReader, rules: TupleRules): Expression {
  const { start } = reader
  if (atTupleEnd(reader)) return emptyTuple(reader, rules)
  const first = rules.item(reader)
  return reader.kind === kinds.COMMA ? parseRest(reader, rules, first, start) : first
}

function parseRest(reader: TokenReader, rules: TupleRules, first: Expression, start: number): Tuple {
  const items = [first]
  let { height } = reader
  while (reader.acceptKind(kinds.COMMA)) {
    if (atTupleEnd(reader)) break
    items.push(rules.item(reader))
    if (reader.height > height) height = reader.height
  }
  reader.height = height
  reader.grow(0)
  return { kind: 'Tuple', span: reader.spanFrom(start), items: exact(items) }
}

function emptyTuple(reader: TokenReader, rules: TupleRules): Tuple {
  if (!rules.brackets) {
    reader.fail('expected-expression', spanOf(reader.token), { found: describe(reader.token) })
  }
  return { kind: 'Tuple', span: reader.spanFrom(reader.end), items: [] }
}

function atTupleEnd({ kind }: TokenReader): boolean {
  return kind === kinds.OUTPUT_CLOSE || kind === kinds.TAG_CLOSE || kind === kinds.PAREN_CLOSE
}

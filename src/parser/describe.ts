import type { Expression } from '../ast.js'
import type { Token } from '../lexer/tokens.js'
import * as types from '../lexer/tokens.js'

const WORDS: ReadonlyMap<string, string> = new Map([
  [types.Data.name, 'template data / text'],
  [types.OutputOpen.name, 'begin of print statement'],
  [types.OutputClose.name, 'end of print statement'],
  [types.TagOpen.name, 'begin of statement block'],
  [types.TagInner.name, 'begin of statement block'],
  [types.TagEnd.name, 'begin of statement block'],
  [types.TagUnknown.name, 'begin of statement block'],
  [types.TagClose.name, 'end of statement block'],
  [types.StringLiteral.name, 'string'],
  [types.Integer.name, 'integer'],
  [types.Float.name, 'float'],
  [types.Pattern.name, 'pattern'],
  ['EOF', 'end of template'],
])

/** A token in Jinja's words: the text of names and operators, `end of statement block` and the like for others. */
export function describe(token: Token): string {
  // The lexer fills in what the text lacks by empty tokens.
  if (token.endOffset < token.startOffset) return 'end of template'
  return WORDS.get(token.tokenType.name) ?? token.image
}

const KINDS: { readonly [K in Expression['kind']]: string } = {
  Literal: 'const',
  Name: 'name',
  Attr: 'getattr',
  Item: 'getitem',
  Slice: 'slice',
  Call: 'call',
  Filter: 'filter',
  Test: 'test',
  Unary: 'unary',
  Binary: 'binary',
  Compare: 'compare',
  Logic: 'logic',
  Cond: 'condexpr',
  List: 'list',
  Tuple: 'tuple',
  Dict: 'dict',
  Fragment: 'fragment',
  Macro: 'macro',
}

const OPERATIONS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '~': 'concat',
}

/** The kind of an expression in Jinja's words, for saying that nothing can be assigned to it. */
export function describeKind(node: Expression): string {
  if (node.kind === 'Logic') return node.operator
  if (node.kind === 'Binary') return OPERATIONS[node.operator] ?? node.operator
  if (node.kind === 'Unary' && node.operator !== 'not') return node.operator === '-' ? 'neg' : 'pos'
  return node.kind === 'Unary' ? 'not' : KINDS[node.kind]
}

import ts from 'typescript'
import { nodesOf, placeOf, type SourceFile } from './source-tree.js'

/** The measures of one function with a body. */
export interface FunctionSize {
  readonly place: string
  readonly lines: number
  readonly parameters: number
  /** Decisions plus one. */
  readonly complexity: number
  /** The deepest stack of branching and looping statements. */
  readonly nesting: number
}

/** The measures of every function of a file; a function inside another is measured by itself. */
export function functionSizes(file: SourceFile): FunctionSize[] {
  return [...nodesOf(file.tree)].filter(hasBody).map((node) => ({
    place: placeOf(file, node),
    lines: linesOf(file.tree, node),
    parameters: node.parameters.length - (isOperation(node) ? 2 : 0),
    complexity: 1 + countOwn(node, isDecision),
    nesting: nestingOf(node),
  }))
}

/** Filters and tests have the parameters that the language gives them, after the call site and the value. */
function isOperation({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.expression.getText() === 'operation'
}

type FunctionWithBody = ts.FunctionLikeDeclaration & { body: ts.Node }

function hasBody(node: ts.Node): node is FunctionWithBody {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined
}

/** Lines a node covers. */
export function linesOf(tree: ts.SourceFile, node: ts.Node): number {
  const first = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line
  return tree.getLineAndCharacterOfPosition(node.end).line - first + 1
}

function countOwn(node: ts.Node, counts: (node: ts.Node) => boolean): number {
  let count = 0
  ts.forEachChild(node, (child) => {
    if (counts(child)) count++
    if (!ts.isFunctionLike(child)) count += countOwn(child, counts)
  })
  return count
}

const decisions = new Set([
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.CatchClause,
])

const shortCircuits = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
])

function isDecision(node: ts.Node): boolean {
  return (
    decisions.has(node.kind) || (ts.isBinaryExpression(node) && shortCircuits.has(node.operatorToken.kind))
  )
}

const nested = new Set([
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.TryStatement,
])

function nestingOf(node: ts.Node): number {
  let deepest = 0
  ts.forEachChild(node, (child) => {
    if (ts.isFunctionLike(child)) return
    const chained = ts.isIfStatement(node) && node.elseStatement === child && ts.isIfStatement(child)
    const own = nested.has(child.kind) && !chained ? 1 : 0
    deepest = Math.max(deepest, own + nestingOf(child))
  })
  return deepest
}

/** Value at a share of a list: `quantile([1, 2, 3], 0.5)` is 2. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/**
 * The runtime computes tables and classes when it is loaded. No caller can tell when, or whether: that is a rule of its
 * architecture. Bundlers do not know the rule, so each such value is marked here as free of effects, and a page that
 * uses none of it does not carry it.
 */
import type { Plugin } from 'rolldown'
import ts from 'typescript'

/** Marks what the files below a folder compute at their top level. */
export function markPure(folder: string): Plugin {
  return {
    name: 'values without effects',
    transform: (code, id) => (id.startsWith(folder) && id.endsWith('.ts') ? { code: marked(code) } : null),
  }
}

/** The text of a module with its computed constants and classes made by functions that are marked as pure. */
function marked(text: string): string {
  const file = ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest, true)
  const edits = file.statements.flatMap((statement) =>
    ts.isClassDeclaration(statement) ? classEdits(statement) : constantEdits(statement),
  )
  return edits.reduceRight(
    (before, { at, until, put }) => before.slice(0, at) + put + before.slice(until),
    text,
  )
}

/** New text for a part of the old. */
interface Edit {
  readonly at: number
  readonly until: number
  readonly put: string
}

function constantEdits(statement: ts.Statement): Edit[] {
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.flatMap(({ initializer }) => {
    if (initializer === undefined || !computes(initializer)) return []
    const put = `/* @__PURE__ */ (() => (${initializer.getText()}))()`
    return [{ at: initializer.getStart(), until: initializer.getEnd(), put }]
  })
}

/** Whether evaluating an expression runs code, or looks to a bundler as if it might. */
function computes(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false
  const calls = ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)
  const looks = ts.isBinaryExpression(node) || ts.isSpreadElement(node) || ts.isSpreadAssignment(node)
  const names =
    ts.isPropertyAccessExpression(node) || ts.isComputedPropertyName(node) || ts.isTemplateExpression(node)
  return calls || looks || names || (ts.forEachChild(node, computes) ?? false)
}

/** A class with a parent or with computed names, which runs code where it is declared. */
function classEdits(node: ts.ClassDeclaration): Edit[] {
  const computed = node.members.some(({ name }) => name !== undefined && ts.isComputedPropertyName(name))
  if (node.name === undefined || (node.heritageClauses === undefined && !computed)) return []
  const exported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
  const name = node.name.text
  const start = node.getText().replace(/^export /, '')
  const put = `${exported ? 'export ' : ''}const ${name} = /* @__PURE__ */ (() => { ${start}\nreturn ${name} })()`
  return [{ at: node.getStart(), until: node.getEnd(), put }]
}

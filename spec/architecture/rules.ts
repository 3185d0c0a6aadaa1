import ts from 'typescript'

/** `let`, `var`, or an empty container, which makes sense only if something is put into it later. */
export function isState(statement: ts.VariableStatement): boolean {
  if ((statement.declarationList.flags & ts.NodeFlags.Const) === 0) return true
  return statement.declarationList.declarations.some(({ initializer }) => {
    if (initializer === undefined) return false
    if (ts.isNewExpression(initializer))
      return (initializer.arguments ?? []).length === 0 && isContainer(initializer)
    return ts.isArrayLiteralExpression(initializer) && initializer.elements.length === 0
  })
}

function isContainer({ expression }: ts.NewExpression): boolean {
  return ts.isIdentifier(expression) && /^(?:Weak)?(?:Map|Set)$/.test(expression.text)
}

/** Whether an identifier stands for a variable: not a property, not a name being declared, not a type. */
export function isRead(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isTypeNode(parent) || ts.isTypeElement(parent)) return false
  return !('name' in parent && parent.name === node)
}

/** Whether an operation is `===` or `!==`. */
export function isEquality({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
}

/** Text in quotes, or a piece of a template literal. */
export type WrittenText =
  | ts.StringLiteral
  | ts.NoSubstitutionTemplateLiteral
  | ts.TemplateHead
  | ts.TemplateMiddle
  | ts.TemplateTail

/** Whether a node is text in quotes, or a piece of a template literal. */
export function isWrittenText(node: ts.Node): node is WrittenText {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  )
}

/** A list of reserved words, to be avoided as names: many words and no punctuation. */
export function isWordList(text: string): boolean {
  return /^[\w\s]+$/.test(text) && text.trim().split(/\s+/).length > 5
}

/** Whether a statement declares what it exports. */
export function isDeclaredExport(node: ts.Statement): boolean {
  if (!ts.canHaveModifiers(node)) return false
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}

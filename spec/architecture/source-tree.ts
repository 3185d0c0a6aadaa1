import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The folder of this project. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** One import or re-export of a source file. */
export interface Import {
  /** The specifier as written. */
  readonly from: string
  /** The imported file relative to `src`, or null for a package. */
  readonly target: string | null
  /** Whether nothing of it is left at run time. */
  readonly typeOnly: boolean
}

/** One parsed file of `src`. */
export interface SourceFile {
  /** Its path relative to `src`, with slashes. */
  readonly path: string
  /** Its folder directly under `src`, or the file's own name without ending. */
  readonly layer: string
  readonly text: string
  readonly tree: ts.SourceFile
  readonly imports: readonly Import[]
}

/** Every TypeScript file of `src`, parsed. */
export function sourceTree(): SourceFile[] {
  const folder = join(root, 'src')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => parse(folder, path))
}

function parse(folder: string, name: string): SourceFile {
  const text = readFileSync(join(folder, name), 'utf8')
  const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const path = name.split(sep).join('/')
  return { path, layer: layerOf(path), text, tree, imports: importsOf(tree, path) }
}

/** The layer a path belongs to: `parser/cursor.ts` is in `parser`, `ast.ts` in `ast`. */
export function layerOf(path: string): string {
  return path.split('/')[0]?.replace(/\.ts$/, '') ?? ''
}

function importsOf(tree: ts.SourceFile, path: string): Import[] {
  const found: Import[] = []
  for (const node of nodesOf(tree)) {
    const specifier = specifierOf(node)
    if (specifier !== null) found.push({ ...specifier, target: targetOf(specifier.from, path) })
  }
  return found
}

function specifierOf(node: ts.Node): { from: string; typeOnly: boolean } | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { from: node.moduleSpecifier.text, typeOnly: importsTypesOnly(node.importClause) }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { from: node.moduleSpecifier.text, typeOnly: node.isTypeOnly }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments
    return argument && ts.isStringLiteral(argument) ? { from: argument.text, typeOnly: false } : null
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return ts.isStringLiteral(node.argument.literal)
      ? { from: node.argument.literal.text, typeOnly: true }
      : null
  }
  return null
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly)
}

function targetOf(from: string, path: string): string | null {
  if (!from.startsWith('.')) return null
  const absolute = resolve('/', dirname(path), from.replace(/\.js$/, '.ts'))
  return relative('/', absolute).split(sep).join('/')
}

/** A node and everything below it, in source order. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => void children.push(child))
  for (const child of children) yield* nodesOf(child)
}

/** The nodes of a file that pass a type guard. */
export function nodesWhere<T extends ts.Node>(file: SourceFile, is: (node: ts.Node) => node is T): T[] {
  return [...nodesOf(file.tree)].filter(is)
}

/** `path:line` of a node, for messages. */
export function placeOf(file: SourceFile, node: ts.Node): string {
  const { line } = file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree))
  return `src/${file.path}:${line + 1}`
}

/** The groups of files that import each other in a circle, types aside. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const edges = new Map(files.map((file) => [file.path, valueTargets(file)]))
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) cycles.push([...trail.slice(at), path].join(' → '))
    if (at >= 0 || done.has(path)) return
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) visit(path, [])
  return cycles
}

function valueTargets(file: SourceFile): string[] {
  return file.imports.flatMap(({ target, typeOnly }) => (target === null || typeOnly ? [] : [target]))
}

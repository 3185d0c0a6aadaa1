import type { Expression, Template as Tree } from './ast.js'
import { generate } from './codegen/generate.js'
import { inEnvironment, type Linkage } from './codegen/linkage.js'
import { noMappings } from './codegen/mappings.js'
import type { CodegenOptions } from './codegen/options.js'
import type { Problem } from './diagnostics/diagnostic.js'
import { tooDeep } from './diagnostics/too-deep.js'
import { type Balance, balance, type OpenDocument, type WellFormed } from './escape/balance/balance.js'
import type { ContentType } from './escape/content-type.js'
import { type InferOptions, infer } from './escape/infer.js'
import type { TemplatePlan } from './escape/plan.js'
import { parse, parseExpression } from './parser/parse.js'
import type { ParserSyntax } from './parser/syntax.js'
import type { Executable } from './program.js'
import { check } from './semantics/check.js'
import type { Names } from './semantics/names.js'
import { resolve } from './semantics/resolve.js'
import type { Source } from './source.js'
import { print } from './sourcemap/print.js'

/** What turns a source into a tree and a tree into code. */
export interface CompileOptions {
  readonly syntax: ParserSyntax
  readonly codegen: Omit<CodegenOptions, 'lineOf' | 'name' | 'escaping' | 'mode' | 'linkage' | 'plan'>
}

/** A template after every pass. Code is there only when there are no problems. */
export interface Compiled extends Executable {
  readonly tree: Tree
  readonly names: Names
  /** How output is written by where it stands; null where places do not count, or the template has problems. */
  readonly plan: TemplatePlan | null
  /** What does not stop the template. */
  readonly warnings: readonly Problem[]
}

/** How one template is compiled. */
export type Target = Pick<CodegenOptions, 'escaping' | 'mode'> & {
  readonly linkage?: Linkage
  /** What the template is used for in another place than its usual one, as text; else empty. */
  readonly use: string
  /** How output is written by where it stands; null where places do not count. */
  readonly contextual: Omit<InferOptions, 'name'> | null
  /** How elements are checked; null where they are not. */
  readonly elements: ElementCheck | null
}

/** How the elements of a template are checked. */
export interface ElementCheck {
  readonly level: Exclude<WellFormed, 'off'>
  readonly type: ContentType
  readonly open: OpenDocument
}

/** All passes over a source: parse, resolve, check, generate, print. Never throws on bad templates. */
export function compile(source: Source, target: Target, options: CompileOptions): Compiled {
  const { template, problems } = parse(source, options.syntax)
  return analyse({ source, tree: template, problems }, target, options)
}

/** As `compile`, for a text that is one expression; the code exports its value as `result`. */
export function compileValue(source: Source, options: CompileOptions): Compiled {
  const { expression, problems } = parseExpression(source, options.syntax)
  const target: Target = { escaping: 'off', mode: 'text', use: '', contextual: null, elements: null }
  return analyse({ source, tree: treeOf(expression, source), problems }, target, options)
}

/** A template that assigns the expression's value to the one name it exports. */
function treeOf(expression: Expression | null, source: Source): Tree {
  const span = { start: 0, end: source.text.length }
  if (expression === null) return { kind: 'Template', span, body: [] }
  const target = { kind: 'Name', span, name: 'result' } as const
  return { kind: 'Template', span, body: [{ kind: 'Assign', span, target, value: expression }] }
}

type Parsed = Pick<Compiled, 'source' | 'tree' | 'problems'>

function analyse(parsed: Parsed, target: Target, options: CompileOptions): Compiled {
  const { source, tree } = parsed
  const names = resolve(tree, options.codegen.scoping)
  const problems = [...parsed.problems, ...found(parsed, options.codegen)]
  const { mode } = target
  const failed = (why: readonly Problem[], warnings: readonly Problem[] = []): Compiled => {
    return {
      source,
      tree,
      names,
      problems: why,
      warnings,
      plan: null,
      mode,
      code: '',
      mappings: noMappings(),
    }
  }
  if (problems.length > 0) return failed(problems)
  const lineOf = (offset: number): number => source.position(offset).line
  const settings = { linkage: inEnvironment, ...options.codegen, ...target, name: source.name, lineOf }
  try {
    const { plan, ...found } = planned(parsed, target)
    const { errors, warnings, asPage } = withElements(found, parsed, target.elements)
    if (errors.length > 0) return { ...failed(errors, warnings), asPage }
    const { code, mappings } = print(generate(tree, names, { ...settings, plan }))
    return { source, tree, names, problems, warnings, asPage, plan, mode, code, mappings }
  } catch (error) {
    // A stack that was too small is a problem of the template; other errors are defects.
    if (!(error instanceof RangeError)) throw error
    return failed([tooDeep(source)])
  }
}

interface Planned {
  readonly plan: TemplatePlan | null
  readonly errors: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** How output is written by where it stands. Values that are kept as they are stand nowhere. */
function planned({ tree, source: { name } }: Parsed, { contextual, mode }: Target): Planned {
  if (contextual === null || mode === 'values') return { plan: null, errors: [], warnings: [] }
  return infer(tree, { ...contextual, name })
}

/** What is found with what is wrong with elements; what is only wrong as a page of its own stops nothing here. */
function withElements(
  { errors, warnings }: Pick<Planned, 'errors' | 'warnings'>,
  { tree, source }: Parsed,
  elements: ElementCheck | null,
): Pick<Planned, 'errors' | 'warnings'> & Pick<Balance, 'asPage'> {
  if (elements === null) return { errors, warnings, asPage: [] }
  const { level, type, open } = elements
  const { inside, asPage } = balance({ source, tree, type }, open)
  return level === 'error'
    ? { errors: [...errors, ...inside], warnings, asPage }
    : { errors, warnings: [...warnings, ...inside, ...asPage], asPage }
}

/** What the checks find. Beside syntax errors only that counts which the gaps they leave cannot have caused. */
function found({ tree, problems }: Parsed, { filters, tests }: CompileOptions['codegen']): Problem[] {
  const all = check(tree, { filters, tests })
  return problems.length === 0
    ? all
    : all.filter(({ id }) => id === 'unknown-filter' || id === 'unknown-test')
}

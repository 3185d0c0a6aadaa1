import type { Expression, Template as Tree } from './ast.js'
import { generate } from './codegen/generate.js'
import { inEnvironment, type Linkage } from './codegen/linkage.js'
import type { ModeName } from './codegen/mode.js'
import type { CodegenOptions } from './codegen/options.js'
import type { Problem } from './diagnostics/diagnostic.js'
import { diagnose, problem } from './diagnostics/diagnostic.js'
import { templateError } from './diagnostics/errors.js'
import { type InferOptions, infer } from './escape/infer.js'
import type { TemplatePlan } from './escape/plan.js'
import { parse, parseExpression } from './parser/parse.js'
import { MOST_NESTED } from './parser/reader.js'
import type { ParserSyntax } from './parser/syntax.js'
import type { Runtime } from './runtime/index.js'
import type { BlockTable, Body, Host, Program } from './runtime/scope.js'
import { check } from './semantics/check.js'
import type { Names } from './semantics/names.js'
import { resolve } from './semantics/resolve.js'
import type { Source } from './source.js'
import { encodeMap, inlineMap } from './sourcemap/encode.js'
import { type Mapping, print } from './sourcemap/print.js'
import { LINES_BEFORE, type Origin, type Registry } from './sourcemap/registry.js'

/** What turns a source into a tree and a tree into code. */
export interface CompileOptions {
  readonly syntax: ParserSyntax
  readonly codegen: Omit<CodegenOptions, 'lineOf' | 'name' | 'escaping' | 'mode' | 'linkage' | 'plan'>
}

/** A template after every pass. Code is there only when there are no problems. */
export interface Compiled {
  readonly source: Source
  readonly tree: Tree
  readonly names: Names
  readonly problems: readonly Problem[]
  /** How output is written by where it stands; null where places do not count, or the template has problems. */
  readonly plan: TemplatePlan | null
  /** What does not stop the template. */
  readonly warnings: readonly Problem[]
  readonly mode: ModeName
  readonly code: string
  readonly mappings: readonly Mapping[]
}

/** What it takes to run a compiled template. */
export interface Executable extends Pick<Compiled, 'source' | 'problems' | 'mode' | 'code' | 'mappings'> {
  /** The file its code is run from, where it is in one. */
  readonly script?: Script
  /** Whether the text of other templates decided what the code is, so that it is not kept for later processes. */
  readonly isTransient?: boolean
}

/** A file with a template's code and its source map, which debuggers and coverage tools read. */
export interface Script {
  /** What stacks call it. */
  readonly url: string
  /** Runs the file; gives what makes the program. */
  evaluate(): Make
}

/** What is kept of a compiled template while it may be rendered: tree and names are large. */
export function executable(compiled: Executable): Executable {
  if (compiled.script !== undefined) return compiled
  const { source, problems, mode, code, mappings } = compiled
  return { source, problems, mode, code, mappings }
}

/** How one template is compiled. */
export type Target = Pick<CodegenOptions, 'escaping' | 'mode'> & {
  readonly linkage?: Linkage
  /** What the template is used for in another place than its usual one, as text; else empty. */
  readonly use: string
  /** How output is written by where it stands; null where places do not count. */
  readonly contextual: Omit<InferOptions, 'name'> | null
}

/** All passes over a source: parse, resolve, check, generate, print. Never throws on bad templates. */
export function compile(source: Source, target: Target, options: CompileOptions): Compiled {
  const { template, problems } = parse(source, options.syntax)
  return analyse({ source, tree: template, problems }, target, options)
}

/** As `compile`, for a text that is one expression; the code exports its value as `result`. */
export function compileValue(source: Source, options: CompileOptions): Compiled {
  const { expression, problems } = parseExpression(source, options.syntax)
  const target: Target = { escaping: 'off', mode: 'text', use: '', contextual: null }
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
    return { source, tree, names, problems: why, warnings, plan: null, mode, code: '', mappings: [] }
  }
  if (problems.length > 0) return failed(problems)
  const lineOf = (offset: number): number => source.position(offset).line
  const settings = { linkage: inEnvironment, ...options.codegen, ...target, name: source.name, lineOf }
  try {
    const { plan, errors, warnings } = planned(parsed, target)
    if (errors.length > 0) return failed(errors, warnings)
    const { code, mappings } = print(generate(tree, names, { ...settings, plan }))
    return { source, tree, names, problems, warnings, plan, mode, code, mappings }
  } catch (error) {
    return failed([tooDeep(error, source)])
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

/** A stack that was too small for a template, as a problem of the template. Other errors are defects and pass. */
function tooDeep(error: unknown, source: Source): Problem {
  if (!(error instanceof RangeError)) throw error
  return problem('nested-too-deeply', { start: 0, end: source.text.length }, { most: MOST_NESTED })
}

/** What the checks find. Beside syntax errors only that counts which the gaps they leave cannot have caused. */
function found({ tree, problems }: Parsed, { filters, tests }: CompileOptions['codegen']): Problem[] {
  const all = check(tree, { filters, tests })
  return problems.length === 0
    ? all
    : all.filter(({ id }) => id === 'unknown-filter' || id === 'unknown-test')
}

/** Throws the first problem of a compiled template, with all the others attached. */
export function throwProblems({ source, problems }: Executable): void {
  const [first, ...rest] = problems.map((found) => diagnose(found, source))
  const others = rest.sort((left, right) => left.span.start - right.span.start)
  if (first !== undefined) throw templateError(first, source, { others })
}

/** Where programs run: what their code calls, what it runs in, and who finds its place in stacks. */
export interface Machine {
  readonly runtime: Runtime
  readonly host: Host
  readonly registry: Registry
  /** Whether debuggers are told where code comes from. */
  readonly development: boolean
}

/** What a program has besides its code. */
export interface Belongings {
  /** Globals of this template alone. */
  readonly globals: Readonly<Record<string, unknown>>
  /** Compiles the template's text for another mode or, unless it is empty, another use. */
  recompile(mode: ModeName, use: string): Executable
}

/** A compiled template as a program that runs on a machine. */
export function load(compiled: Executable, machine: Machine, belongings: Belongings, use = ''): Program {
  return new Loaded(compiled, machine, belongings, use)
}

/** A template's code as a function of the runtime and what it runs in. */
export type Make = (
  $: Runtime,
  env: Host,
) => Pick<Program, 'root' | 'blocks'> & Partial<Pick<Program, 'others' | 'ends'>>

/** JavaScript's own parser has limits, too: for nesting, and for the arguments of one call. */
function within(source: Source, evaluate: () => Make): Make {
  try {
    return evaluate()
  } catch (error) {
    const large = error instanceof SyntaxError && /Too many arguments/.test(error.message)
    const span = { start: 0, end: source.text.length }
    const found = large
      ? problem('too-large', span, { what: 'the arguments of a call' })
      : tooDeep(error, source)
    throw templateError(diagnose(found, source), source, { cause: error })
  }
}

/** The comments that tell JavaScript what code is called, and debuggers what it was made from. */
function signature(origin: Origin, mode: ModeName, { registry, development }: Machine): string {
  const { code, template } = registry.add(origin, development ? mode : null)
  if (!development) return `//# sourceURL=${code}`
  const map = inlineMap(encodeMap(origin.mappings, origin.source, template), LINES_BEFORE)
  return `//# sourceURL=${code}\n//# sourceMappingURL=${map}`
}

function evaluated({ script, code, mode, source }: Executable, origin: Origin, machine: Machine): Make {
  if (script !== undefined) {
    machine.registry.addFile(origin, script.url)
    return within(source, () => script.evaluate())
  }
  const signed = `${code}${signature(origin, mode, machine)}`
  return within(source, () => new Function('$', 'env', signed) as Make)
}

class Loaded implements Program {
  readonly name: string | null
  readonly root: Body
  readonly blocks: BlockTable
  readonly globals: Readonly<Record<string, unknown>>
  readonly others?: Readonly<Record<string, Body>>
  readonly ends?: string
  /** Only referred to: a stack is traced back to its template as long as the program is there. */
  readonly origin: Origin
  readonly #machine: Machine
  readonly #belongings: Belongings
  readonly #mode: ModeName
  readonly #use: string
  readonly #variants = new Map<string, Program>()
  #chunked: Program | null = null
  #valued: Program | null = null

  constructor(compiled: Executable, machine: Machine, belongings: Belongings, use: string) {
    const { source } = compiled
    this.origin = executable(compiled)
    const make = evaluated(compiled, this.origin, machine)
    const { root, blocks, others, ends } = make(machine.runtime, machine.host)
    this.name = source.name
    this.root = root
    this.blocks = blocks
    if (others !== undefined) this.others = others
    if (ends !== undefined) this.ends = ends
    this.#mode = compiled.mode
    this.#use = use
    this.globals = belongings.globals
    this.#machine = machine
    this.#belongings = belongings
  }

  get chunked(): Program {
    return (this.#chunked ??= this.#as('chunks', this.#use))
  }

  get valued(): Program {
    return (this.#valued ??= this.#as('values', this.#use))
  }

  variant(use: string): Program {
    const known = this.#variants.get(use)
    if (known !== undefined) return known
    const made = this.#as(this.#mode, use)
    this.#variants.set(use, made)
    return made
  }

  #as(mode: ModeName, use: string): Program {
    const compiled = this.#belongings.recompile(mode, use)
    throwProblems(compiled)
    return load(compiled, this.#machine, this.#belongings, use)
  }
}

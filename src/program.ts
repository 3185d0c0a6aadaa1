import type { Mappings } from './codegen/mappings.js'
import type { ModeName } from './codegen/mode.js'
import { diagnose, type Problem, problem } from './diagnostics/diagnostic.js'
import { templateError } from './diagnostics/errors.js'
import { tooDeep } from './diagnostics/too-deep.js'
import type { Runtime } from './runtime/index.js'
import type { BlockTable, Body, Host, Program } from './runtime/scope.js'
import type { Source } from './source.js'
import { encodeMap, inlineMap } from './sourcemap/encode.js'
import { LINES_BEFORE, type Origin, type Registry } from './sourcemap/registry.js'

/** What it takes to run a compiled template. Code is there only when there are no problems. */
export interface Executable {
  readonly source: Source
  readonly problems: readonly Problem[]
  /** What is wrong with it as a page of its own, which does not stop it as a part of another. */
  readonly asPage?: readonly Problem[]
  readonly mode: ModeName
  readonly code: string
  readonly mappings: Mappings
  /** The file its code is run from, where it is in one. */
  readonly script?: Script
  /** Whether the text of included templates decided what the code is, so that it is not kept for later processes. */
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

/** Throws the first problem of a compiled template, with all the others attached. */
export function throwProblems({ source, problems }: Pick<Executable, 'source' | 'problems'>): void {
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
    throw templateError(diagnose(beyond(error, source), source), source, { cause: error })
  }
}

/** Which limit of JavaScript a template has passed; other errors are defects and pass. */
function beyond(error: unknown, source: Source): Problem {
  if (error instanceof SyntaxError && /Too many arguments/.test(error.message)) {
    const span = { start: 0, end: source.text.length }
    return problem('too-large', span, { what: 'the arguments of a call' })
  }
  if (!(error instanceof RangeError)) throw error
  return tooDeep(source)
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

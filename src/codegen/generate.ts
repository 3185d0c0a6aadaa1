import type { Block, Statement, Template } from '../ast.js'
import type { Plan } from '../escape/plan.js'
import { blockUse } from '../escape/use.js'
import { type Names, scopeOf } from '../semantics/names.js'
import { at, js, mark, quote } from './code.js'
import { condition, expression } from './expressions.js'
import type { Lines } from './lines.js'
import { modes } from './mode.js'
import { Module } from './module.js'
import type { CodegenOptions } from './options.js'
import { closing } from './points.js'
import { type Emit, Routine } from './routine.js'
import { statements } from './statements.js'
import { declareSuper } from './super.js'
import { PARENT } from './templates.js'

/** The tables of rows that write a template's code. */
const emit: Emit = { expression, condition, statements }

/**
 * The JavaScript of a template, in the frame that its linkage gives it: functions for its root and blocks that call
 * `$`, the runtime. Linear in the size of the tree.
 */
export function generate(template: Template, names: Names, options: CodegenOptions): Lines {
  const parents = parentsOf(template.body, names)
  const module = new Module(names, options, parents.conditional)
  const only = options.plan?.only ?? null
  const wanted = only === null ? names.blocks : names.blocks.filter(({ name }) => name === only)
  const blocks = wanted.map((block) => [block.name, blockFunction(module, block)] as const)
  const root =
    only === null
      ? rootFunction(module, template, parents.conditional || parents.constant)
      : (blocks[0]?.[1] ?? '')
  const table = blocks.map(([name, fn]) => `[${quote(name)}]: [${fn}]`).join(', ')
  const others = otherBlocks(module)
  const { constants, functions } = module
  const ends = options.plan?.ends ?? null
  return options.linkage.frame({ constants, functions, root, blocks: table, others, ends })
}

/** Code for the table of blocks that are compiled for other places as well. */
function otherBlocks(module: Module): string {
  const entries: string[] = []
  for (const [block, places] of module.options.plan?.others ?? []) {
    for (const [place, plan] of places) {
      module.forget(scopeOf(module.names, block))
      entries.push(`[${quote(blockUse(block.name, place))}]: ${blockFunction(module, block, plan)}`)
    }
  }
  return entries.join(', ')
}

interface Parents {
  /** A parent is chosen at the top of the template, outside any branch. */
  readonly constant: boolean
  readonly conditional: boolean
}

function parentsOf(body: readonly Statement[], { parents }: Names): Parents {
  const outside = body.filter((statement) => statement.kind === 'Extends').length
  return { constant: outside > 0, conditional: parents > outside }
}

function rootFunction(module: Module, template: Template, hasParent: boolean): string {
  const fn = module.identifiers.claim('root')
  const scope = scopeOf(module.names, template)
  const routine = new Routine(module, emit, scope)
  if (hasParent) routine.identifiers.claim(PARENT)
  routine.lines.add(`let ${routine.buffer} = ${routine.mode.empty};`)
  if (module.conditionalParent) routine.lines.add(`let ${PARENT} = null;`)
  routine.within(scope, () => {
    declareSelf(routine)
    routine.body(template.body)
  })
  routine.lines.from = template.span.end
  finish(routine)
  const head = js`${modes[module.options.mode].head(fn)} ${mark(template.span.start, '{')}`
  routine.assemble(head, module.functions, closing(template.span))
  return fn
}

function finish(routine: Routine): void {
  const { dropped, module, lines, buffer } = routine
  const { options } = module
  const mode = modes[options.mode]
  if (dropped === 'never') return mode.finish(routine, null)
  if (typeof dropped === 'object') {
    lines.nest(`if (${PARENT} === null) {`, () => mode.finish(routine, null), '')
    lines.add('} else {')
  }
  if (!options.childOutput) lines.add(`${buffer} = ${mode.empty};`)
  const page = `${PARENT}.root(scope)`
  mode.finish(routine, module.parentSpan === null ? page : at(module.parentSpan, page))
  if (typeof dropped === 'object') lines.add('}')
}

/** The name of the function of a block; `plan` is that of another place than the template has it in. */
function blockFunction(module: Module, block: Block, plan: Plan | null = null): string {
  const fn = module.identifiers.claim(`block_${block.name}`)
  const scope = scopeOf(module.names, block)
  const routine = new Routine(module, emit, scope)
  routine.lines.add(`let ${routine.buffer} = ${routine.mode.empty};`)
  const reason = plan === null ? routine.plan?.refused.get(block) : undefined
  const place = plan === null ? routine.plan?.places.get(block) : undefined
  routine.plan = plan ?? routine.plan
  routine.within(scope, () => {
    if (reason !== undefined) return refuse(routine, block, reason)
    declareSelf(routine)
    declareSuper(block, fn, routine)
    routine.body(block.body)
  })
  routine.lines.from = block.span.end
  const mode = modes[module.options.mode]
  mode.finish(routine, null)
  routine.assemble(
    js`${mode.head(mark(block.nameSpan.start, fn, block.name))} ${mark(block.span.start, '{')}`,
    module.functions,
    closing(block.span),
  )
  if (place !== undefined) module.functions.add(`$.placed(${fn}, ${quote(place)});`)
  return fn
}

/** Adds the line of a block that is only good for other places than text. */
function refuse({ lines }: Routine, { name, nameSpan }: Block, reason: string): void {
  lines.add(at(nameSpan, js`$.misplaced(${quote(name)}, ${quote(reason)});`))
}

/** Declares `self` where the body mentions it. */
function declareSelf(routine: Routine): void {
  const self = routine.scope.symbols.get('self')
  if (self?.origin.from === 'construct') routine.lines.add(`let ${routine.declare(self)} = $.self(scope);`)
}

import type { Block, Expression, Extends, Import, Include } from '../ast.js'
import { macrosUse, wholeUse } from '../escape/use.js'
import type { NameScope } from '../semantics/names.js'
import { key } from './arguments.js'
import { assignTo } from './assignments.js'
import { at, type Code, join, js, mark, quote } from './code.js'
import { type Mode, modes } from './mode.js'
import type { Routine } from './routine.js'

/** The variable that holds the parent of a template which may or may not have one. */
export const PARENT = 'parent'

/** Adds the line that prints a block where it stands. */
export function block(node: Block, routine: Routine): void {
  if (routine.scope.topLevel && routine.dropped === 'always') return
  const scope = node.scoped ? js`$.derive(scope, ${locals(routine)})` : 'scope'
  const place = routine.plan?.places.get(node)
  const helper = `${node.required ? 'requiredBlock' : 'block'}${place === undefined ? '' : 'In'}`
  const name = mark(node.nameSpan.start, quote(node.name), node.name)
  const where = place === undefined ? '' : `, ${quote(place)}`
  const output = at(node.span, js`$.${helper}(${scope}, ${name}${where})`)
  const { dropped, lines } = routine
  const print = (): void => modeOf(routine).delegate(output, routine)
  const tested = routine.scope.topLevel && typeof dropped === 'object'
  if (tested) lines.nest(`if (${dropped.unless} === null) {`, print)
  else print()
}

/** Adds the line that gives the page its parent, and stops output from here on. */
export function extend(node: Extends, routine: Routine): void {
  const chosen = modeOf(routine).program(program(node.parent, routine, useIn(node, routine)))
  const parent = at(node.span, js`$.extend(scope, ${chosen})`)
  const { conditionalParent } = routine.module
  if (routine.dropped === 'always') routine.lines.add(at(node.span, '$.extendedTwice();'))
  else if (conditionalParent) {
    if (typeof routine.dropped === 'object') {
      routine.lines.add(js`if (${PARENT} !== null) ${at(node.span, '$.extendedTwice()')};`)
    }
    routine.lines.add(js`${PARENT} = ${parent};`)
  } else routine.lines.add(js`const ${PARENT} = ${parent};`)
  routine.module.parentSpan = node.span
  if (routine.dropped !== 'always') routine.dropped = routine.depth === 0 ? 'always' : { unless: PARENT }
}

/** What another template is used for where it stands, or empty. */
function useIn(node: Include | Extends, routine: Routine): string {
  const place = routine.plan?.places.get(node)
  return place === undefined ? '' : wholeUse(place)
}

/** Code for the program a reference leads to: bound once for a constant name, looked up for any other value. */
function program(node: Expression, routine: Routine, use: string): Code {
  const { module } = routine
  const name = node.kind === 'Literal' && typeof node.value === 'string' ? node.value : null
  const bound = name === null ? null : module.program(name, use)
  if (bound !== null) return at(node.span, bound)
  return at(node.span, used(js`$.choose(scope, ${routine.value(node)}, ${module.self()})`, use))
}

function used(chosen: Code, use: string): Code {
  return use === '' ? chosen : js`$.variant(scope, ${chosen}, ${quote(use)})`
}

/** Adds the line that prints another template. */
export function include(node: Include, routine: Routine): void {
  const use = useIn(node, routine)
  const chosen = node.ignoreMissing
    ? used(js`$.chooseIfAny(scope, ${routine.value(node.template)}, ${routine.module.self()})`, use)
    : program(node.template, routine, use)
  if (!node.withContext) {
    const output = at(node.span, js`$.includeAlone(scope, ${chosen})`)
    routine.lines.add(routine.mode.add(routine.buffer, [output]))
    return
  }
  const mode = modeOf(routine)
  const output = js`$.include(scope, ${mode.program(chosen)}, ${locals(routine)})`
  mode.delegate(at(node.span, output), routine)
}

function modeOf({ module }: Routine): Mode {
  return modes[module.options.mode]
}

/** Adds the lines that bring another template's macros and values in. */
export function importNames(node: Import, routine: Routine): void {
  const use = macrosUse(routine.plan?.wanted.get(node) ?? [])
  const chosen = routine.mode.imported(program(node.template, routine, use))
  const call = node.withContext
    ? js`$.moduleWithin(scope, ${chosen}, ${locals(routine)})`
    : js`$.module(scope, ${chosen})`
  const module = at(node.span, call)
  if (node.target !== null) return assignTo(node.target, module, routine, false)
  const variable = routine.identifiers.claim('module')
  const { template } = node
  const name = template.kind === 'Literal' && typeof template.value === 'string' ? template.value : null
  const place = routine.module.place(node.span, 'quoted')
  const origin = [name === null ? 'null' : quote(name), ...(place === '' ? [] : [place])].join(', ')
  const from = origin === 'null' ? '' : `, ${origin}`
  routine.lines.add(js`const ${variable} = ${module};`)
  for (const { name: wanted, alias, span } of node.names) {
    const named = mark(span.start, quote(wanted), wanted)
    const found = js`$.imported(scope, ${variable}, ${named}${from})`
    assignTo(alias, at(span, found), routine, false)
  }
}

/** An object of the local names in force, for what else may see them; `null` when there are none. */
function locals(routine: Routine): Code {
  const members = new Map<string, Code>()
  for (let at: NameScope | null = routine.scope; at !== null && !at.topLevel; at = at.parent) {
    for (const symbol of at.symbols.values()) {
      const variable = routine.module.variables.get(symbol)
      const own = symbol.assigned || symbol.origin.from === 'construct'
      const hidden = symbol.name === 'self' || symbol.name === 'super'
      if (own && variable !== undefined && !hidden && !members.has(symbol.name)) {
        members.set(symbol.name, js`${key(symbol.name)}: ${variable}`)
      }
    }
  }
  return members.size === 0 ? 'null' : js`{ ${join([...members.values()], ', ')} }`
}

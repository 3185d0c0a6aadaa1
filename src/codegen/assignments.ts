import type { Assign, Expression, Macro, Target } from '../ast.js'
import { at, type Code, js, mark, quote } from './code.js'
import { remember } from './known-macro.js'
import { loopAttribute } from './loop-variable.js'
import { macroOf } from './macros.js'
import type { Routine } from './routine.js'

/** Adds the lines that fill a target which its construct owns: loop targets and with bindings. */
export function bind(target: Target, value: Code, routine: Routine): void {
  if (target.kind === 'Name') {
    const symbol = routine.symbol(target.name)
    const keyword = symbol.assigned ? 'let' : 'const'
    const variable = mark(target.span.start, routine.declare(symbol), target.name)
    routine.lines.add(js`${keyword} ${variable} = ${value};`)
  } else if (target.kind === 'Attr') setAttribute(target, value, routine)
  else spread(target, value, routine, bind)
}

/** Adds the lines of an assignment. */
export function assign(node: Assign, routine: Routine): void {
  if (node.target.kind === 'Tuple') ensureAssignable(node.target, routine)
  if (node.value.kind === 'Macro') return define(node, node.value, routine)
  assignTo(node.target, kept(node.value, routine), routine)
}

function define(node: Assign, value: Macro, routine: Routine): void {
  const [code, known] = macroOf(value, routine)
  assignTo(node.target, code, routine)
  remember(node, known, routine)
}

/** Code for a value that is kept: a method comes bound, so that it can be called later. */
export function kept(node: Expression, routine: Routine): Code {
  if (node.kind !== 'Attr' || loopAttribute(node, routine) !== null) return routine.value(node)
  const object = routine.value(node.object)
  const name = mark(node.nameSpan.start, quote(node.name), node.name)
  return at(node.span, js`$.attr(scope, ${object}, ${name})`, node.nameSpan.start)
}

/** Adds the lines that assign a value; at the top level it becomes visible to blocks, includes and importers. */
export function assignTo(target: Target, value: Code, routine: Routine, exported = true): void {
  if (target.kind === 'Attr') return setAttribute(target, value, routine)
  if (target.kind === 'Tuple') {
    return spread(target, value, routine, (item, part) => assignTo(item, part, routine, exported))
  }
  const symbol = routine.symbol(target.name)
  routine.write(symbol, value, target.span.start)
  if (!symbol.scope.topLevel) return
  const method = exported ? 'set' : 'place'
  routine.lines.add(js`scope.${method}(${quote(target.name)}, ${routine.read(symbol)});`)
}

function setAttribute(target: Attribute, value: Code, routine: Routine): void {
  const name = mark(target.nameSpan.start, quote(target.name), target.name)
  routine.lines.add(js`${namespace(target, routine)}[${name}] = ${value};`)
}

type Attribute = Extract<Target, { kind: 'Attr' }>

function namespace(target: Attribute, routine: Routine): Code {
  return at(target.span, js`$.assignable(scope, ${routine.value(target.object)})`, target.nameSpan.start)
}

/** Adds lines that fail when an attribute of something else than a namespace is among several targets. */
function ensureAssignable(target: Target, routine: Routine): void {
  if (target.kind === 'Attr') routine.lines.add(js`${namespace(target, routine)};`)
  if (target.kind === 'Tuple') for (const item of target.items) ensureAssignable(item as Target, routine)
}

type Put = (target: Target, value: Code, routine: Routine) => void

function spread(target: Extract<Target, { kind: 'Tuple' }>, value: Code, routine: Routine, put: Put): void {
  const values = routine.identifiers.claim('values')
  const unpacked = at(target.span, js`$.unpack(${value}, ${String(target.items.length)})`)
  routine.lines.add(js`const ${values} = ${unpacked};`)
  target.items.forEach((item: Expression, index) => {
    put(item as Target, `${values}[${index}]`, routine)
  })
}

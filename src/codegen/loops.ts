import type { For, Target } from '../ast.js'
import { scopeOf } from '../semantics/names.js'
import { bind } from './assignments.js'
import { at, type Code, join, js, mark } from './code.js'
import { loopUse } from './loop-variable.js'
import { modes } from './mode.js'
import { bodyOf, closing, opening, pointOf } from './points.js'
import type { Routine } from './routine.js'

/** Adds the lines of a loop. */
export function loop(node: For, routine: Routine): void {
  const iterable = routine.value(node.iterable)
  if (!node.recursive) return iterate(node, routine, { items: iterable, depth: '0', recurse: '' })
  const fn = routine.identifiers.claim('recurse')
  const inner = routine.inner(routine.scope)
  inner.dropped = routine.dropped
  const items = inner.identifiers.claim('items')
  const depth = inner.identifiers.claim('depth')
  inner.lines.add(`let ${inner.buffer} = ${inner.mode.empty};`)
  inner.lines.from = node.span.start
  iterate(node, inner, { items, depth, recurse: `, ${fn}` })
  inner.lines.add(js`return ${inner.mode.captured(inner.buffer, inner.printing)};`)
  inner.assemble(`function ${fn}(${items}, ${depth}) {`, routine.lines, '}')
  routine.lines.add(routine.mode.add(routine.buffer, [js`${fn}(${iterable}, 0)`]))
}

/** What a loop runs over and how deep it is; `recurse` is the last argument of its loop object, or empty. */
interface Run {
  readonly items: Code
  readonly depth: string
  readonly recurse: string
}

function iterate(node: For, routine: Routine, { items, depth, recurse }: Run): void {
  const { lines, identifiers, module } = routine
  const sequence = identifiers.claim(nameFor(node))
  const index = identifiers.claim('i')
  lines.add(js`const ${sequence} = ${filtered(node, routine, items)};`)
  const scope = scopeOf(module.names, node)
  const use = loopUse(node, module.options.scoping)
  const symbol = scope.symbols.get('loop')
  if (use === 'counter' && symbol !== undefined) module.counters.set(symbol, { sequence, index })
  let variable: string | null = null
  if (use === 'object' && symbol !== undefined) {
    variable = routine.declare(symbol)
    lines.add(`const ${variable} = new $.Loop(scope, ${sequence}, ${depth}${recurse});`)
  }
  const inside = bodyOf(node.body, { start: node.iterable.span.end, end: node.span.end })
  // A sequence may be made while it is looped over, so reading on can fail as the iterable itself can.
  const more = at(node.iterable.span, `${sequence}.length`, pointOf(node.iterable))
  const head = js`for (let ${index} = 0; ${index} < ${more}; ${index}++) ${opening(inside)}`
  const round = (): void => {
    if (variable !== null) lines.add(`${variable}.index0 = ${index};`)
    bind(node.target, `${sequence}[${index}]`, routine)
    routine.body(node.body)
    modes[module.options.mode].pause(routine)
  }
  lines.nest(head, () => routine.within(scope, round), closing(inside))
  if (node.orElse.length === 0) return
  const otherwise = bodyOf(node.orElse, node.span)
  const none = js`if (${sequence}.length === 0) ${opening(otherwise)}`
  const body = (): void =>
    routine.within(scopeOf(module.names, node, 'orElse'), () => routine.body(node.orElse))
  lines.nest(none, body, closing(otherwise))
}

function nameFor({ iterable }: For): string {
  if (iterable.kind === 'Name' || iterable.kind === 'Attr') return iterable.name
  return 'items'
}

/** Code for the sequence a loop runs over, without the items its filter turns away. */
function filtered(node: For, routine: Routine, iterable: Code): Code {
  const { target, filter } = node
  const list = at(
    node.iterable.span,
    js`$.${target.kind === 'Tuple' ? 'pairs' : 'list'}(${iterable})`,
    pointOf(node.iterable),
  )
  if (filter === null) return list
  const outer = routine.scope
  const scope = scopeOf(routine.module.names, node, 'filter')
  routine.scope = scope
  const parameter = pattern(target, routine)
  const test = routine.condition(filter)
  routine.scope = outer
  if (target.kind !== 'Tuple') return js`$.select(${list}, (${parameter}) => ${test})`
  return at(
    target.span,
    js`$.selectUnpacked(${list}, ${String(target.items.length)}, (${parameter}) => ${test})`,
    null,
  )
}

/** A target as a destructuring pattern. */
function pattern(target: Target, routine: Routine): Code {
  if (target.kind === 'Name') {
    return mark(target.span.start, routine.declare(routine.symbol(target.name)), target.name)
  }
  if (target.kind === 'Attr') return routine.identifiers.claim('_')
  return js`[${join(
    target.items.map((item) => pattern(item as Target, routine)),
    ', ',
  )}]`
}

import type { Expression, For, Target } from '../ast.js'
import { scopeOf } from '../semantics/names.js'
import { bind } from './assignments.js'
import { at, type Code, js, mark } from './code.js'
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
  const scope = scopeOf(module.names, node)
  const use = loopUse(node, module.options.scoping)
  const { filter } = node
  const passing = use === 'none' && passesOver(node)
  const list = sequenceOf(node, items, routine)
  if (filter === null || passing) lines.add(js`const ${sequence} = ${list};`)
  else select(node, filter, routine, { sequence, list })
  // A list can change while it is looped over, so whether there is a round is known before the first.
  const empty = node.orElse.length === 0 ? null : identifiers.claim('empty')
  if (empty !== null) lines.add(`const ${empty} = ${sequence}.length === 0;`)
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
    if (filter !== null && passing) passOver(node, filter, routine)
    routine.body(node.body)
    modes[module.options.mode].pause(routine)
  }
  lines.nest(head, () => routine.within(scope, round), closing(inside))
  if (empty === null) return
  const otherwise = bodyOf(node.orElse, node.span)
  const none = js`if (${empty}) ${opening(otherwise)}`
  const body = (): void =>
    routine.within(scopeOf(module.names, node, 'orElse'), () => routine.body(node.orElse))
  lines.nest(none, body, closing(otherwise))
}

function nameFor({ iterable }: For): string {
  if (iterable.kind === 'Name' || iterable.kind === 'Attr') return iterable.name
  return 'items'
}

/** Whether the loop can pass over items as it comes to them: nobody counts its rounds. */
function passesOver({ target, orElse }: For): boolean {
  return orElse.length === 0 && target.kind !== 'Attr'
}

/** Adds the line that goes on to the next item where the filter is false; it reads the variables of the body. */
function passOver(node: For, filter: Expression, routine: Routine): void {
  const { names, variables } = routine.module
  const scope = scopeOf(names, node, 'filter')
  for (const name of namesIn(node.target)) {
    const bound = variables.get(routine.symbol(name))
    const symbol = scope.symbols.get(name)
    if (bound !== undefined && symbol !== undefined) variables.set(symbol, bound)
  }
  const turnedAway: Expression = { kind: 'Unary', operator: 'not', operand: filter, span: filter.span }
  routine.within(scope, () => routine.lines.add(js`if (${routine.condition(turnedAway)}) continue;`))
}

function namesIn(target: Target): string[] {
  if (target.kind === 'Tuple') return target.items.flatMap((item) => namesIn(item as Target))
  return target.kind === 'Name' ? [target.name] : []
}

/** Code for the sequence of everything that is looped over. */
function sequenceOf({ target, iterable }: For, items: Code, routine: Routine): Code {
  const listed = target.kind === 'Tuple' ? 'pairs' : 'list'
  const list = at(iterable.span, js`$.${listed}(${items})`, pointOf(iterable))
  return routine.module.options.careful ? routine.careful(iterable.span, js`Array.from(${list})`) : list
}

/** Adds the lines that select, of a list, the items a filter does not turn away. */
function select(node: For, filter: Expression, routine: Routine, { sequence, list }: Selection): void {
  const { target } = node
  const scope = scopeOf(routine.module.names, node, 'filter')
  const symbol = target.kind === 'Name' ? scope.symbols.get(target.name) : undefined
  const item = symbol === undefined ? routine.identifiers.claim('item') : routine.declare(symbol)
  const body = (): void => {
    if (target.kind === 'Tuple') bind(target, item, routine)
    routine.lines.add(js`return ${routine.condition(filter)};`)
  }
  const head = js`const ${sequence} = $.select(${list}, (${mark(target.span.start, item)}) => {`
  routine.lines.nest(head, () => routine.within(scope, body), '});')
}

interface Selection {
  readonly sequence: string
  readonly list: Code
}

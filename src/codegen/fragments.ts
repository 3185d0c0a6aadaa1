import type { AnyNode, Fragment, Output } from '../ast.js'
import { scopeOf } from '../semantics/names.js'
import { walk } from '../semantics/walk.js'
import { type Code, js } from './code.js'
import type { Printing, Routine } from './routine.js'

/**
 * Code for a rendered body as a value. The body's own lines go before the statement at hand and fill a buffer of
 * their own.
 */
export function fragment(node: Fragment, routine: Routine): Code {
  const { buffer, dropped } = routine
  const outside = routine.printing
  routine.printing = routine.plan?.printing.get(node) ?? outside
  const printing = routine.module.options.safeCaptures ? routine.printing : 'off'
  if (node !== routine.filtered) routine.dropped = 'never'
  let value: Code = ''
  routine.within(scopeOf(routine.module.names, node), () => {
    const whole = wholeOutput(node)
    value = whole === null ? captured(node, printing, routine) : filtered(whole, printing, routine)
  })
  routine.buffer = buffer
  routine.dropped = dropped
  routine.printing = outside
  return value
}

/** The output that is all of a fragment: a block with filters behind its name, not one with a filter block in it. */
function wholeOutput({ body: [only], span }: Fragment): Output | null {
  if (only?.kind !== 'Output' || filterBlock(only) === null) return null
  return only.span.start === span.start && only.span.end === span.end ? only : null
}

function captured(node: Fragment, printing: Printing, routine: Routine): Code {
  const buffer = routine.identifiers.claim('text')
  routine.lines.add(`let ${buffer} = ${routine.mode.empty};`)
  routine.buffer = buffer
  routine.body(node.body)
  return routine.mode.captured(buffer, printing)
}

/** What filters behind a block's name give stays what it is, unless output is escaped: then it is markup. */
function filtered({ expression }: Output, printing: Printing, routine: Routine): Code {
  const value = routine.value(expression)
  if (printing === 'off') return value
  if (printing === 'on') return js`$.markup($.text(${value}))`
  const whole = routine.identifiers.claim('value')
  routine.lines.add(js`const ${whole} = ${value};`)
  return js`(${printing.flag} ? $.markup($.text(${whole})) : ${whole})`
}

/** The body of a filter block; null for other output. */
export function filterBlock({ expression, final }: Output): Fragment | null {
  if (!final) return null
  let value = expression
  while (value.kind === 'Filter') value = value.input
  return value !== expression && value.kind === 'Fragment' ? value : null
}

/** Whether code for a node puts lines before its statement. */
export function needsLines(node: AnyNode): boolean {
  let found = false
  walk(node, (inner) => {
    found ||= inner.kind === 'Fragment' || inner.kind === 'Macro'
    return !found
  })
  return found
}

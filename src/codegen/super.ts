import type { Block, Expression } from '../ast.js'
import { walk } from '../semantics/walk.js'
import { type Code, js, mark, quote } from './code.js'
import type { Routine } from './routine.js'

/** Declares `super` in the function of a block; where it is only ever printed there is nothing to be kept. */
export function declareSuper(block: Block, fn: string, routine: Routine): void {
  const symbol = routine.scope.symbols.get('super')
  if (symbol?.origin.from !== 'construct') return
  const { supers, variables } = routine.module
  const value = `$.superBlock(scope, ${quote(block.name)}, ${fn})`
  if (isOnlyPrinted(block)) {
    supers.set(symbol, { name: block.name, fn })
    variables.set(symbol, value)
  } else routine.lines.add(`let ${routine.declare(symbol)} = ${value};`)
}

/** Code for the text that a printed `super()` gives; null for anything else. */
export function superText(node: Expression, routine: Routine): Code | null {
  const { printing, mode, module } = routine
  if (!isSuperCall(node) || !mode.isText || typeof printing !== 'string') return null
  const of = module.supers.get(routine.symbol('super'))
  if (of === undefined) return null
  return js`$.${mark(node.span.start, 'superText', 'super')}(scope, ${quote(of.name)}, ${of.fn})`
}

function isSuperCall(node: Expression): boolean {
  if (node.kind !== 'Call' || node.callee.kind !== 'Name' || node.callee.name !== 'super') return false
  const { positional, named, rest, namedRest } = node.args
  return positional.length === 0 && named.length === 0 && rest === null && namedRest === null
}

/** Whether every mention of `super` in a block is a printed call; blocks inside have one of their own. */
function isOnlyPrinted({ body }: Block): boolean {
  let only = true
  for (const statement of body) {
    walk(statement, (node) => {
      if (node.kind === 'Block' || (node.kind === 'Output' && isSuperCall(node.expression))) return false
      if (node.kind === 'Name' && node.name === 'super') only = false
      return only
    })
  }
  return only
}

import type { Assign, Call, Expression, Macro } from '../ast.js'
import { slotsOf } from './arguments.js'
import { type Code, join, js, mark } from './code.js'
import type { Routine } from './routine.js'

/** The functions a macro was made of, when code that calls it can call them itself. */
export interface KnownMacro {
  /** The function of the body. */
  readonly fn: string
  /** What that gives: text, text that is markup as a value, or a value. */
  readonly gives: 'text' | 'markup' | 'value'
  readonly parameters: readonly string[]
  /** Functions that give text for other places, by place. */
  readonly variants: ReadonlyMap<string, string>
}

/**
 * Remembers a macro under the name it is given, where the name is never given anything else and its function can be
 * seen from wherever the name can.
 */
export function remember({ target }: Assign, macro: KnownMacro | null, routine: Routine): void {
  if (macro === null || target.kind !== 'Name' || routine.depth > 0 || routine.scope !== routine.home) return
  const symbol = routine.symbol(target.name)
  if (symbol.assignedOnce && symbol.scope === routine.home) routine.module.macros.set(symbol, macro)
}

/** Code for the value of a call of a macro that is known; null for any other call. */
export function knownCall(node: Call, routine: Routine): Code | null {
  const macro = known(node, routine)
  const call = macro === null ? null : callOf(macro.fn, node, macro, routine)
  if (macro === null || call === null) return null
  return macro.gives === 'markup' ? js`$.markup(${call})` : call
}

/** Code for the text that a printed call gives where output is escaped or not; null where that takes more than a call. */
export function knownText(node: Expression, routine: Routine): Code | null {
  const { printing, mode } = routine
  if (node.kind !== 'Call' || !mode.isText || typeof printing !== 'string') return null
  const macro = known(node, routine)
  const asItIs = macro?.gives === 'markup' || (macro?.gives === 'text' && printing === 'off')
  return macro !== null && asItIs ? callOf(macro.fn, node, macro, routine) : null
}

/** Code for the text that a printed call gives in another place than text; null when there is nothing for there. */
export function knownTextIn(place: string, node: Call, routine: Routine): Code | null {
  const macro = known(node, routine)
  const variant = macro?.variants.get(place)
  return macro === null || variant === undefined ? null : callOf(variant, node, macro, routine)
}

function known({ callee }: Call, routine: Routine): KnownMacro | null {
  if (callee.kind !== 'Name') return null
  return routine.module.macros.get(routine.symbol(callee.name)) ?? null
}

function callOf(
  fn: string,
  { callee, args }: Call,
  { parameters }: KnownMacro,
  routine: Routine,
): Code | null {
  const slots = slotsOf(args, parameters)
  if (slots === null || !isInOrder(slots)) return null
  const values = Array.from(slots, (value) => (value === undefined ? 'undefined' : routine.value(value)))
  const name = callee.kind === 'Name' ? callee.name : fn
  return js`${mark(callee.span.start, fn, name)}(${join(values, ', ')})`
}

/** Whether arguments are evaluated in the order in which they are written, or it makes no difference. */
function isInOrder(slots: readonly (Expression | undefined)[]): boolean {
  const written = slots.filter((value) => value !== undefined)
  if (written.every(({ kind }) => kind === 'Literal' || kind === 'Name')) return true
  return written.every(({ span }, at) => at === 0 || span.start > (written[at - 1]?.span.start ?? 0))
}

/** What the body of a macro gives, by how its output is written. */
export function givenBy({ mode, printing }: Routine): KnownMacro['gives'] {
  if (!mode.isText || typeof printing !== 'string') return 'value'
  return printing === 'on' ? 'markup' : 'text'
}

/** Whether calls of a macro may be calls of its function: it takes nothing but its parameters. */
export function isPlain(node: Macro, implicit: readonly string[]): boolean {
  return implicit.length === 0 && node.name !== null
}

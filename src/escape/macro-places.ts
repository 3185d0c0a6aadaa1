import type { Macro, Output } from '../ast.js'
import { walk as visit } from '../semantics/walk.js'
import { joinAll } from './flow.js'
import type { Plan } from './plan.js'
import { type Place, placeKey } from './use.js'
import type { MacroVariant, Walk } from './walk.js'

const NOTHING: MacroVariant = { end: null, callers: new Map() }

/** What a macro has for a place: its body is walked through, and planned where that goes well. */
export function macroIn(macro: Macro, at: Place, walk: Walk): MacroVariant {
  const { variants } = walk.around
  const key = placeKey(at)
  const known = entry(variants, macro, key)
  if (known !== undefined) return known
  if (heightOf(macro) > HIGHEST) return NOTHING
  // A macro that prints itself has nothing for the place while it is looked at.
  put(variants, macro, key, NOTHING)
  const made = walked(macro, at, walk)
  put(variants, macro, key, made)
  return made
}

function walked(macro: Macro, at: Place, walk: Walk): MacroVariant {
  const { around, plan, report } = walk
  const own = plan.apart()
  const apart = report.apart()
  const setting = { at: at.from, plan: own, report: apart, escaped: true, capture: walk.capture }
  const { at: last, callers } = around.walk(setting, macro.body)
  const { at: end, split } = joinAll([at.to, last])
  if (apart.errors.length > 0 || last === null || split !== null) return NOTHING
  put<Plan>(around.macros, macro, placeKey(at), own)
  report.add(apart)
  return { end, callers }
}

/** How deep macros in macros may be for all of them to be written more than once: with each level code would multiply. */
const HIGHEST = 1

/** How deep macros and bodies of calls are inside each other in a macro. */
function heightOf(macro: Macro): number {
  let height = 0
  for (const statement of macro.body) {
    visit(statement, (node) => {
      if (node.kind !== 'Macro') return height <= HIGHEST
      height = Math.max(height, 1 + heightOf(node))
      return false
    })
  }
  return height
}

/** Plans the body that a call block hands over for the places in which a macro of the template prints it. */
export function callerIn({ expression }: Output, caller: Macro, walk: Walk): void {
  const callee = expression.kind === 'Call' ? walk.around.callees.of(expression) : null
  if (callee?.kind !== 'macros') return
  for (const macro of callee.macros) {
    for (const place of callerPlaces(macro, walk)) macroIn(caller, place, walk)
  }
}

/** Where a macro prints what its caller gives, when it is printed as text and wherever else it is printed. */
function callerPlaces(macro: Macro, walk: Walk): Place[] {
  const elsewhere = [...(walk.around.variants.get(macro)?.values() ?? [])]
  return [...callersAsText(macro, walk), ...elsewhere.flatMap(({ callers }) => [...callers.values()])]
}

function callersAsText(macro: Macro, { around, plan, report, capture }: Walk): readonly Place[] {
  const known = around.callers.get(macro)
  if (known !== undefined) return known
  // A macro that calls itself hands nothing over while it is looked at.
  around.callers.set(macro, [])
  const setting = { at: capture, plan: plan.apart(), report: report.apart(), escaped: true, capture }
  const callers = [...around.walk(setting, macro.body).callers.values()]
  around.callers.set(macro, callers)
  return callers
}

function entry<V>(all: ReadonlyMap<Macro, ReadonlyMap<string, V>>, macro: Macro, key: string): V | undefined {
  return all.get(macro)?.get(key)
}

function put<V>(all: Map<Macro, Map<string, V>>, macro: Macro, key: string, value: V): void {
  const known = all.get(macro)
  if (known === undefined) all.set(macro, new Map([[key, value]]))
  else known.set(key, value)
}

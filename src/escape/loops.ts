import type { For } from '../ast.js'
import type { Context } from './context.js'
import { describe } from './describe.js'
import { type Flow, joinAll } from './flow.js'
import type { Loop, Walk } from './walk.js'

/** How often one loop is walked through before it counts as one without an end. */
const MOST_ROUNDS = 4

/** Walks through a loop until its rounds begin where those before them end; gives the contexts after the loop. */
export function rounds(node: For, at: Context, walk: Walk): Flow[] {
  const { report, around } = walk
  const mark = report.mark()
  let start = at
  for (let round = 1; ; round++) {
    const loop: Loop = { node, start, breaks: [], continues: [] }
    const ends = once(loop, walk)
    const { at: next, split } = joinAll([start, ...ends])
    if (split === null && next?.key === start.key) return [start, ...loop.breaks]
    if (split !== null || next === null || round === MOST_ROUNDS || around.budget.rounds-- <= 0) {
      const [first, second] = split ?? [start, next ?? start]
      report.found('for-reentry', node.span, { first: describe(first), second: describe(second) })
      return [start, ...loop.breaks]
    }
    report.rewind(mark)
    start = next
  }
}

/** Walks through one round; the contexts it may end in. */
function once(loop: Loop, walk: Walk): Flow[] {
  walk.loops.push(loop)
  const end = walk.from(loop.start, loop.node.body)
  walk.loops.pop()
  return [end, ...loop.continues]
}

import type { Expression, If, Statement } from '../../ast.js'

/** The ways of an `if`, in an order that does not depend on how its conditions are put. */
export interface Ways {
  /** The same for conditions that choose alike. */
  readonly key: string
  readonly bodies: readonly (readonly Statement[])[]
}

/** The ways of an `if`: `not` before its only condition only exchanges them. */
export function waysOf({ branches, orElse }: If): Ways {
  const bodies = [...branches.map(({ body }) => body), orElse]
  const tests = branches.map(({ test }) => test)
  const [only] = tests
  if (tests.length === 1 && only?.kind === 'Unary' && only.operator === 'not') {
    return { key: written([only.operand]), bodies: bodies.reverse() }
  }
  return { key: written(tests), bodies }
}

/** What the first round of a loop opens, the last may close. */
function written(tests: readonly Expression[]): string {
  return tests.map((test) => (isEnd(test) ? 'loop.last' : textOf(test))).join(' ')
}

function isEnd(test: Expression): boolean {
  const { kind } = test
  return kind === 'Attr' && test.object.kind === 'Name' && test.object.name === 'loop' && ENDS.has(test.name)
}

const ENDS: ReadonlySet<string> = new Set(['first', 'last'])

function textOf(test: Expression): string {
  return JSON.stringify(test, (key, value: unknown) => {
    if (key === 'span' || key === 'nameSpan') return undefined
    return typeof value === 'bigint' ? String(value) : value
  })
}

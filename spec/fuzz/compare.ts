import { knownDeviation } from './deviations.js'
import type { Engine } from './engines.js'
import type { FuzzCase, Rendered } from './fuzz-case.js'

/** Both engines, and how strict agreement is. */
export interface Bench {
  readonly torii: Engine
  readonly jinja: Engine
  /** Whether errors must also agree in line and, where Jinja words them, in sentence. */
  readonly exact: boolean
}

/** What the two engines' answers come to; `kind` names the sort of difference, so that shrinking keeps to it. */
export type Verdict =
  | { readonly status: 'agreed'; readonly on: string }
  | { readonly status: 'known' | 'skipped'; readonly reason: string }
  | {
      readonly status: 'differs'
      readonly kind: string
      readonly torii: Rendered
      readonly jinja: Rendered
    }

/** Renders a case in both engines and compares. */
export async function judge(given: FuzzCase, bench: Bench): Promise<Verdict> {
  const [torii, jinja] = await Promise.all([bench.torii.render(given), bench.jinja.render(given)])
  for (const answer of [torii, jinja]) {
    if ('unable' in answer) return { status: 'skipped', reason: answer.unable }
  }
  const kind = difference(torii, jinja, bench.exact)
  if (kind === null) return { status: 'agreed', on: outline(jinja) }
  const reason = knownDeviation(given, torii, jinja)
  if (reason !== null) return { status: 'known', reason }
  if (await isFolding(given, torii, bench)) {
    return { status: 'known', reason: 'Jinja computes constants by other rules than variables' }
  }
  return { status: 'differs', kind, torii, jinja }
}

/** Whether Jinja agrees with us as soon as it may not compute anything while compiling. */
async function isFolding(given: FuzzCase, torii: Rendered, bench: Bench): Promise<boolean> {
  const unfolded = await bench.jinja.render({ ...given, unfolded: true })
  return difference(torii, unfolded, bench.exact) === null
}

function difference(torii: Rendered, jinja: Rendered, exact: boolean): string | null {
  if (isEndless(torii) && isEndless(jinja)) return null
  if ('lost' in torii || 'lost' in jinja) return `torii ${outline(torii)}, jinja ${outline(jinja)}`
  if ('output' in torii && 'output' in jinja) {
    return withoutAddresses(torii.output) === withoutAddresses(jinja.output) ? null : 'output'
  }
  if ('error' in torii && 'error' in jinja && torii.error.type === jinja.error.type) {
    return exact ? errorDifference(torii.error, jinja.error) : null
  }
  return `torii ${outline(torii)}, jinja ${outline(jinja)}`
}

type Raised = Extract<Rendered, { error: unknown }>['error']

/** Classes whose sentences are Jinja's own in every version. */
const WORDED = /^(?:Template\w*|Undefined|FilterArgument|Security)Error$|^Templates?NotFound$/

function errorDifference(torii: Raised, jinja: Raised): string | null {
  if (WORDED.test(jinja.type) && torii.message !== jinja.message) return `${jinja.type} message`
  return torii.line !== jinja.line && jinja.line !== null ? `${jinja.type} line` : null
}

function outline(rendered: Rendered): string {
  if ('error' in rendered) return rendered.error.type
  if ('lost' in rendered) return rendered.lost.replace(/:.*/s, '')
  return 'renders'
}

/** Where objects lie in memory is nobody's business. */
function withoutAddresses(text: string): string {
  return text.replace(/ at 0x[0-9a-f]+/g, ' at 0x')
}

/** Whether a template was still running when nobody would wait any longer: a loop can feed itself. */
function isEndless(rendered: Rendered): boolean {
  return 'lost' in rendered && /^(?:hung|out of time)$/.test(rendered.lost)
}

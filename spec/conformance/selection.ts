/**
 * Which recorded cases this engine is measured on. A case that is not run is counted by its reason, so nothing
 * disappears: reading this file tells what the figures leave out.
 */
import type { JinjaCase, Json, SetMeta } from './formats.js'

/** The dialect of a run. */
export type DialectName = 'js' | 'python'

/** What the command line chose. */
export interface RunSettings {
  readonly values: DialectName
  /** `nunjucks`: nunjucks' own templates run with the preset made for them; null: with plain settings. */
  readonly compat: 'nunjucks' | null
}

interface Rule {
  readonly reason: string
  readonly dialects: readonly DialectName[]
  applies(recorded: JinjaCase): boolean
}

/** Types whose printed text is the same in both dialects. */
const PRINTED_ALIKE = new Set(['int', 'Markup', 'Undefined'])

const rules: readonly Rule[] = [
  {
    reason: 'asynchronous environment',
    dialects: ['js', 'python'],
    applies: ({ env }) => env?.enable_async === true,
  },
  {
    reason: 'native environment: values of Python',
    dialects: ['js'],
    applies: ({ env }) => env?.class === 'NativeEnvironment',
  },
  {
    reason: 'sandboxed environment: not available yet',
    dialects: ['js', 'python'],
    applies: ({ env }) => env?.class?.includes('Sandboxed') ?? false,
  },
  {
    reason: "error of Python's own",
    dialects: ['js'],
    applies: ({ expect }) => expect.error?.lang === 'python',
  },
  {
    reason: "printing of Python's own",
    dialects: ['js'],
    applies: ({ prints }) => (prints ?? []).some((type) => !PRINTED_ALIKE.has(type)),
  },
  {
    reason: "control flow of Python's own (StopIteration)",
    dialects: ['js', 'python'],
    applies: ({ context, env }) => calls(context, 'fail_stop') || calls(env?.globals, 'fail_stop'),
  },
]

/** Why a Jinja case is not run, or null when it is. `defects` are the known defects of Jinja it depends on. */
export function reasonToSkip(
  recorded: JinjaCase,
  defects: readonly string[],
  { values }: RunSettings,
): string | null {
  if (defects.some(isWrongWhenSync)) return 'defect of the reference'
  const rule = rules.find((candidate) => candidate.dialects.includes(values) && candidate.applies(recorded))
  return rule?.reason ?? null
}

/** Why the renders of a set of real templates are not run, or null when they are. */
export function reasonToSkipSet({ engine }: SetMeta, { values }: RunSettings): string | null {
  if (engine === 'django') return 'Django templates'
  if (engine === 'nunjucks') return values === 'python' ? 'nunjucks templates: js dialect only' : null
  return values === 'js' ? 'Jinja templates: python dialect only' : null
}

/** Why the parse check of a set is not run, or null when it is. */
export function reasonToSkipParsing({ engine }: SetMeta): string | null {
  return engine === 'django' ? 'Django templates' : null
}

/** A defect of Jinja's async mode leaves the recorded sync result right. */
function isWrongWhenSync(defect: string): boolean {
  return defect !== 'async-differs'
}

function calls(json: Json | undefined, hostFunction: string): boolean {
  if (typeof json !== 'object' || json === null) return false
  if ('$fx' in json && json.$fx === hostFunction) return true
  return Object.values(json).some((part) => calls(part, hostFunction))
}

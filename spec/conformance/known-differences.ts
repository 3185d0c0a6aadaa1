import { readFileSync } from 'node:fs'

/** The reason of each case that is known to come out otherwise than Jinja has it, in the python dialect. */
export function knownDifferences(): ReadonlyMap<string, string> {
  const file = new URL('./known-differences.json', import.meta.url)
  const groups: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(Object.entries(groups).flatMap(([reason, ids]) => ids.map((id) => [id, reason] as const)))
}

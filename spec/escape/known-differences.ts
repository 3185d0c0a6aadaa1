import { readFileSync } from 'node:fs'

/**
 * Cases that come out otherwise on purpose, with the reason: those of another engine by their ids, places as
 * `sys/<context>` and structures as `struct/<structure>`.
 */
export function knownDifferences(): ReadonlyMap<string, string> {
  const file = new URL('./known-differences.json', import.meta.url)
  const groups: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(Object.entries(groups).flatMap(([reason, ids]) => ids.map((id) => [id, reason] as const)))
}

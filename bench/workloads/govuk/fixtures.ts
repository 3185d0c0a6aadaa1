import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The folder that GOV.UK's templates are imported from (`govuk/components/…`). */
export const views = join(
  dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')),
  'dist',
)

/** What a component is called with, by name of the component. */
export type Fixtures = Readonly<Record<string, readonly unknown[]>>

/**
 * The first `count` fixtures that come with GOV.UK Frontend, dealt out evenly: the first of every component, the second
 * of every component, and so on.
 */
export function fixtures(count: number): Fixtures {
  const all = readdirSync(`${views}/govuk/components`).map((name) => [name, fixturesOf(name)] as const)
  const dealt = Object.fromEntries(all.map(([name]): [string, unknown[]] => [name, []]))
  let left = count
  for (let index = 0; left > 0 && all.some(([, list]) => index < list.length); index++) {
    for (const [name, list] of all) {
      if (index < list.length && left-- > 0) dealt[name]?.push(list[index])
    }
  }
  return dealt
}

/** What GOV.UK's own examples call a component with. */
export function fixturesOf(component: string): unknown[] {
  const file = `${views}/govuk/components/${component}/fixtures.json`
  if (!existsSync(file)) return []
  const parsed: { fixtures: { options: unknown }[] } = JSON.parse(readFileSync(file, 'utf8'))
  return parsed.fixtures.map(({ options }) => options)
}

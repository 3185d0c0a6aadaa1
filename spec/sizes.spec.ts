/** What templates are compiled to, and what bundles weigh, stays about as large as it was recorded. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { currentSizes, differences, record, type Sizes } from '../bench/sizes.js'
import { root } from './architecture/source-tree.js'

const recorded: Sizes = JSON.parse(readFileSync(record, 'utf8'))

it('the sizes are those of bench/sizes.json; if a change is meant, `npm run bench:sizes` records it', async () => {
  const now = await currentSizes(join(root, '.torii/spec/sizes'))
  expect(differences(recorded, now)).toEqual([])
}, 60_000)

it('differences beyond two per cent are told with both values', () => {
  const { hello } = recorded.code
  const size = { code: Math.round((hello?.code ?? 0) * 1.03), calls: hello?.calls ?? 0 }
  const other = { ...recorded, code: { ...recorded.code, hello: size } }
  expect(differences(recorded, other)).toEqual([`hello, code: ${hello?.code} → ${size.code}`])
  expect(differences(recorded, { ...recorded, bundles: {} })[0]).toMatch(/gzipped: \d+ → gone$/)
})

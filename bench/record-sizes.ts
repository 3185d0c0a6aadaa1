/** `npm run bench:sizes`: records the sizes of generated code and of bundles, and says what changed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { currentSizes, differences, record, type Sizes } from './sizes.js'

const none: Sizes = { code: {}, bundles: {} }
const old: Sizes = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : none
const now = await currentSizes(fileURLToPath(new URL('../.torii/bench/sizes', import.meta.url)))
writeFileSync(record, `${JSON.stringify(now, null, 2)}\n`)
console.log(differences(old, now).join('\n') || 'Nothing changed beyond the tolerance.')

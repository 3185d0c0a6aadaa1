/** The model in memory, call by call; `sqlite.spec.ts` holds SQLite against the same. */
import { expect, it } from 'vitest'
import { example } from './example.js'
import { scenario } from './scenario.mjs'

it('keeps revisions, finds conflicts, words and links', async () => {
  const { MemoryPages } = await example('memory')
  const told = scenario(new MemoryPages({ now: () => new Date(0) }))
  await expect(JSON.stringify(told, null, 1)).toMatchFileSnapshot('golden/model.json')
})

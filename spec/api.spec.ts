/**
 * The public surface, checked in as text: a name or a signature that changes is a diff of `spec/api/index.d.ts`, which
 * `npx vitest run spec/api.spec.ts -u` writes anew once the change was wanted.
 */
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as torii from '../src/index.js'
import { declarationsOf } from './api/declarations.js'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const declarations = declarationsOf(path('../src/index.ts'), path('../tsconfig.json'))

test('is what it was', async () => {
  const text = [...declarations.values()].map((declaration) => `${declaration}\n`).join('\n')
  await expect(text).toMatchFileSnapshot(path('api/index.d.ts'))
})

test('is small, and each name in it has a declaration', () => {
  expect(declarations.size).toBeLessThanOrEqual(36)
  for (const [name, text] of declarations) expect(text, name).toContain(name)
  expect([...declarations.keys()]).toEqual(expect.arrayContaining(Object.keys(torii)))
})

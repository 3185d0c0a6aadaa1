import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Examples that run in the process of their tests run on the sources that are tested there.
  resolve: {
    alias: [
      { find: /^toriijs\/view$/, replacement: fileURLToPath(new URL('src/view/api.ts', import.meta.url)) },
    ],
  },
  test: {
    include: ['spec/**/*.spec.ts'],
    globalSetup: ['spec/prepare.ts'],
    testTimeout: 20_000,
    maxWorkers: 2,
  },
})

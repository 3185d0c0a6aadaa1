import { defineConfig } from 'vitest/config'

/** Tests that need Chromium: `npm run test:browser`. */
export default defineConfig({
  test: { include: ['spec/**/*.browser.ts'], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 1 },
})

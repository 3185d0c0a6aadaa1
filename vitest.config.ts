import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['spec/**/*.spec.ts'],
    globalSetup: ['spec/prepare.ts'],
    testTimeout: 20_000,
    maxWorkers: 2,
  },
})

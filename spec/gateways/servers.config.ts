import { defineConfig } from 'vitest/config'

/** Tests that need nginx, lighttpd and Apache: `npm run test:gateways`. */
export default defineConfig({
  test: {
    include: ['spec/gateways/*.servers.ts', 'spec/wiki/*.servers.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
    maxConcurrency: 6,
  },
})

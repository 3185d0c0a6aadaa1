import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

/**
 * The page loads nothing from elsewhere and makes no code from text; only the worker does that. Inline styles are
 * for the previewed page, which inherits this policy, and for the editors.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Not while developing: the development server injects scripts and keeps a connection open. */
const contentSecurityPolicy: Plugin = {
  name: 'content security policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
}

const here = fileURLToPath(new URL('.', import.meta.url))
const project = fileURLToPath(new URL('../..', import.meta.url))

export default defineConfig({
  root: here,
  base: './',
  // The sources stand in for the package, so that a change of the compiler shows at once.
  resolve: { alias: { toriijs: `${project}src/browser.ts` } },
  server: { fs: { allow: [project] } },
  worker: { format: 'es' },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  plugins: [contentSecurityPolicy],
})

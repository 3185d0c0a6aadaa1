/** The example wiki with its pages in memory: `node torii.mjs http|fastcgi PORT|PATH`. */
import { fileURLToPath } from 'node:url'
import { view } from 'toriijs/view'
import { wiki } from '../../examples/wiki/app.mjs'
import { pages } from './model.mjs'

const [, , gateway, place] = process.argv
const templates = fileURLToPath(new URL('../../examples/wiki/templates', import.meta.url))
const app = wiki({ pages, render: view(templates) })

if (gateway === 'fastcgi') {
  const { serve } = await import('toriijs/view/fastcgi')
  await serve(app, { path: place, mode: 0o666 })
} else {
  const { serve } = await import('toriijs/view/node')
  await serve(app, { port: Number(place) })
}

/** The wiki's page by Fastify and Eta: `node fastify.mjs PORT`. */
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import fastify from 'fastify'
import { headers, varsOf } from './model.mjs'

const app = fastify()
const eta = new Eta({ views: fileURLToPath(new URL('eta', import.meta.url)), cache: true, autoTrim: false })

app.get('/:name', (request, reply) => {
  reply
    .headers(headers)
    .type('text/html; charset=utf-8')
    .send(eta.render('./page', varsOf(request.params.name)))
})
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' })

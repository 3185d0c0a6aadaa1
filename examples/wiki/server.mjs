/** The wiki over HTTP: `node server.mjs`, at PORT of this machine. */
import { serve } from 'toriijs/view/node'
import { site } from './site.mjs'

const { address } = await serve(await site({ orMemory: true }), { port: Number(process.env.PORT ?? 8080) })
console.log(`The wiki is at http://${address}/`)

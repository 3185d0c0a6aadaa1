/** One visit over every gateway, in this process, with the contract watched. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { App } from '../../src/view/contract.js'
import { serve as serveFastCgi } from '../../src/view/gateway/fastcgi.js'
import { toFetch } from '../../src/view/gateway/fetch.js'
import { serve as serveHttp } from '../../src/view/gateway/node.js'
import { serve as serveScgi } from '../../src/view/gateway/scgi.js'
import type { Serving } from '../../src/view/gateway/serving.js'
import { cgiTransport } from '../gateways/transports/cgi.js'
import { fastcgiTransport } from '../gateways/transports/fastcgi.js'
import { fetchTransport } from '../gateways/transports/fetch.js'
import { http2Transport, httpTransport } from '../gateways/transports/http.js'
import { scgiTransport } from '../gateways/transports/scgi.js'
import type { Transport } from '../gateways/transports/transport.js'
import { memoryWiki } from './example.js'
import { visit } from './script.js'

const folder = mkdtempSync(join(tmpdir(), 'torii-wiki-'))
const servings: Serving[] = []
const failures: string[] = []
const options = { errors: (text: string) => void failures.push(text) }

afterAll(async () => {
  await Promise.all(servings.map((serving) => serving.close()))
  rmSync(folder, { recursive: true })
})

async function listening(serving: Promise<Serving>): Promise<string> {
  servings.push(await serving)
  return (await serving).address
}

async function portOf(serving: Promise<Serving>): Promise<number> {
  return Number((await listening(serving)).split(':').at(-1))
}

const transports: Readonly<Record<string, (app: App) => Transport | Promise<Transport>>> = {
  http: async (app) =>
    httpTransport({ name: 'http', port: await portOf(serveHttp(app, { port: 0, ...options })) }),
  http2: async (app) => http2Transport(await portOf(serveHttp(app, { port: 0, http2: true, ...options }))),
  fetch: (app) => fetchTransport(toFetch(app, options)),
  cgi: (app) => cgiTransport(app, options),
  fastcgi: async (app) =>
    fastcgiTransport(await listening(serveFastCgi(app, { path: join(folder, 'fastcgi'), ...options }))),
  scgi: async (app) => scgiTransport(await portOf(serveScgi(app, { port: 0, ...options }))),
}

it.each(Object.keys(transports))('%s', async (name) => {
  const transport = await transports[name]?.(await memoryWiki())
  if (transport === undefined) throw new Error(`no transport ${name}`)
  const told = await visit(transport)
  expect(failures).toEqual([])
  await expect(told).toMatchFileSnapshot('golden/visit.txt')
})

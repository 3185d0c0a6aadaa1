/** Every case on every gateway that needs no web server. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve as serveFastCgi } from '../../src/view/gateway/fastcgi.js'
import { toFetch } from '../../src/view/gateway/fetch.js'
import { serve as serveHttp } from '../../src/view/gateway/node.js'
import { serve as serveScgi } from '../../src/view/gateway/scgi.js'
import type { Serving } from '../../src/view/gateway/serving.js'
import { cases } from './cases/cases.js'
import { app } from './probe.js'
import { cgiTransport } from './transports/cgi.js'
import { fastcgiTransport } from './transports/fastcgi.js'
import { fetchTransport } from './transports/fetch.js'
import { http2Transport, httpTransport } from './transports/http.js'
import { scgiTransport } from './transports/scgi.js'
import { passes, type Transport, verify } from './transports/transport.js'

const folder = mkdtempSync(join(tmpdir(), 'torii-gateways-'))
const quiet = { errors: () => undefined }
const servings: Serving[] = []

async function started(serving: Promise<Serving>): Promise<string> {
  servings.push(await serving)
  return (await serving).address
}

const portOf = (address: string) => Number(address.split(':').at(-1))

const transports: Record<string, () => Promise<Transport>> = {
  http: async () =>
    httpTransport({ name: 'http', port: portOf(await started(serveHttp(app, { port: 0, ...quiet }))) }),
  http2: async () =>
    http2Transport(portOf(await started(serveHttp(app, { port: 0, http2: true, ...quiet })))),
  fetch: async () => fetchTransport(toFetch(app, quiet)),
  fastcgi: async () =>
    fastcgiTransport(await started(serveFastCgi(app, { path: join(folder, 'fastcgi'), ...quiet }))),
  scgi: async () => scgiTransport(portOf(await started(serveScgi(app, { port: 0, ...quiet })))),
  cgi: async () => cgiTransport(app, quiet),
}

afterAll(async () => {
  await Promise.all(servings.map((serving) => serving.close()))
  rmSync(folder, { recursive: true })
})

it('there are at least 150 cases, each with a name of its own', () => {
  expect(cases.length).toBeGreaterThanOrEqual(150)
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
})

describe.each(Object.keys(transports))('%s', (name) => {
  let transport: Transport

  beforeAll(async () => {
    const made = await transports[name]?.()
    if (made !== undefined) transport = made
  })

  it.each(cases)('$name', async (asked) => {
    if (passes(transport, asked)) await verify(transport, asked)
    else expect(asked.except).toBeDefined()
  })
})

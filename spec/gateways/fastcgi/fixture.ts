/** Applications behind FastCGI for the specs of this folder, and what is asked of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import type { App } from '../../../src/view/contract.js'
import { type FastCgiOptions, serve } from '../../../src/view/gateway/fastcgi.js'
import type { Serving } from '../../../src/view/gateway/serving.js'
import { FastCgiClient } from './client.js'

/** Starts applications on sockets of their own; they end with the spec. */
export class Applications {
  readonly #folder = mkdtempSync(join(tmpdir(), 'torii-fastcgi-'))
  readonly #servings: Serving[] = []

  constructor() {
    afterAll(async () => {
      await Promise.all(this.#servings.map((serving) => serving.close()))
      rmSync(this.#folder, { recursive: true })
    })
  }

  /** Starts an application; gives the path of its socket. */
  async start(app: App, options: Partial<FastCgiOptions> = {}): Promise<string> {
    const { address } = await this.serve(app, { errors: () => undefined, grace: 500, ...options })
    return address
  }

  async serve(app: App, options: Partial<FastCgiOptions> = {}): Promise<Serving> {
    const serving = await serve(app, { path: join(this.#folder, String(this.#servings.length)), ...options })
    this.#servings.push(serving)
    return serving
  }
}

/** Says what it was asked. */
export const hello: App = ({ PATH_INFO: path }) => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: `hello ${path}`,
})

/** Sends back what it is sent. */
export const echo: App = async (environ) => ({
  status: 200,
  headers: {},
  body: await new Response(environ['torii.input']).text(),
})

/** The variables of a GET. */
export function asking(path: string): [string, string][] {
  return [
    ['REQUEST_METHOD', 'GET'],
    ['REQUEST_URI', path],
  ]
}

/** The variables of a POST with a body. */
export function posting(length: number): [string, string][] {
  return [
    ['REQUEST_METHOD', 'POST'],
    ['REQUEST_URI', '/'],
    ['CONTENT_LENGTH', String(length)],
  ]
}

/** The body of a request's answer. */
export function bodyOf(client: FastCgiClient, id: number): string {
  const text = client.answer(id).stdout.toString()
  return text.slice(text.indexOf('\r\n\r\n') + 4)
}

/** Fails unless `hello` at a place answers as ever. */
export async function expectServed(place: string): Promise<void> {
  const client = await FastCgiClient.connect(place)
  client.request(1, asking('/after'))
  await client.ended(1)
  expect(bodyOf(client, 1)).toBe('hello /after')
  client.close()
}

/** Something that a test opens when it wants what waits for it to go on. */
export class Gate {
  open: () => void = () => undefined
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve
  })
}

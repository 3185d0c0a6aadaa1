import { createServer, get, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A response as a client got it. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Whether the response came to its end. */
  readonly complete: boolean
}

/** What a client sends. */
export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks servers for pages; each is closed when the test is over. */
export type Ask = (path: string, asked?: Asked) => Promise<Answer>

/** Serves a handler of Node on this machine. */
export function served(handler: RequestListener): Promise<Ask> {
  return asking(createServer(handler))
}

/** Asks a server, which is made to listen. */
export async function asking(server: Server): Promise<Ask> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return (path, asked = {}) => ask(`http://127.0.0.1:${port}${path}`, asked)
}

/** Asks for a page at an address. */
export function ask(address: string, { method = 'GET', headers = {} }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(address, { method, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => void (body += text))
      response.on('error', () => undefined)
      response.on('close', () => {
        const { statusCode: status = 0, headers, complete } = response
        resolve({ status, headers, body, complete })
      })
    }).on('error', reject)
  })
}

/** Programs as they are started: the launchers of docs/deployment.md, CGI, sockets handed over, and edge workers. */
import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../architecture/source-tree.js'
import { documented } from './documented.js'
import { FastCgiClient } from './fastcgi/client.js'
import { asking, bodyOf } from './fastcgi/fixture.js'

// Inside the project, so that programs find the package by its name.
const folder = join(root, '.torii/programs')
const children: ChildProcess[] = []

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
  const app = `export const app = async (environ) => ({
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: environ['torii.gateway'] + ' ' + environ.PATH_INFO + ' ' + (await new Response(environ['torii.input']).text()),
  })`
  writeFileSync(join(folder, 'app.mjs'), app)
  for (const name of ['wiki.mjs', 'systemd.mjs', 'worker.mjs'])
    writeFileSync(join(folder, name), documented('javascript', name))
})

afterAll(() => {
  for (const child of children) child.kill()
  rmSync(folder, { recursive: true })
})

const wiki = join(folder, 'wiki.mjs')

describe('CGI', () => {
  const env = {
    GATEWAY_INTERFACE: 'CGI/1.1',
    REQUEST_METHOD: 'POST',
    REQUEST_URI: '/cgi/page',
    SCRIPT_NAME: '/cgi',
    PATH: '',
  }

  it('is recognised, and answered with a body of its length', () => {
    const { stdout, status } = spawnSync(process.execPath, [wiki], {
      env: { ...env, CONTENT_LENGTH: '4' },
      input: 'body and beyond',
      encoding: 'utf8',
    })
    expect([stdout, status]).toEqual([
      'Status: 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 14\r\n\r\ncgi /page body',
      0,
    ])
  })

  it('does not wait for an input that stays open', async () => {
    const child = spawn(process.execPath, [wiki], { env: { ...env, REQUEST_METHOD: 'GET' }, stdio: 'pipe' })
    const exited = once(child, 'exit')
    expect(await new Response(ReadableStream.from(child.stdout)).text()).toContain('cgi /page ')
    expect(await exited).toEqual([0, null])
  })

  it('ends when whoever asked has left', async () => {
    const child = spawn(process.execPath, [wiki], { env: { ...env, CONTENT_LENGTH: '4' }, stdio: 'pipe' })
    child.stdout.destroy()
    child.stdin.end('body')
    const [code] = await once(child, 'exit')
    expect(code).toBe(1)
  })
})

/** Starts a program with a listening socket among its files; gives it and the port. */
async function handedOver(
  stdio: 'input' | 'systemd',
  start: Start,
): Promise<{ child: ChildProcess; port: number }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  // Node has no public name for the number of a socket, and itself hands over only those that are connected.
  const { fd } = (server as unknown as { _handle: { fd: number } })._handle
  const child = start(stdio === 'input' ? [fd, 'inherit', 'inherit'] : ['ignore', 'inherit', 'inherit', fd])
  children.push(child)
  // The child has it by now; here, it would take the child's connections.
  server.close()
  return { child, port }
}

type Start = (stdio: StdioOptions) => ChildProcess

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

describe('a socket that the program is started with', () => {
  it('speaks FastCGI as number 0, and believes in SCRIPT_NAME', async () => {
    const { child, port } = await handedOver('input', (stdio) =>
      spawn(process.execPath, [wiki], { stdio, env: {} }),
    )
    const client = await FastCgiClient.connect(port)
    client.request(1, [...asking('/wiki/page'), ['SCRIPT_NAME', '/wiki']])
    await client.ended(1)
    expect(bodyOf(client, 1)).toBe('fastcgi /page ')
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  })

  it('of systemd speaks what the program says', async () => {
    const command = `LISTEN_FDS=1 LISTEN_PID=$$ exec "${process.execPath}" "${join(folder, 'systemd.mjs')}"`
    const { child, port } = await handedOver('systemd', (stdio) =>
      spawn('/bin/sh', ['-c', command], { stdio }),
    )
    const client = await FastCgiClient.connect(port)
    client.request(1, asking('/page'))
    await client.ended(1)
    expect(bodyOf(client, 1)).toBe('fastcgi /page ')
    child.kill('SIGTERM')
  })
})

describe('otherwise', () => {
  it.each([
    ['a terminal or nothing', 'ignore'],
    ['a socket that is connected', 'pipe'],
  ] as const)('the program speaks HTTP, with %s as its input', async (_name, stdin) => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const port = portOf(taken)
    taken.close()
    await once(taken, 'close')
    const child = spawn(process.execPath, [wiki], {
      stdio: [stdin, 'inherit', 'inherit'],
      env: { PORT: String(port) },
    })
    children.push(child)
    expect(await textOf(`http://127.0.0.1:${port}/page`)).toBe('http /page ')
    const exited = once(child, 'exit')
    child.kill('SIGINT')
    expect(await exited).toEqual([0, null])
  })
})

/** What a server answers that may still be starting. */
async function textOf(url: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(url).catch(() => null)
    if (response !== null) return response.text()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return 'no answer'
}

describe('edge workers', () => {
  it('bundle without anything of Node', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [join(root, 'src/view/gateway/fetch.ts')],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
    })
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
    expect(imports).toEqual([])
    expect(outputFiles[0]?.text).not.toMatch(/\bnode:|\bprocess\./)
  })

  it('run the documented worker', async () => {
    const text = readFileSync(join(folder, 'worker.mjs'), 'utf8')
    expect(text).toContain('cf-connecting-ip')
    const program = `
      import worker from './worker.mjs'
      const response = await worker.fetch(new Request('https://a.test/page', { method: 'POST', body: 'sent' }), {}, {})
      process.stdout.write(await response.text())`
    writeFileSync(join(folder, 'edge.mjs'), program)
    const { stdout } = spawnSync(process.execPath, [join(folder, 'edge.mjs')], { encoding: 'utf8' })
    expect(stdout).toBe('fetch /page sent')
  })
})

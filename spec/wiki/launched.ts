/** The wiki started by its own launchers, in a Node that has SQLite, and asked as web servers ask. */
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { freePort, Programs } from '../gateways/servers/programs.js'
import { answerIn, variablesOf } from '../gateways/transports/cgi-message.js'
import { fastcgiTransport } from '../gateways/transports/fastcgi.js'
import { httpTransport } from '../gateways/transports/http.js'
import { scgiBytes } from '../gateways/transports/scgi.js'
import type { Transport } from '../gateways/transports/transport.js'
import { folder } from './example.js'

/** A launcher that runs until it is stopped, and the way to it. */
export interface Launched {
  readonly transport: Transport
  stop(): Promise<void>
}

interface Where {
  /** A Node that has SQLite. */
  readonly node: string
  /** The file that pages are kept in. */
  readonly file: string
}

/** Starts one of the launchers; `wiki.cgi` is started anew for every request. */
export async function launched(name: string, { node, file }: Where): Promise<Launched> {
  const environment = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}`, WIKI_DB: file }
  if (name === 'wiki.cgi') return { transport: cgi(environment), stop: async () => undefined }
  const programs = new Programs()
  const port = await freePort()
  const socket = `${file}.sock`
  const settings = { ...environment, PORT: String(port), WIKI_SOCKET: socket }
  const assignments = Object.entries(settings).map(([key, value]) => `${key}=${value}`)
  programs.start('env', ['-i', ...assignments, ...commandOf(name, node)])
  await programs.listening(name === 'server.mjs' ? port : socket)
  return { transport: transportOf(name, port, socket), stop: () => programs.stop() }
}

function commandOf(name: string, node: string): string[] {
  const path = join(folder, name)
  return name.endsWith('.mjs') ? [node, path] : [path]
}

function transportOf(name: string, port: number, socket: string): Transport {
  if (name === 'server.mjs') return httpTransport({ name, port })
  return name === 'wiki.fcgi' ? fastcgiTransport(socket) : scgi(socket)
}

function scgi(path: string): Transport {
  return {
    ...WAY,
    name: 'wiki.scgi',
    send: (asked) =>
      new Promise((resolve, reject) => {
        const socket = connect(path)
        const parts: Buffer[] = []
        socket.on('data', (part: Buffer) => void parts.push(part))
        socket.on('error', reject)
        socket.on('close', () => resolve(answerIn(Buffer.concat(parts), true)))
        socket.write(scgiBytes(variablesOf(asked), Buffer.from(asked.body ?? '')))
      }),
  }
}

const WAY = { prefix: '', tells: false }

function cgi(environment: NodeJS.ProcessEnv): Transport {
  return {
    ...WAY,
    name: 'wiki.cgi',
    send: (asked) =>
      new Promise((resolve, reject) => {
        const env = { ...environment, ...Object.fromEntries(variablesOf(asked)) }
        // A server that starts programs has a path of its own for them.
        env.PATH = environment.PATH ?? ''
        const child = spawn(join(folder, 'wiki.cgi'), { env, stdio: ['pipe', 'pipe', 'pipe'] })
        const parts: Buffer[] = []
        const said: Buffer[] = []
        child.stdout.on('data', (part: Buffer) => void parts.push(part))
        child.stderr.on('data', (part: Buffer) => void said.push(part))
        child.on('error', reject)
        child.on('close', (code) => {
          const log = Buffer.concat(said).toString()
          if (log === '') resolve(answerIn(Buffer.concat(parts), code === 0))
          else reject(new TypeError(`wiki.cgi wrote to its log: ${log}`))
        })
        child.stdin.on('error', () => undefined)
        child.stdin.end(asked.body)
      }),
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pinned } from './load.js'

/** A server of the wiki's page. */
export interface Contender {
  readonly name: string
  readonly url: string
  /** The process that makes the page. */
  readonly process: ChildProcess
}

/** The page that is asked for: 3 KB, with links, lists and code. */
const PAGE = '/Formatting'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Everything that was started, and its temporary folder. */
export class Stage {
  readonly #folder = mkdtempSync(join(tmpdir(), 'torii-bench-'))
  readonly #processes: ChildProcess[] = []
  readonly contenders: Contender[] = []

  /** Starts all contenders, and nginx where it is installed. */
  static async open(): Promise<Stage> {
    const stage = new Stage()
    try {
      await stage.#addAll()
      return stage
    } catch (error) {
      await stage.close()
      throw error
    }
  }

  async #addAll(): Promise<void> {
    // The processes of nginx run as another user, who has to reach the socket.
    chmodSync(this.#folder, 0o755)
    await this.#add('torii, http', (port) => ['torii.mjs', 'http', port])
    await this.#addBehindNginx()
    await this.#add('express + nunjucks', (port) => ['express.mjs', port])
    await this.#add('fastify + eta', (port) => ['fastify.mjs', port])
  }

  async #add(name: string, parametersOf: (port: string) => readonly string[]): Promise<void> {
    const port = await freePort()
    const process = this.#start(parametersOf(String(port)))
    const url = `http://127.0.0.1:${port}${PAGE}`
    await answering(url)
    this.contenders.push({ name, url, process })
  }

  async #addBehindNginx(): Promise<void> {
    if (!existsSync('/usr/sbin/nginx')) return
    const socket = join(this.#folder, 'wiki.sock')
    const process = this.#start(['torii.mjs', 'fastcgi', socket])
    for (let tries = 0; tries < 200 && !existsSync(socket); tries++) await wait(50)
    const port = await freePort()
    const file = join(this.#folder, 'nginx.conf')
    writeFileSync(file, configuration(this.#folder, port))
    this.#spawn(pinned(1, ['/usr/sbin/nginx', '-p', this.#folder, '-c', file, '-e', 'stderr']))
    const url = `http://127.0.0.1:${port}${PAGE}`
    await answering(url)
    this.contenders.push({ name: 'torii, fastcgi behind nginx', url, process })
  }

  #start([script = '', ...parameters]: readonly string[]): ChildProcess {
    return this.#spawn(pinned(0, [process.execPath, here(script), ...parameters]))
  }

  #spawn([program, ...parameters]: [string, ...string[]]): ChildProcess {
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(program, parameters, { stdio: ['ignore', 'inherit', 'inherit'], env })
    this.#processes.push(child)
    return child
  }

  /** Ends everything. */
  async close(): Promise<void> {
    for (const child of this.#processes) child.kill('SIGTERM')
    await Promise.all(
      this.#processes.map((child) => child.exitCode ?? new Promise((done) => child.on('exit', done))),
    )
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** FastCGI over kept connections, as the guide to deployment has it. */
function configuration(folder: string, port: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  return `
daemon off; worker_processes 1; pid ${folder}/pid;
events { worker_connections 256; }
http {
  access_log off; ${temporary.join(' ')}
  keepalive_requests 100000000;
  upstream wiki { server unix:${folder}/wiki.sock; keepalive 32; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      fastcgi_pass wiki; fastcgi_keep_conn on;
      fastcgi_param REQUEST_METHOD $request_method; fastcgi_param REQUEST_URI $request_uri;
      fastcgi_param QUERY_STRING $query_string; fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length; fastcgi_param REQUEST_SCHEME $scheme;
      fastcgi_param REMOTE_ADDR $remote_addr; fastcgi_param SERVER_NAME $server_name;
      fastcgi_param SERVER_PORT $server_port; fastcgi_param SERVER_PROTOCOL $server_protocol;
      fastcgi_param HTTP_PROXY "";
    }
  }
}
`
}

/** Resident memory in megabytes and open files of a process, as Linux tells. */
export function usageOf({ pid }: ChildProcess): { readonly memory: number; readonly files: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1])
  return { memory: kilobytes / 1024, files: readdirSync(`/proc/${pid}/fd`).length }
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
    await wait(50)
  }
  throw new TypeError(`nothing answers at ${url}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

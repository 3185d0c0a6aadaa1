/** Starts the applications and web servers that the cases go through. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { adapted, documented } from '../documented.js'
import { httpTransport } from '../transports/http.js'
import type { Transport } from '../transports/transport.js'
import { apacheConfiguration, lighttpdConfiguration, nginxConfiguration } from './configurations.js'
import { type Folder, launcher, launchFolder } from './folder.js'
import { freePort, Programs } from './programs.js'

/** A way through a web server: the documented block, where it is mounted, and whether broken replies can be told. */
interface Way {
  readonly name: string
  readonly block: string
  readonly prefix?: string
  readonly tells?: boolean
}

/** The ways through each server. */
export const ways = {
  nginx: [
    { name: 'nginx http', block: 'http' },
    { name: 'nginx fastcgi', block: 'fastcgi' },
    { name: 'nginx fastcgi, stock parameters', block: 'stock' },
    { name: 'nginx fastcgi, below a prefix', block: 'prefix', prefix: '/app' },
    { name: 'nginx scgi', block: 'scgi', tells: false },
  ],
  lighttpd: [
    { name: 'lighttpd fastcgi', block: 'fastcgi' },
    { name: 'lighttpd scgi', block: 'scgi', tells: false },
    { name: 'lighttpd cgi', block: 'cgi', prefix: '/cgi', tells: false },
  ],
  apache2: [
    { name: 'apache fastcgi', block: 'fastcgi' },
    { name: 'apache scgi', block: 'scgi' },
    { name: 'apache cgi', block: 'cgi', prefix: '/cgi', tells: false },
    { name: 'apache fcgid', block: 'fcgid', prefix: '/fcgid', tells: false },
  ],
} as const satisfies Record<string, readonly Way[]>

/** The command of a web server. */
export type Server = keyof typeof ways

/** Web servers that are not installed. */
export function missingServers(): string[] {
  return Object.keys(ways).filter((command) => spawnSync(command, ['-v']).error !== undefined)
}

/** Everything that runs, and how to reach it. */
export interface Running {
  readonly transports: ReadonlyMap<string, Transport>
  stop(): Promise<void>
}

/** What is started: an application of the checkout, and the Node that runs it. */
export interface Started {
  readonly application: string
  readonly node: string
  /** Puts into the folder what the application needs besides itself. */
  readonly furnish?: (folder: string) => void
}

const PROBE: Started = { application: 'spec/gateways/probe.ts', node: process.execPath }

/** Starts the launchers of the documentation and the three servers in front of them. */
export async function startAll({ application, node, furnish }: Started = PROBE): Promise<Running> {
  const folder = await launchFolder(application)
  furnish?.(folder.path)
  const programs = new Programs()
  const places = await startApplications(folder, programs, node)
  const transports = new Map<string, Transport>()
  for (const server of ['nginx', 'lighttpd', 'apache2'] as const) {
    const ports: Record<string, number> = {}
    for (const { block } of ways[server]) ports[block] = await freePort()
    startServer(server, { folder, programs, ports, places })
    for (const way of ways[server]) {
      const port = ports[way.block] ?? 0
      transports.set(way.name, httpTransport({ ...way, port }))
      await programs.listening(port)
    }
  }
  return {
    transports,
    async stop() {
      await programs.stop()
      folder.remove()
    },
  }
}

/** Starts the applications; gives where they are, by what the documentation has in its place. */
async function startApplications(
  folder: Folder,
  programs: Programs,
  node: string,
): Promise<Record<string, string>> {
  const [http, scgi] = [await freePort(), await freePort()]
  const own = { '/run/wiki/': `${folder.path}/` }
  const started: (readonly [string, string | number])[] = [
    [launcher(folder, 'http.mjs', { '8080': String(http) }), http],
    [launcher(folder, 'fastcgi.mjs', own), folder.file('fastcgi.sock')],
    [launcher(folder, 'scgi.mjs', own), folder.file('scgi.sock')],
  ]
  const overTcp = { "path: '/run/wiki/scgi.sock', mode: 0o666": `port: ${scgi}` }
  started.push([folder.write('scgi-tcp.mjs', adapted(documented('javascript', 'scgi.mjs'), overTcp)), scgi])
  launcher(folder, 'wiki.mjs', { '/usr/bin/node': node })
  for (const [file] of started) programs.start(node, [file])
  for (const [, place] of started) await programs.listening(place)
  return {
    '/run/wiki/': `${folder.path}/`,
    '/srv/wiki/': `${folder.path}/`,
    '127.0.0.1:8080': `127.0.0.1:${http}`,
    '127.0.0.1:4000': `127.0.0.1:${scgi}`,
  }
}

interface Start {
  readonly folder: Folder
  readonly programs: Programs
  readonly ports: Record<string, number>
  readonly places: Record<string, string>
}

function startServer(server: Server, { folder, programs, ports, places }: Start): void {
  if (server === 'nginx') {
    const file = folder.write('nginx.conf', nginxConfiguration(folder, ports, places))
    programs.start('nginx', ['-p', folder.path, '-c', file, '-e', 'stderr'])
  } else if (server === 'lighttpd') {
    const file = folder.write('lighttpd.conf', lighttpdConfiguration(folder, ports, places))
    programs.start('lighttpd', ['-D', '-f', file])
  } else {
    mkdirSync(folder.file('fcgid'))
    chmodSync(folder.file('fcgid'), 0o777)
    const file = folder.write('apache.conf', apacheConfiguration(folder, ports, places))
    programs.start('apache2', ['-d', folder.path, '-f', file, '-DFOREGROUND'])
  }
}

/** The web servers' configurations: those of docs/deployment.md, in what a server needs to run by itself. */
import { documented } from '../documented.js'
import type { Folder } from './folder.js'

/** Ports by the name of a documented block. */
export type Ports = Readonly<Record<string, number>>

const isRoot = process.getuid?.() === 0

/** nginx, with a server for each documented block. */
export function nginxConfiguration(
  folder: Folder,
  ports: Ports,
  places: Readonly<Record<string, string>>,
): string {
  const blocks = Object.entries(ports).map(([name, port]) =>
    located(documented('nginx', name), places)
      .replace('listen 80;', `listen 127.0.0.1:${port};`)
      .replace(/\bwiki\b/g, `wiki_${name}`),
  )
  return `daemon off;
${isRoot ? 'user root;' : ''}
worker_processes 1;
pid ${folder.file('nginx.pid')};
error_log stderr crit;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder.file('t-body')};
  fastcgi_temp_path ${folder.file('t-fastcgi')};
  scgi_temp_path ${folder.file('t-scgi')};
  proxy_temp_path ${folder.file('t-proxy')};
  uwsgi_temp_path ${folder.file('t-uwsgi')};
  client_max_body_size 0;
${blocks.join('\n')}
}
`
}

/** lighttpd, with a socket for each documented block. */
export function lighttpdConfiguration(
  folder: Folder,
  ports: Ports,
  places: Readonly<Record<string, string>>,
): string {
  const texts = Object.entries(ports).map(([name, port]) => ({
    port,
    lines: located(documented('lighttpd', name), places).trim().split('\n'),
  }))
  const isModules = (line: string) => line.startsWith('server.modules')
  const modules = texts.flatMap(({ lines }) => lines.filter(isModules))
  const sockets = texts.map(
    ({ port, lines }) =>
      `$SERVER["socket"] == "127.0.0.1:${port}" {\n${lines.filter((line) => !isModules(line)).join('\n')}\n}`,
  )
  return `server.document-root = "${folder.file('htdocs')}"
server.bind = "127.0.0.1"
server.port = ${texts[0]?.port}
server.errorlog = "${folder.file('lighttpd.log')}"
server.upload-dirs = ( "${folder.path}" )
${documented('lighttpd', 'common')}
${modules.join('\n')}
${sockets.join('\n')}
`
}

const APACHE_MODULES = '/usr/lib/apache2/modules'

const modules = [
  'mpm_event',
  'authz_core',
  'alias',
  'env',
  'setenvif',
  'mime',
  'cgid',
  'proxy',
  'proxy_fcgi',
  'proxy_scgi',
  'fcgid',
]

/** Apache, with a virtual host for each documented block. */
export function apacheConfiguration(
  folder: Folder,
  ports: Ports,
  places: Readonly<Record<string, string>>,
): string {
  const hosts = Object.entries(ports).map(([name, port]) =>
    located(documented('apache', name), places).replace(
      '<VirtualHost *:80>',
      `Listen 127.0.0.1:${port}\n<VirtualHost 127.0.0.1:${port}>`,
    ),
  )
  return `ServerName localhost
DefaultRuntimeDir ${folder.path}
PidFile ${folder.file('apache.pid')}
Mutex file:${folder.path} default
ErrorLog ${folder.file('apache.log')}
LogLevel crit
${isRoot ? 'User www-data\nGroup www-data' : ''}
${modules.map((name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`).join('\n')}
TypesConfig /dev/null
ScriptSock ${folder.file('cgid.sock')}
StartServers 1
ServerLimit 1
ThreadsPerChild 16
MaxRequestWorkers 16
DocumentRoot ${folder.file('htdocs')}
<Directory />
  Require all granted
</Directory>
FcgidIPCDir ${folder.file('fcgid')}
FcgidProcessTableFile ${folder.file('fcgid_shm')}
FcgidMaxProcesses 2
${hosts.join('\n')}
`
}

function located(text: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((result, [from, to]) => result.replaceAll(from, to), text)
}

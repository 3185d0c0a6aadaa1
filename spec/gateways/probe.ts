/** The application that all cases ask: what it replies depends on nothing but the request. */
import type { App, Body, Environ, Headers, Reply } from '../../src/view/contract.js'
import { form } from '../../src/view/form.js'

/** Text that must never reach a client. */
export const SECRET = 'secret-9d2f'

type Route = (environ: Environ, query: URLSearchParams) => Reply | Promise<Reply>

/** The probe. The first segment of the path chooses what it does. */
export const app: App = (environ) => {
  const [, name = ''] = (environ.PATH_INFO ?? '').split('/')
  const route = routes[name] ?? (() => text('no such route', { status: 404 }))
  return route(environ, new URLSearchParams(environ.QUERY_STRING))
}

const routes: Record<string, Route> = {
  env: (environ) => json(shownOf(environ)),
  '': (environ) => json(shownOf(environ)),
  echo,
  sum,
  unread: () => text('not read'),
  partial,
  form: formFields,
  status: (environ) => reply(Number(lastOf(environ)), {}, 'the body'),
  headers: (_environ, query) => reply(200, { 'content-type': 'text/plain', ...headersOf(query) }, 'headers'),
  redirect: (_environ, query) =>
    reply(Number(query.get('status')), { location: query.get('to') ?? '' }, null),
  etag: (environ) =>
    environ.HTTP_IF_NONE_MATCH === '"v1"'
      ? reply(304, { etag: '"v1"', 'content-type': 'text/plain', 'content-length': '7' }, 'version')
      : reply(200, { etag: '"v1"', 'content-type': 'text/plain' }, 'version'),
  big: (_environ, query) => text('b'.repeat(Number(query.get('size')))),
  body: (environ) => ({ ...text(''), body: bodies[lastOf(environ)]?.() ?? null }),
  stream: (_environ, query) => ({
    ...text(''),
    body: chunks(Number(query.get('count')), Number(query.get('size'))),
  }),
  fail: (environ) => failures[lastOf(environ)]?.() ?? text('no such failure'),
  bad: (environ) => badReplies()[lastOf(environ)] as Reply,
}

function reply(status: number, headers: Headers, body: Body): Reply {
  return { status, headers, body }
}

function text(body: Body, { status = 200 } = {}): Reply {
  return reply(status, { 'content-type': 'text/plain; charset=utf-8' }, body)
}

function json(value: unknown): Reply {
  return reply(200, { 'content-type': 'application/json' }, JSON.stringify(value))
}

function lastOf({ PATH_INFO: path = '' }: Environ): string {
  return path.split('/').at(-1) ?? ''
}

function headersOf(query: URLSearchParams): Headers {
  const headers: Headers = {}
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name)
    headers[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return headers
}

const SHOWN =
  /^(?:REQUEST_METHOD|SCRIPT_NAME|PATH_INFO|QUERY_STRING|REQUEST_URI|REQUEST_SCHEME|HTTPS|CONTENT_\w+|REMOTE_USER|HTTP_(?:HOST|X_(?!FORWARDED).*|COOKIE|PROXY|CONTENT_.*|AUTHORIZATION|ACCEPT|REFERER|USER_AGENT|CONNECTION|TRANSFER_ENCODING|IF_\w+|TE))$/

const ALLOWED =
  /^(?:torii\.\w+|HTTP_.*|SSL_.*|AUTH_TYPE|CONTENT_(?:LENGTH|TYPE)|GATEWAY_INTERFACE|HTTPS|PATH_INFO|PATH_TRANSLATED|QUERY_STRING|REMOTE_\w+|REQUEST_\w+|SCRIPT_NAME|SERVER_(?:NAME|PORT|PROTOCOL|SOFTWARE))$/

/** What cases look at, and the names of what has no business in an environ. */
function shownOf(environ: Environ): Record<string, unknown> {
  const names = Object.keys(environ)
  const strangers = names.filter((name) => !ALLOWED.test(name))
  const shown = names.filter((name) => SHOWN.test(name)).sort()
  return {
    ...Object.fromEntries(shown.map((name) => [name, environ[name]])),
    ...(strangers.length === 0 ? {} : { strangers }),
    ...(Object.getPrototypeOf(environ) === null ? {} : { prototype: true }),
  }
}

async function bytesOf(environ: Environ): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(environ['torii.input']).arrayBuffer())
}

async function echo(environ: Environ): Promise<Reply> {
  const bytes = await bytesOf(environ)
  return reply(200, { 'content-type': environ.CONTENT_TYPE ?? 'application/octet-stream' }, bytes)
}

async function sum(environ: Environ): Promise<Reply> {
  const bytes = await bytesOf(environ)
  const checksum = bytes.reduce((hash, byte) => (hash * 31 + byte) % 1_000_003, 7)
  return text(`${bytes.length} ${checksum}`)
}

async function partial(environ: Environ): Promise<Reply> {
  const reader = environ['torii.input']?.getReader()
  const first = await reader?.read()
  await reader?.cancel()
  return text(first?.done === false ? 'began' : 'nothing')
}

async function formFields(environ: Environ): Promise<Reply> {
  const fields = await form(environ)
  const shown = await Promise.all(
    [...fields].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()]),
  )
  return json(shown)
}

async function* chunks(count: number, size: number): AsyncGenerator<string> {
  for (let index = 0; index < count; index++) {
    if (index % 3 === 0) await new Promise(setImmediate)
    yield String(index % 10).repeat(size)
  }
}

const bodies: Record<string, () => Body> = {
  null: () => null,
  empty: () => '',
  string: () => 'text äöü €🎉',
  bytes: () => Uint8Array.from({ length: 256 }, (_, byte) => byte),
  'no-chunks': () => [],
  'empty-chunks': () => ['', new Uint8Array(), '', 'then', '', ' more', ''],
  sync: () => new Set(['one ', 'two ', 'three']),
  mixed: () => ['text ', new TextEncoder().encode('bytes '), 'ä'],
  stream: () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('from a stream'))
        controller.close()
      },
    }),
}

async function* failing(...before: string[]): AsyncGenerator<string> {
  yield* before
  await new Promise((resolve) => setTimeout(resolve, 30))
  throw new Error(SECRET)
}

const failures: Record<string, () => Reply | Promise<Reply>> = {
  sync: () => {
    throw new Error(SECRET)
  },
  async: () => Promise.reject(new Error(SECRET)),
  string: () => Promise.reject(SECRET),
  nothing: () => Promise.reject(undefined),
  status: () => Promise.reject(Object.assign(new Error(SECRET), { status: 409 })),
  first: () => text(failing()),
  'first-empty': () => text(failing('', '')),
  after: () => text(failing('the first chunk')),
  'after-length': () => reply(200, { 'content-length': '1000' }, failing('the first chunk')),
  'after-type': () => text(['the first chunk', 5 as unknown as string]),
  longer: () => reply(200, { 'content-length': '5' }, ['abc', 'def']),
  shorter: () => reply(200, { 'content-length': '300' }, ['abc', 'def']),
}

/** What no application may reply; made by whoever does not check types. */
function badReplies(): Record<string, unknown> {
  const fine = text('fine')
  return {
    undefined: undefined,
    null: null,
    string: 'text',
    response: new Response('text'),
    list: [200, {}, 'text'],
    'no-status': { ...fine, status: undefined },
    'status-99': { ...fine, status: 99 },
    'status-600': { ...fine, status: 600 },
    'status-text': { ...fine, status: '200' },
    'no-headers': { ...fine, headers: null },
    'body-number': { ...fine, body: 7 },
    'body-object': { ...fine, body: {} },
    'body-undefined': { ...fine, body: undefined },
    'length-words': { ...fine, headers: { 'content-length': 'long' } },
    'length-wrong': { ...fine, headers: { 'content-length': '2' } },
    'length-list': { ...fine, headers: { 'content-length': ['4', '4'] } },
    split: { ...fine, headers: { 'x-a': 'a\r\nx-injected: yes' } },
    'split-body': { ...fine, headers: { 'x-a': 'a\r\n\r\n<script>' } },
    'line-feed': { ...fine, headers: { 'x-a': 'a\nx-injected: yes' } },
    'carriage-return': { ...fine, headers: { 'x-a': 'a\rx-injected: yes' } },
    zero: { ...fine, headers: { 'x-a': 'a\0b' } },
    'split-cookie': { ...fine, headers: { 'set-cookie': ['a=1', 'b=2\r\nx-injected: yes'] } },
    'split-name': { ...fine, headers: { 'x-a: b\r\nx-injected': 'yes' } },
    'spaced-name': { ...fine, headers: { 'x a': 'b' } },
    'empty-name': { ...fine, headers: { '': 'b' } },
    'upper-name': { ...fine, headers: { 'X-A': 'b' } },
    'not-latin': { ...fine, headers: { 'x-a': '€' } },
    'number-value': { ...fine, headers: { 'x-a': 5 } },
    'null-value': { ...fine, headers: { 'x-a': null } },
    connection: { ...fine, headers: { connection: 'close' } },
    chunked: { ...fine, headers: { 'transfer-encoding': 'chunked' } },
    upgrade: { ...fine, headers: { upgrade: 'h2c' } },
  }
}

/** Names of the replies that no application may give. */
export const badNames: readonly string[] = Object.keys(badReplies())

/** Replies: statuses, headers, bodies of all kinds, HEAD, and everything that goes wrong. */
import { badNames, SECRET } from '../probe.js'
import type { Case } from './case.js'

const withBody = [
  200, 201, 202, 203, 206, 207, 226, 300, 400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 415, 418, 422,
  429, 451, 500, 501, 503,
]

const statuses = [
  ...withBody.map(
    (status): Case => ({
      name: `status ${status}`,
      target: `/status/${status}`,
      expected: { status, body: 'the body' },
    }),
  ),
  ...[204, 205, 304].map(
    (status): Case => ({
      name: `status ${status}, without the body`,
      target: `/status/${status}`,
      expected: { status, body: '' },
    }),
  ),
]

const redirects = [
  [301, '/env'],
  [302, '/a?b=c#d'],
  [303, '../up'],
  [307, 'https://example.test/else'],
  [308, '/caf%C3%A9'],
].map(
  ([status, to]): Case => ({
    name: `redirect ${status} to ${to}`,
    target: `/redirect?status=${status}&to=${encodeURIComponent(String(to))}`,
    expected: { status: Number(status), headers: { location: String(to) }, body: '' },
  }),
)

/** Headers asked for by a query, and what a client gets. */
const headerCases: readonly (readonly [string, Readonly<Record<string, string | readonly string[]>>])[] = [
  ['x-a=b', { 'x-a': 'b' }],
  ['x-a=one&x-a=two', { 'x-a': 'one, two' }],
  ['x-a=with%20%20spaces', { 'x-a': 'with  spaces' }],
  ['x-a=caf%C3%A9', { 'x-a': 'caf\u00e9' }],
  ['x-a=a%09tab', { 'x-a': 'a\ttab' }],
  ['x-a=%22quoted%22%2C%20list', { 'x-a': '"quoted", list' }],
  [`x-a=${'v'.repeat(3000)}`, { 'x-a': 'v'.repeat(3000) }],
  ['set-cookie=a%3D1', { 'set-cookie': ['a=1'] }],
  ['set-cookie=a%3D1%3B%20Path%3D%2F&set-cookie=b%3D2', { 'set-cookie': ['a=1; Path=/', 'b=2'] }],
  ['vary=accept&vary=cookie', { vary: 'accept, cookie' }],
  ['link=%3C%2Fa%3E%3B%20rel%3Dpreload', { link: '</a>; rel=preload' }],
  ['cache-control=no-store%2C%20private', { 'cache-control': 'no-store, private' }],
  ['etag=W%2F%22v%22', { etag: 'W/"v"' }],
  [
    'last-modified=Wed%2C%2021%20Oct%202015%2007%3A28%3A00%20GMT',
    { 'last-modified': 'Wed, 21 Oct 2015 07:28:00 GMT' },
  ],
  ['content-type=image%2Fsvg%2Bxml', { 'content-type': 'image/svg+xml' }],
  [
    'content-disposition=attachment%3B%20filename%3D%22a%20b%22',
    { 'content-disposition': 'attachment; filename="a b"' },
  ],
  ['content-security-policy=default-src%20%27none%27', { 'content-security-policy': "default-src 'none'" }],
  [
    'content-language=de&x-content-type-options=nosniff',
    { 'content-language': 'de', 'x-content-type-options': 'nosniff' },
  ],
  ['constructor=a&x-proto=b', { constructor: 'a', 'x-proto': 'b' }],
]

const headers = headerCases.map(
  ([query, expected]): Case => ({
    name: `reply with ${query.slice(0, 40)}`,
    target: `/headers?${query}`,
    expected: { status: 200, headers: expected, body: 'headers' },
    ...(query.includes('%09') ? { except: { lighttpd: 'refuses the query itself' } } : {}),
  }),
)

const conditional: Case[] = [
  {
    name: 'page with an ETag',
    target: '/etag',
    expected: { status: 200, headers: { etag: '"v1"' }, body: 'version' },
  },
  {
    name: 'page that has not changed',
    target: '/etag',
    headers: { 'If-None-Match': '"v1"' },
    expected: {
      status: 304,
      headers: { etag: '"v1"', 'content-type': null, 'content-length': null },
      body: '',
    },
  },
]

const kinds: readonly (readonly [string, string | Uint8Array])[] = [
  ['null', ''],
  ['empty', ''],
  ['string', 'text äöü €🎉'],
  ['bytes', Uint8Array.from({ length: 256 }, (_, byte) => byte)],
  ['no-chunks', ''],
  ['empty-chunks', 'then more'],
  ['sync', 'one two three'],
  ['mixed', 'text bytes ä'],
  ['stream', 'from a stream'],
]

const lengths = new Set(['string', 'bytes'])

const bodies = kinds.flatMap(([kind, body]): Case[] => {
  const length = lengths.has(kind) ? { 'content-length': String(Buffer.from(body).length) } : {}
  return [
    { name: `body: ${kind}`, target: `/body/${kind}`, expected: { status: 200, headers: length, body } },
    {
      name: `HEAD of body: ${kind}`,
      method: 'HEAD',
      target: `/body/${kind}`,
      expected: { status: 200, body: '' },
    },
  ]
})

const bigs = [1, 8191, 8192, 65_527, 65_528, 65_529, 131_072, 5_000_000].map(
  (size): Case => ({
    name: `body of ${size} bytes at once`,
    target: `/big?size=${size}`,
    expected: { status: 200, headers: { 'content-length': String(size) }, body: 'b'.repeat(size) },
  }),
)

const streams = [
  [1, 1],
  [2, 1],
  [100, 10],
  [20, 65_536],
  [3, 1_000_000],
].map(
  ([count = 0, size = 0]): Case => ({
    name: `body of ${count} chunks of ${size}`,
    target: `/stream?count=${count}&size=${size}`,
    expected: {
      status: 200,
      body: Array.from({ length: count }, (_, index) => String(index % 10).repeat(size)).join(''),
    },
  }),
)

const early = ['sync', 'async', 'string', 'nothing', 'first', 'first-empty'].map(
  (kind): Case => ({
    name: `failure before anything is sent: ${kind}`,
    target: `/fail/${kind}`,
    expected: { status: 500, without: [SECRET, 'probe.ts', ' at '] },
  }),
)

/** Failures that come in one breath with the first chunk. */
const AT_ONCE = /^(?:after-type|longer|shorter)$/

const late: readonly (readonly [string, string])[] = [
  ['after', 'the first chunk'],
  ['after-length', 'the first chunk'],
  ['after-type', 'the first chunk'],
  ['longer', 'abc'],
  ['shorter', 'abcdef'],
]

const failures: Case[] = [
  ...early,
  { name: 'failure with a status', target: '/fail/status', expected: { status: 409, without: [SECRET] } },
  {
    name: 'HEAD of a failure',
    method: 'HEAD',
    target: '/fail/async',
    expected: { status: 500, body: '', without: [SECRET] },
  },
  {
    name: 'failure for who reads JSON',
    target: '/fail/async',
    headers: { Accept: 'application/json' },
    expected: { status: 500, headers: { 'content-type': 'application/problem+json' }, without: [SECRET] },
  },
  {
    name: 'failure for who reads HTML',
    target: '/fail/async',
    headers: { Accept: 'text/html' },
    expected: { status: 500, headers: { 'content-type': 'text/html; charset=utf-8' }, without: [SECRET] },
  },
  ...late.map(
    ([kind, body]): Case => ({
      name: `failure after the first chunk: ${kind}`,
      target: `/fail/${kind}`,
      expected: { status: 200, body, broken: true, without: [SECRET] },
      ...(AT_ONCE.test(kind)
        ? { except: { 'raw scgi': 'Node takes a chunk and a reset at once for an end' } }
        : {}),
    }),
  ),
  {
    name: 'next request after a failure',
    target: '/body/string',
    expected: { status: 200, body: 'text äöü €🎉' },
  },
]

const refusals = badNames.map(
  (kind): Case => ({
    name: `reply that must not be sent: ${kind}`,
    target: `/bad/${kind}`,
    expected: {
      status: 500,
      headers: { 'x-injected': null, 'x-a': null },
      without: ['<script>', 'x-injected'],
    },
  }),
)

/** Cases about what applications reply. */
export const replies: readonly Case[] = [
  ...statuses,
  ...redirects,
  ...headers,
  ...conditional,
  ...bodies,
  ...bigs,
  ...streams,
  ...failures,
  ...refusals,
  { name: 'no such page', target: '/nowhere', expected: { status: 404, body: 'no such route' } },
]

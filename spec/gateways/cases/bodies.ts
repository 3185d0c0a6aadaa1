/** Bodies of requests: of all sizes, read whole, in part, or not at all. */
import type { Case } from './case.js'

const octets = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7) % 251)

function sumOf(bytes: Uint8Array): string {
  return `${bytes.length} ${bytes.reduce((hash, byte) => (hash * 31 + byte) % 1_000_003, 7)}`
}

const sizes = [1, 2, 255, 4096, 16_383, 16_384, 65_535, 65_536, 65_537, 200_000, 1_000_003]

/** Servers that want to know the length first. */
const unchunked = {
  'apache scgi': 'answers 411 itself',
  fetch: 'has no such thing',
  'raw scgi': 'SCGI has no such thing',
}

const sums = sizes.flatMap((size): Case[] => {
  const common = {
    method: 'POST',
    target: '/sum',
    body: octets(size),
    expected: { status: 200, body: sumOf(octets(size)) },
  }
  return [
    { ...common, name: `body of ${size} bytes` },
    { ...common, name: `body of ${size} bytes, length unsaid`, chunked: true, except: unchunked },
  ]
})

const echoes = ['POST', 'PUT', 'PATCH', 'DELETE'].map(
  (method): Case => ({
    name: `body sent back to ${method}`,
    method,
    target: '/echo',
    headers: { 'Content-Type': 'text/x-a; charset=utf-8' },
    body: 'ä€🎉\r\n\0',
    expected: { status: 200, headers: { 'content-type': 'text/x-a; charset=utf-8' }, body: 'ä€🎉\r\n\0' },
  }),
)

const multipart = [
  '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nä\r\n',
  '--b\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\nContent-Type: text/plain\r\n\r\nin the file\r\n',
  '--b--\r\n',
].join('')

const forms: Case[] = [
  {
    name: 'form, encoded as an address',
    method: 'POST',
    target: '/form',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'a=1&b=%C3%A9+x&a=2',
    expected: {
      status: 200,
      json: [
        ['a', '1'],
        ['b', 'é x'],
        ['a', '2'],
      ],
    },
  },
  {
    name: 'form in parts',
    method: 'POST',
    target: '/form',
    headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    body: multipart,
    expected: {
      status: 200,
      json: [
        ['a', 'ä'],
        ['f', 'in the file'],
      ],
    },
  },
  {
    name: 'form that is none',
    method: 'POST',
    target: '/form',
    headers: { 'Content-Type': 'text/plain' },
    body: 'a=1',
    expected: { status: 415 },
  },
]

/** Cases about bodies of requests. */
export const requestBodies: readonly Case[] = [
  ...sums,
  ...echoes,
  ...forms,
  {
    name: 'no body read as one',
    method: 'POST',
    target: '/sum',
    headers: { 'Content-Length': '0' },
    expected: { status: 200, body: '0 7' },
  },
  { name: 'body of a GET that has none', target: '/sum', expected: { status: 200, body: '0 7' } },
  {
    name: 'body that nobody reads',
    method: 'POST',
    target: '/unread',
    body: octets(3_000_000),
    expected: { status: 200, body: 'not read' },
  },
  {
    name: 'body of which the beginning is read',
    method: 'POST',
    target: '/partial',
    body: octets(1_000_000),
    expected: { status: 200, body: 'began' },
  },
  {
    name: 'body with the request that failed',
    method: 'POST',
    target: '/fail/async',
    body: octets(300_000),
    expected: { status: 500 },
  },
]

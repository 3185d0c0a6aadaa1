/** What of a request reaches an application: paths, queries, headers, methods. */
import type { Case } from './case.js'

const env = (target: string, more: Record<string, unknown> = {}) => {
  const [path = '', ...query] = target.split('?')
  const search = query.join('?')
  return {
    HTTP_HOST: 'example.test',
    PATH_INFO: path,
    QUERY_STRING: search,
    REQUEST_METHOD: 'GET',
    REQUEST_SCHEME: 'http',
    REQUEST_URI: search === '' ? path : `${path}?${search}`,
    SCRIPT_NAME: '',
    ...more,
  }
}

/** Targets whose path means itself. */
const plainPaths = [
  '/',
  '/env',
  '/env/',
  '/env/a',
  '/env/a/b/c',
  '/env/a+b',
  '/env//a',
  '/env/a//b',
  '/env/a//',
  '/env/;p=1',
  '/env/a;b=c/d',
  '/env/a:b',
  '/env/@a',
  '/env/~a',
  "/env/a'b",
  '/env/(a)',
  '/env/a,b',
  '/env/a=b&c',
  '/env/$a',
  '/env/!a',
  '/env/*',
  '/env/.hidden',
  '/env/a.',
  '/env/..a',
  '/env/a..b',
  '/env/-_.',
  `/env/${'long'.repeat(200)}`,
]

/** Targets and what their path means. */
const encodedPaths: readonly (readonly [string, string])[] = [
  ['/env/caf%C3%A9', '/env/café'],
  ['/env/caf%c3%a9', '/env/café'],
  ['/env/%E2%82%AC', '/env/€'],
  ['/env/%F0%9F%8E%89', '/env/🎉'],
  ['/env/a%20b', '/env/a b'],
  ['/env/a%2Fb', '/env/a/b'],
  ['/env/a%2fb//c', '/env/a/b//c'],
  ['/env/a%252Fb', '/env/a%2Fb'],
  ['/env/100%25', '/env/100%'],
  ['/env/a%2Bb', '/env/a+b'],
  ['/env/%23', '/env/#'],
  ['/env/%22', '/env/"'],
  ['/env/%3Cb%3E', '/env/<b>'],
  ['/env/%7B%7B7*7%7D%7D', '/env/{{7*7}}'],
  ['/env/%7e', '/env/~'],
  ['/env/%65nv', '/env/env'],
  ['/env/./a', '/env/a'],
  ['/env/a/./b', '/env/a/b'],
  ['/env/a/../b', '/env/b'],
  ['/env/a/..', '/env/'],
  ['/env/a/.', '/env/a/'],
  ['/env/a/%2E%2E/b', '/env/b'],
  ['/env/a/%2e/b', '/env/a/b'],
]

const DOTS = /\/(?:\.|%2e){1,2}(?:\/|$)/i

const queries = [
  '?a',
  '?a=1',
  '?a=1&b=2',
  '?a=%26&b=%3D',
  '?a=%20b+c',
  '?a=%C3%A9',
  '?a=b?c',
  '?a=/b//c/../d',
  '?a[]=1&a[]=2',
  '?=',
  '?&&',
  '?a=%0D%0A',
  '?a=%FF',
  '?a=%2',
  `?q=${'long'.repeat(500)}`,
]

const paths: Case[] = [
  ...plainPaths.map(
    (target): Case => ({ name: `path ${target.slice(0, 40)}`, target, expected: shows(target) }),
  ),
  ...encodedPaths.map(
    ([target, PATH_INFO]): Case => ({
      name: `path ${target}`,
      target,
      expected: shows(target, { PATH_INFO }),
      ...(DOTS.test(target) ? { except: { fetch: 'has resolved them in the target, too' } } : {}),
    }),
  ),
  ...queries.map(
    (query): Case => ({
      name: `query ${query.slice(0, 40)}`,
      target: `/env${query}`,
      expected: shows(`/env${query}`),
      ...(/%(?:0D|FF)/.test(query) ? { except: { lighttpd: 'answers 400 itself' } } : {}),
    }),
  ),
  {
    name: 'path that is no UTF-8',
    target: '/env/%FF%E2%82',
    expected: shows('/env/%FF%E2%82', { PATH_INFO: '/env/\ufffd\ufffd' }),
    except: { lighttpd: 'answers 400 itself' },
  },
  {
    name: 'query of nothing',
    target: '/env?',
    expected: shows('/env?', { REQUEST_URI: '/env', QUERY_STRING: '' }),
  },
]

function shows(target: string, more: Record<string, unknown> = {}): Case['expected'] {
  return { status: 200, json: env(target, more), headers: { 'content-type': 'application/json' } }
}

/** Headers of a request, and the variables that they become. */
const headerCases: readonly (readonly [
  string,
  NonNullable<Case['headers']>,
  Record<string, string>,
  Case['except']?,
])[] = [
  ['a header', { 'X-One': 'a' }, { HTTP_X_ONE: 'a' }],
  ['a header with inner spaces', { 'X-One': 'a  b' }, { HTTP_X_ONE: 'a  b' }],
  ['a header in two lines', { 'X-Two': ['a', 'b'] }, { HTTP_X_TWO: 'a, b' }],
  ['a header in three lines', { 'X-Two': ['a', 'b', 'c'] }, { HTTP_X_TWO: 'a, b, c' }],
  ['a header with commas and quotes', { 'X-One': 'a, "b;c", d' }, { HTTP_X_ONE: 'a, "b;c", d' }],
  ['a header of UTF-8', { 'X-One': Buffer.from('café €').toString('latin1') }, { HTTP_X_ONE: 'café €' }],
  ['a long header', { 'X-One': 'v'.repeat(3000) }, { HTTP_X_ONE: 'v'.repeat(3000) }],
  [
    'a header called __proto__',
    { 'x-a': '1', 'x-__proto__': '2' },
    { HTTP_X_A: '1' },
    { lighttpd: 'passes it on' },
  ],
  ['a header called constructor', { 'x-constructor': '1' }, { HTTP_X_CONSTRUCTOR: '1' }],
  ['headers that differ in a hyphen', { 'x-ab': '1', 'x-a-b': '2' }, { HTTP_X_AB: '1', HTTP_X_A_B: '2' }],
  [
    'a header with an underscore',
    { 'x-a': '1', x_a: '2' },
    { HTTP_X_A: '1' },
    { lighttpd: 'passes it on as x-a' },
  ],
  ['a cookie', { Cookie: 'a=1' }, { HTTP_COOKIE: 'a=1' }],
  ['cookies', { Cookie: 'a=1; b="2"; c=%20' }, { HTTP_COOKIE: 'a=1; b="2"; c=%20' }],
  [
    'cookies in two lines',
    { Cookie: ['a=1', 'b=2'] },
    { HTTP_COOKIE: 'a=1; b=2' },
    { apache: 'joins them with a comma', fetch: 'joins them with a comma' },
  ],
  ['Proxy, which is no setting', { Proxy: 'http://evil.test' }, {}],
  ['Authorization', { Authorization: 'Bearer abc' }, { HTTP_AUTHORIZATION: 'Bearer abc' }],
  ['a name that nobody has checked', { Authorization: 'Basic YTpi' }, { HTTP_AUTHORIZATION: 'Basic YTpi' }],
  ['Accept', { Accept: 'text/html;q=0.9, */*' }, { HTTP_ACCEPT: 'text/html;q=0.9, */*' }],
  ['Referer', { Referer: 'http://a.test/?b' }, { HTTP_REFERER: 'http://a.test/?b' }],
  ['User-Agent', { 'User-Agent': 'probe/1 (x; y)' }, { HTTP_USER_AGENT: 'probe/1 (x; y)' }],
  ['If-None-Match', { 'If-None-Match': 'W/"a", "b"' }, { HTTP_IF_NONE_MATCH: 'W/"a", "b"' }],
  [
    'a forwarded address, which is not believed',
    { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '192.0.2.7' },
    {},
  ],
  ['a type without content', { 'Content-Type': 'text/plain' }, { CONTENT_TYPE: 'text/plain' }],
]

const headers = headerCases.map(
  ([name, sent, variables, except]): Case => ({
    name: `request with ${name}`,
    target: '/env',
    headers: sent,
    expected: shows('/env', variables),
    ...(except === undefined ? {} : { except }),
  }),
)

const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'REPORT'].map(
  (method): Case => ({
    name: `method ${method}`,
    method,
    target: '/env',
    headers: { 'Content-Length': '0' },
    expected: shows('/env', { REQUEST_METHOD: method }),
  }),
)

/** Cases about what applications see of a request. */
export const requests: readonly Case[] = [...paths, ...headers, ...methods]

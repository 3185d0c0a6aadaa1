import type { Environ } from '../contract.js'
import { type Check, quoted } from './finding.js'

const REQUIRED = [
  'REQUEST_METHOD',
  'SCRIPT_NAME',
  'PATH_INFO',
  'QUERY_STRING',
  'SERVER_NAME',
  'SERVER_PORT',
  'SERVER_PROTOCOL',
]

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** Names with a dot that the contract has, and what they must be. */
const EXTRAS: Readonly<Record<string, (value: unknown) => string | null>> = {
  'torii.input': (value) => (value instanceof ReadableStream ? null : 'a ReadableStream of bytes'),
  'torii.signal': (value) => (value instanceof AbortSignal ? null : 'an AbortSignal'),
  'torii.errors': (value) => (typeof value === 'function' ? null : 'a function of a text'),
  'torii.early_hints': (value) => (typeof value === 'function' ? null : 'a function of a list of links'),
  'torii.dev': (value) => (typeof value === 'boolean' ? null : 'true or false'),
  'torii.gateway': (value) => (GATEWAYS.includes(String(value)) ? null : `one of ${GATEWAYS.join(', ')}`),
  'torii.platform': () => null,
}

const GATEWAYS = ['http', 'fetch', 'cgi', 'fastcgi', 'scgi']

/** The dotless names of an environ with their values. */
function texts(environ: Environ): (readonly [string, unknown])[] {
  return Object.keys(environ)
    .filter((name) => !name.includes('.'))
    .map((name) => [name, environ[name]] as const)
}

/** Checks of the object that a gateway or middleware hands over. */
export const environShape: readonly Check<unknown>[] = [
  {
    check: 'environ-object',
    wrong: (environ) =>
      !isPlain(environ) &&
      `The environ is ${quoted(environ)}: hand over a plain object, or one without a prototype`,
  },
  {
    check: 'environ-frozen',
    wrong: (environ) =>
      Object.isFrozen(environ) &&
      'The environ is frozen: middleware must be able to add names; hand over a copy',
  },
]

/** Whether a value is an object made by `{}` or without a prototype. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** Checks of what is in an environ. */
export const environContents: readonly Check<Environ>[] = [
  {
    check: 'environ-strings',
    wrong(environ) {
      const found = texts(environ).find(([, value]) => typeof value !== 'string')
      if (found === undefined) return null
      return `${found[0]} is ${quoted(found[1])}: names without a dot are strings; leave out what is not known`
    },
  },
  {
    check: 'environ-names',
    warns: true,
    wrong(environ) {
      const found = texts(environ).find(([name]) => !/^[A-Z][A-Z0-9_]*$/.test(name))
      return (
        found !== undefined && `${quoted(found[0])} is no name of CGI: use A–Z, digits and _, or a dot in it`
      )
    },
  },
  {
    check: 'environ-controls',
    wrong(environ) {
      // Paths are decoded, so a client can put anything into them.
      const found = texts(environ).find(
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what would break headers and logs
        ([name, value]) => !/^(?:PATH_INFO|SCRIPT_NAME)$/.test(name) && /[\r\n\u0000]/.test(String(value)),
      )
      return (
        found !== undefined &&
        `${found[0]} has a line break or NUL in it: the gateway must refuse the request`
      )
    },
  },
  {
    check: 'environ-required',
    wrong(environ) {
      const missing = REQUIRED.filter((name) => environ[name] === undefined)
      return (
        missing.length > 0 &&
        `The environ lacks ${missing.join(', ')}: the gateway must set it, if need be to ''`
      )
    },
  },
  {
    check: 'method-token',
    wrong: ({ REQUEST_METHOD: method = '' }) =>
      !TOKEN.test(method) && `REQUEST_METHOD is ${quoted(method)}, which is no method: refuse the request`,
  },
  {
    check: 'method-case',
    warns: true,
    wrong: ({ REQUEST_METHOD: method = '' }) =>
      method !== method.toUpperCase() &&
      `REQUEST_METHOD is ${quoted(method)}: methods are upper case as a rule`,
  },
  {
    check: 'script-name',
    wrong: ({ SCRIPT_NAME: name = '' }) =>
      name !== '' &&
      !/^\/.*[^/]$/s.test(name) &&
      `SCRIPT_NAME is ${quoted(name)}: it is '' or starts with a slash and does not end with one`,
  },
  {
    check: 'path-info',
    wrong: ({ PATH_INFO: path = '', REQUEST_METHOD: method }) =>
      path !== '' &&
      !path.startsWith('/') &&
      !(path === '*' && method === 'OPTIONS') &&
      `PATH_INFO is ${quoted(path)}: it is '' or starts with a slash ('*' only for OPTIONS)`,
  },
  {
    check: 'path-either',
    wrong: ({ PATH_INFO: path, SCRIPT_NAME: name }) =>
      path === '' && name === '' && "SCRIPT_NAME and PATH_INFO are both '': set PATH_INFO to '/'",
  },
  {
    check: 'server-port',
    wrong: ({ SERVER_PORT: port = '' }) =>
      !/^\d+$/.test(port) && `SERVER_PORT is ${quoted(port)}: it consists of digits`,
  },
  {
    check: 'server-protocol',
    wrong: ({ SERVER_PROTOCOL: protocol = '' }) =>
      !/^HTTP\/\d(?:\.\d)?$/.test(protocol) && `SERVER_PROTOCOL is ${quoted(protocol)}: write it as HTTP/1.1`,
  },
  {
    check: 'request-scheme',
    wrong: ({ REQUEST_SCHEME: scheme }) =>
      scheme !== undefined &&
      !/^https?$/.test(scheme) &&
      `REQUEST_SCHEME is ${quoted(scheme)}: it is http or https`,
  },
  {
    check: 'content-length',
    wrong: ({ CONTENT_LENGTH: length }) =>
      length !== undefined &&
      !/^\d+$/.test(length) &&
      `CONTENT_LENGTH is ${quoted(length)}: it consists of digits; leave it out when there is no body`,
  },
  {
    check: 'content-type',
    wrong: ({ CONTENT_TYPE: type }) => type === '' && "CONTENT_TYPE is '': leave it out when there is none",
  },
  {
    check: 'http-content',
    wrong(environ) {
      const found = ['HTTP_CONTENT_TYPE', 'HTTP_CONTENT_LENGTH'].find((name) => name in environ)
      return found !== undefined && `${found} is in the environ: that header is ${found.slice(5)}; remove it`
    },
  },
  {
    check: 'http-proxy',
    wrong: (environ) =>
      'HTTP_PROXY' in environ &&
      'HTTP_PROXY is in the environ: programs take it for their own proxy; remove it',
  },
  {
    check: 'remote-user',
    wrong: ({ REMOTE_USER: user, AUTH_TYPE: type }) =>
      user !== undefined &&
      type === undefined &&
      'REMOTE_USER is there without AUTH_TYPE: nobody has checked that name; remove it',
  },
  {
    check: 'http-host',
    wrong: ({ HTTP_HOST: host }) =>
      host !== undefined &&
      !/^(?:\[[0-9a-f:.]+\]|[^\s/?#@\\:[\]]*)(?::\d*)?$/i.test(host) &&
      `HTTP_HOST is ${quoted(host)}, which is no host: refuse the request`,
  },
  {
    check: 'torii-types',
    wrong(environ) {
      for (const [name, expected] of Object.entries(EXTRAS)) {
        // What is made when first asked for is looked at then.
        const descriptor = Object.getOwnPropertyDescriptor(environ, name)
        if (descriptor === undefined || descriptor.get !== undefined || descriptor.value === undefined)
          continue
        const wanted = expected(descriptor.value)
        if (wanted !== null) return `${name} is ${quoted(descriptor.value)}: it must be ${wanted}`
      }
      return null
    },
  },
  {
    check: 'torii-names',
    warns: true,
    wrong(environ) {
      const found = Object.keys(environ).find(
        (name) => name.startsWith('torii.') && !Object.hasOwn(EXTRAS, name),
      )
      return found !== undefined && `${found} is no name of Torii: start names of your own with another word`
    },
  },
]

/** What gateways make of the variables of servers, by the rules of docs/deployment.md. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Environ } from '../../src/view/contract.js'
import { arrivalOf } from '../../src/view/gateway/environ.js'
import { toFetch } from '../../src/view/gateway/fetch.js'
import { type GatewayOptions, rulesOf } from '../../src/view/gateway/options.js'
import { localTarget } from '../../src/view/gateway/target.js'

/** How a request looks after a gateway. */
function seen(variables: Record<string, string>, options: GatewayOptions = {}, trusted = false): Environ {
  return arrival(Object.entries(variables), options, trusted).environ
}

function arrival(pairs: [string, string][], options: GatewayOptions = {}, trusted = false) {
  const all: [string, string][] = [['REQUEST_METHOD', 'GET'], ...pairs]
  return arrivalOf(all, { gateway: 'fastcgi', trusted }, rulesOf(options))
}

describe('the mount', () => {
  const stock = { REQUEST_URI: '/wiki/page?q', SCRIPT_NAME: '/wiki/page' }
  const exact = { REQUEST_URI: '/wiki/page', SCRIPT_NAME: '/wiki', PATH_INFO: '/page' }

  it.each<[string, Environ, { SCRIPT_NAME: string; PATH_INFO: string }]>([
    [
      'nginx with its own parameters puts the path into SCRIPT_NAME',
      seen(stock),
      { SCRIPT_NAME: '', PATH_INFO: '/wiki/page' },
    ],
    [
      'SCRIPT_NAME counts where PATH_INFO comes with it',
      seen(exact),
      { SCRIPT_NAME: '/wiki', PATH_INFO: '/page' },
    ],
    [
      'CGI relies on it without PATH_INFO',
      seen({ REQUEST_URI: '/wiki', SCRIPT_NAME: '/wiki' }, {}, true),
      { SCRIPT_NAME: '/wiki', PATH_INFO: '' },
    ],
    [
      'the option beats what the server says',
      seen(stock, { mount: '/wiki/' }),
      { SCRIPT_NAME: '/wiki', PATH_INFO: '/page' },
    ],
    [
      'the option may say that there is none',
      seen(exact, { mount: '/' }),
      { SCRIPT_NAME: '', PATH_INFO: '/wiki/page' },
    ],
    [
      'a script elsewhere than the address says nothing',
      seen({ REQUEST_URI: '/page', SCRIPT_NAME: '/cgi-bin/wiki.cgi', PATH_INFO: '/page' }, {}, true),
      { SCRIPT_NAME: '', PATH_INFO: '/page' },
    ],
    [
      'whole segments count',
      seen({ REQUEST_URI: '/wikipedia', SCRIPT_NAME: '/wiki', PATH_INFO: 'pedia' }),
      { SCRIPT_NAME: '', PATH_INFO: '/wikipedia' },
    ],
    [
      'dots are resolved first',
      seen({ REQUEST_URI: '/wiki/../other' }, { mount: '/wiki' }),
      { SCRIPT_NAME: '', PATH_INFO: '/other' },
    ],
  ])('%s', (_name, environ, expected) => {
    expect(environ).toMatchObject(expected)
  })

  it('elsewhere is answered with 404', () => {
    expect(arrival([['REQUEST_URI', '/wikipedia']], { mount: '/wiki' }).refusal).toMatchObject({
      status: 404,
    })
    expect(arrival([['REQUEST_URI', '/wiki/a']], { mount: '/wiki' }).refusal).toBeNull()
  })

  it('that is no path is refused when the gateway is made', () => {
    expect(() => toFetch(() => ({ status: 200, headers: {}, body: null }), { mount: 'wiki' })).toThrow(
      /'mount'/,
    )
    expect(() => rulesOf({ trustProxy: -1 })).toThrow(/'trustProxy'/)
  })
})

describe('the target', () => {
  it('is made of the other variables where a server does not tell it', () => {
    const environ = seen({ SCRIPT_NAME: '/a b', PATH_INFO: '/é#?', QUERY_STRING: 'q=1' })
    expect(environ.REQUEST_URI).toBe('/a%20b/%C3%A9%23%3F?q=1')
    expect(environ).toMatchObject({ SCRIPT_NAME: '/a b', PATH_INFO: '/é#?' })
  })

  it('in absolute form says the host', () => {
    const environ = seen({ REQUEST_URI: 'http://real.test:81/a?b', HTTP_HOST: 'claimed.test' })
    expect(environ).toMatchObject({
      HTTP_HOST: 'real.test:81',
      REQUEST_URI: '/a?b',
      PATH_INFO: '/a',
      SERVER_PORT: '81',
    })
  })

  it('may be * for OPTIONS only', () => {
    expect(arrival([['REQUEST_URI', '*']]).refusal).toMatchObject({ status: 400 })
    const { refusal, environ } = arrivalOf(
      [
        ['REQUEST_METHOD', 'OPTIONS'],
        ['REQUEST_URI', '*'],
      ],
      { gateway: 'http', trusted: false },
      rulesOf({}),
    )
    expect([refusal, environ.PATH_INFO]).toEqual([null, '*'])
  })

  it.each([
    ['a zero byte in its path', [['REQUEST_URI', '/a%00b']]],
    ['a path that is none', [['REQUEST_URI', 'a']]],
    [
      'a method of two words',
      [
        ['REQUEST_METHOD', 'GET IT'],
        ['REQUEST_URI', '/'],
      ],
    ],
    [
      'no method',
      [
        ['REQUEST_METHOD', ''],
        ['REQUEST_URI', '/'],
      ],
    ],
    [
      'a length that is no number',
      [
        ['CONTENT_LENGTH', '5x'],
        ['REQUEST_URI', '/'],
      ],
    ],
    [
      'a negative length',
      [
        ['CONTENT_LENGTH', '-5'],
        ['REQUEST_URI', '/'],
      ],
    ],
  ] satisfies [string, [string, string][]][])('with %s gets 400', (_name, pairs) => {
    expect(arrival(pairs).refusal).toMatchObject({ status: 400 })
  })

  it('below a mount is what was sent, or what middleware has made of it', () => {
    expect(localTarget('/wiki/a%2Fb?q=%20', '/wiki', '/a/b')).toBe('/a%2Fb?q=%20')
    expect(localTarget('/w%69ki/a', '/wiki', '/a')).toBe('/a')
    expect(localTarget('/wiki', '/wiki', '')).toBe('/')
    expect(localTarget('/wiki/a?q', '/wiki', '/é?#')).toBe('/%C3%A9%3F%23?q')
    expect(localTarget('/elsewhere', '/wiki', '/a')).toBe('/a')
  })

  it('of the Fetch API has its dots resolved, the path they mean all the same', async () => {
    const handler = toFetch((environ) => ({ status: 200, headers: {}, body: `${environ.PATH_INFO}` }))
    const response = await handler(new Request('http://a.test/env/a/%2E%2E/./b/..'))
    expect(await response.text()).toBe('/env/')
  })
})

describe('what servers say differently', () => {
  it('is one thing', () => {
    for (const empty of [
      {},
      { CONTENT_LENGTH: '' },
      { CONTENT_LENGTH: '0' },
      { CONTENT_TYPE: '', CONTENT_LENGTH: '' },
    ]) {
      expect(
        Object.keys(seen({ REQUEST_URI: '/', ...empty })).filter((name) => name.startsWith('CONTENT')),
      ).toEqual([])
    }
    for (const secure of [
      { HTTPS: 'on' },
      { HTTPS: '1' },
      { REQUEST_SCHEME: 'https' },
      { REQUEST_SCHEME: 'HTTPS', HTTPS: '' },
    ])
      expect(seen({ REQUEST_URI: '/', ...secure })).toMatchObject({
        REQUEST_SCHEME: 'https',
        HTTPS: 'on',
        SERVER_PORT: '443',
      })
    for (const open of [{}, { HTTPS: 'off' }, { HTTPS: '', REQUEST_SCHEME: 'http' }]) {
      expect(seen({ REQUEST_URI: '/', ...open })).toMatchObject({ REQUEST_SCHEME: 'http', SERVER_PORT: '80' })
      expect(seen({ REQUEST_URI: '/', ...open })).not.toHaveProperty('HTTPS')
    }
  })

  it('is completed: name, port, protocol', () => {
    const named = seen({ REQUEST_URI: '/', HTTP_HOST: '[::1]:8080', SERVER_NAME: '_' })
    expect(named).toMatchObject({ SERVER_NAME: '[::1]', SERVER_PORT: '8080', SERVER_PROTOCOL: 'HTTP/1.0' })
    expect(seen({ REQUEST_URI: '/' }).SERVER_NAME).toBe('localhost')
    expect(seen({ REQUEST_URI: '/', SERVER_NAME: 'a.test', HTTP_HOST: 'b.test' }).SERVER_NAME).toBe('a.test')
  })

  it('several lines of a header are one, cookies in their own way', () => {
    const { environ } = arrival([
      ['REQUEST_URI', '/'],
      ['HTTP_X_A', '1'],
      ['HTTP_COOKIE', 'a=1'],
      ['HTTP_X_A', '2'],
      ['HTTP_COOKIE', 'b=2'],
    ])
    expect(environ).toMatchObject({ HTTP_X_A: '1, 2', HTTP_COOKIE: 'a=1; b=2' })
  })
})

describe('what is not passed on', () => {
  it('is everything that is no variable of the request', () => {
    const environ = seen({
      REQUEST_URI: '/',
      PATH: '/bin',
      DATABASE_PASSWORD: 'x',
      HTTP_PROXY: 'evil',
      HTTP_CONTENT_TYPE: 'a',
      HTTP_CONTENT_LENGTH: '1',
      HTTP_CONNECTION: 'close',
      'HTTP_X-Y': 'a',
      SSL_CLIENT_S_DN: 'CN=a',
      __proto__: 'x',
    })
    const names = Object.keys(environ).filter((name) => !/^(?:REQUEST|SERVER|torii)/.test(name))
    expect(names.sort()).toEqual(['PATH_INFO', 'QUERY_STRING', 'SCRIPT_NAME', 'SSL_CLIENT_S_DN'])
    expect(Object.getPrototypeOf(environ)).toBeNull()
  })

  it('is a user that nobody has checked', () => {
    const claimed = { REQUEST_URI: '/', REMOTE_USER: 'root' }
    expect(seen(claimed).REMOTE_USER).toBeUndefined()
    expect(seen({ ...claimed, AUTH_TYPE: '' }).REMOTE_USER).toBeUndefined()
    expect(seen({ ...claimed, AUTH_TYPE: 'Basic' }).REMOTE_USER).toBe('root')
    expect(seen(claimed, { trustRemoteUser: true }).REMOTE_USER).toBe('root')
  })
})

describe('proxies', () => {
  const forwarded = {
    REQUEST_URI: '/',
    REMOTE_ADDR: '10.0.0.1',
    REMOTE_PORT: '5',
    HTTP_HOST: 'inner.test',
    SERVER_PORT: '8080',
    HTTP_X_FORWARDED_FOR: 'spoofed, 192.0.2.1, 10.0.0.2',
    HTTP_X_FORWARDED_PROTO: 'https',
    HTTP_X_FORWARDED_HOST: 'outer.test',
  }

  it('are not believed unless told so', () => {
    expect(seen(forwarded)).toMatchObject({
      REMOTE_ADDR: '10.0.0.1',
      REQUEST_SCHEME: 'http',
      HTTP_HOST: 'inner.test',
    })
  })

  it('are believed as many as there are', () => {
    expect(seen(forwarded, { trustProxy: true })).toMatchObject({
      REMOTE_ADDR: '10.0.0.2',
      REQUEST_SCHEME: 'https',
      HTTPS: 'on',
      HTTP_HOST: 'outer.test',
      SERVER_NAME: 'outer.test',
      SERVER_PORT: '443',
    })
    expect(seen(forwarded, { trustProxy: true })).not.toHaveProperty('REMOTE_PORT')
    expect(seen(forwarded, { trustProxy: 2 }).REMOTE_ADDR).toBe('192.0.2.1')
  })

  it('that say nothing change nothing', () => {
    const {
      HTTP_X_FORWARDED_FOR: _,
      HTTP_X_FORWARDED_PROTO: __,
      HTTP_X_FORWARDED_HOST: ___,
      ...plain
    } = forwarded
    expect(seen(plain, { trustProxy: true })).toMatchObject({
      REMOTE_ADDR: '10.0.0.1',
      HTTP_HOST: 'inner.test',
      SERVER_PORT: '8080',
    })
  })
})

describe('whatever a server sends', () => {
  const names = fc.oneof(
    fc.constantFrom(
      'REQUEST_METHOD',
      'REQUEST_URI',
      'SCRIPT_NAME',
      'PATH_INFO',
      'QUERY_STRING',
      'CONTENT_LENGTH',
    ),
    fc.constantFrom('HTTP_HOST', 'HTTP_COOKIE', 'HTTP_X_FORWARDED_FOR', 'HTTPS', 'SERVER_PORT', '__proto__'),
    fc.string().map((name) => `HTTP_${name}`),
  )
  const values = fc.oneof(
    fc.string(),
    fc.webPath(),
    fc.constantFrom('/%', '/%ff/..', '//', 'http://', 'http://a@b:c', '*'),
  )

  it('becomes an environ that keeps its promises, or is refused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, values)),
        fc.boolean(),
        fc.integer({ min: 0, max: 3 }),
        (pairs, trusted, hops) => {
          const { environ, refusal } = arrival(pairs, { trustProxy: hops }, trusted)
          expect(Object.getPrototypeOf(environ)).toBeNull()
          for (const [name, value] of Object.entries(environ))
            expect(name.includes('.') || typeof value === 'string').toBe(true)
          expect(environ.SCRIPT_NAME).toMatch(/^(?:\/[\s\S]*[^/])?$/)
          expect(environ.SERVER_NAME).not.toBe('')
          if (refusal === null) expect(environ.PATH_INFO).toMatch(/^(?:$|\/|\*$)/)
        },
      ),
      { numRuns: 500 },
    )
  })
})

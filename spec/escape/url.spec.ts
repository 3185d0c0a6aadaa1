import { describe, expect, test } from 'vitest'
import { Environment, Markup, safeUrl, trustedResourceUrl, type UnsafeValue } from '../../src/index.js'
import { Scope } from '../../src/runtime/scope.js'
import { PROGRAM } from '../../src/runtime/templates.js'
import { check, seed } from '../properties/time-box.js'
import { escapers, texts, wellFormed } from './hostile.js'

const {
  navUrl,
  mediaUrl,
  resourceUrl,
  urlPart,
  urlSlash,
  urlRest,
  resourceRest,
  resourcePath,
  urlComponent,
} = escapers
const { srcset, refresh } = escapers

const PAGE = 'https://site.example/dir/page.html'
const NOWHERE = 'about:invalid#zToriiz'

const at = (url: string): URL => new URL(url, PAGE)

/** A scope of an environment with these options. */
function scopeWith(options: ConstructorParameters<typeof Environment>[0]): Scope {
  const environment = new Environment(options)
  return new Scope(environment.host, environment.fromString('')[PROGRAM], {})
}

describe(`a value that begins a URL (TORII_SEED=${seed})`, () => {
  test('leads where pages may lead', () => {
    check(1500, texts, (text) => {
      const url = navUrl(text)
      if (URL.canParse(url, PAGE)) expect(at(url).protocol).toMatch(/^(?:https?|mailto|tel|sms|ftp|about):$/)
      expect(`${url}:alert(1)`).not.toMatch(/^(?:javascript|vbscript|data):/i)
      expect(url).toMatch(/^[\w.~!#$&*+,/:;=?@[\]%-]*$/)
    })
  })

  test('of media', () => {
    check(1500, texts, (text) => {
      const url = mediaUrl(text)
      if (URL.canParse(url, PAGE))
        expect(at(url).href).toMatch(/^(?:https?|mailto|tel|sms|ftp|about|blob|data:image):/)
    })
  })

  test('of what runs in the page stays where the page is from, whatever follows', () => {
    check(1500, texts, (text) => {
      for (const rest of [
        '',
        '/evil.example/x.js',
        'evil.example',
        '.evil.example',
        '//evil.example',
        ':80',
        '@evil',
      ]) {
        const url = resourceUrl(text) + resourceRest(rest)
        if (URL.canParse(url, PAGE)) expect([at(PAGE).origin, 'null'], url).toContain(at(url).origin)
      }
    })
  })

  test.each([
    ...[
      'https://ok.example/p?a=1&b=2#f',
      '/a/b',
      '../a',
      'a.html',
      '?q=1',
      '#top',
      '//ok.example/',
      'mailto:a@b.example',
    ],
    ...['tel:+1-2', 'sms:1', 'ftp://a/', 'HTTP://A/', 'a/b:c', '', '%41'],
  ])('%j is a link', (url) => {
    expect(navUrl(url)).toBe(url)
  })

  test.each([
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\tscript:alert(1)',
      ' \u0001javascript:alert(1)',
      ':a',
    ],
    ...['javascript://a/%0aalert(1)', 'vbscript:a', 'data:text/html,a', 'blob:a', 'x:y', 'ok.example:80'],
  ])('%j is none', (url) => {
    expect([NOWHERE, encodeURI(url)]).toContain(navUrl(url))
    expect(at(navUrl(url)).protocol).toMatch(/^(?:about|https):$/)
  })

  test('what has no meaning in a URL is encoded, what is encoded stays', () => {
    expect(navUrl('img/photo 1.png?q=%20"\'<>\u00e4')).toBe('img/photo%201.png?q=%20%22%27%3C%3E%C3%A4')
    expect(navUrl('  a  ')).toBe('a')
    expect(navUrl('100%')).toBe('100%25')
  })

  test('media may be data', () => {
    expect(mediaUrl('data:image/png;base64,AAAA')).toBe('data:image/png;base64,AAAA')
    expect(mediaUrl('blob:https://a/1')).toBe('blob:https://a/1')
    expect(mediaUrl('data:text/html,a')).toBe(NOWHERE)
  })

  test('what runs in the page comes from its own origin or one that is trusted', () => {
    const scope = scopeWith({ trustedOrigins: ['https://cdn.example/', 'http://localhost:8080'] })
    expect(resourceUrl('/js/a.js', scope)).toBe('/js/a.js')
    expect(resourceUrl('https://cdn.example/a.js', scope)).toBe('https://cdn.example/a.js')
    expect(resourceUrl('//CDN.example/a.js', scope)).toBe('//CDN.example/a.js')
    expect(resourceUrl('http://localhost:8080/a.js', scope)).toBe('http://localhost:8080/a.js')
    expect(resourceUrl('https://cdn.example', scope)).toBe('https://cdn.example/.')
    for (const url of [
      'https://cdn.example.evil.example/a.js',
      'http://cdn.example/a.js',
      'https://cdn.example@evil.example/',
      'https:/cdn.example/',
      'data:text/javascript,a',
      '//evil.example/',
    ]) {
      expect(resourceUrl(url, scope), url).toBe(NOWHERE)
    }
    expect(resourceUrl('https://cdn.example/a.js')).toBe(NOWHERE)
  })

  test.each([
    'cdn.example',
    'https://cdn.example/path',
    'ftp://cdn.example',
    'https://a@cdn.example',
    'https://',
  ])('%j is no origin', (origin) => {
    expect(() => new Environment({ trustedOrigins: [origin] })).toThrow('trustedOrigins')
  })

  test('trusted URLs and markup', () => {
    expect(navUrl(safeUrl('javascript:f("a")'))).toBe('javascript:f%28%22a%22%29')
    expect(resourceUrl(safeUrl('https://a.example/'))).toBe(NOWHERE)
    expect(resourceUrl(trustedResourceUrl('https://a.example/'))).toBe('https://a.example/')
    expect(mediaUrl(trustedResourceUrl('https://a.example/'))).toBe('https://a.example/')
    expect(navUrl(new Markup('<b>/a?b=1&amp;c=2</b>'))).toBe('/a?b=1&c=2')
    expect(navUrl(new Markup('javascript:alert(1)'))).toBe(NOWHERE)
  })

  test('the environment hears of what was refused, and may fail', () => {
    const heard: UnsafeValue[] = []
    navUrl('javascript:a', scopeWith({ onUnsafe: (refused) => heard.push(refused) }))
    expect(heard).toEqual([
      { escaper: 'navUrl', value: 'javascript:a', replacement: NOWHERE, template: null },
    ])
    const strict = scopeWith({
      onUnsafe: ({ value }) => {
        throw new Error(`refused ${value}`)
      },
    })
    expect(() => navUrl('javascript:a', strict)).toThrow('refused javascript:a')
    expect(navUrl('/a', strict)).toBe('/a')
  })
})

describe(`a value inside a URL (TORII_SEED=${seed})`, () => {
  test('as a component it comes back', () => {
    check(1000, wellFormed, (text) => {
      const url = at(`/p?q=${urlComponent(text)}&r=1#${urlComponent(text)}`)
      expect([...url.searchParams]).toEqual([
        ['q', text],
        ['r', '1'],
      ])
      expect(decodeURIComponent(url.hash.slice(1))).toBe(text)
    })
  })

  test('after the first slash it does not make a host', () => {
    check(1000, texts, (text) => {
      expect(at(`/${urlSlash(text)}`).origin).toBe(at(PAGE).origin)
      expect(at(`/${urlSlash('')}${urlSlash(text)}`).origin).toBe(at(PAGE).origin)
    })
  })

  test('after another value it does not make a scheme', () => {
    check(1000, texts, (text) => {
      for (const before of ['java', 'javascript', 'a', '']) {
        const url = navUrl(before) + urlRest(text)
        if (URL.canParse(url, PAGE)) expect(at(url).protocol).toBe('https:')
      }
    })
    expect(urlRest('a:b/c:d')).toBe('a%3ab/c:d')
  })

  test('in a path of something that runs it stays in its folder', () => {
    check(1000, texts, (text) => {
      const { origin, pathname } = at(`/js/${resourcePath(text)}.js`)
      expect(origin + pathname).toMatch(/^https:\/\/site\.example\/js\//)
      expect(at(`/js/${resourcePath(text)}/a.js`).pathname).toMatch(/^\/js\//)
    })
    expect(resourcePath('lib/a-1.2')).toBe('lib/a-1.2')
    expect(resourcePath('../x')).toBe('..%2Fx')
    expect(resourcePath('..')).toBe('zToriiz')
  })

  test('in a path it is normalised', () => {
    expect(urlPart('a b/c?d')).toBe('a%20b/c?d')
    expect(urlComponent(4.5)).toBe('4.5')
    expect(urlComponent(new Markup('a&amp;b'))).toBe('a%26b')
  })
})

describe('candidates of images', () => {
  test.each([
    ['a.png', 'a.png'],
    ['a.png 1x, b.png 2x', 'a.png 1x, b.png 2x'],
    ['a.png 100w,b.png 200w', 'a.png 100w, b.png 200w'],
    ['a.png, b.png 2x', 'a.png, b.png 2x'],
    ['/a,b.png 1.5x', '/a,b.png 1.5x'],
    ['data:image/png;base64,AA== 1x', 'data:image/png;base64,AA== 1x'],
    ['a 1x,javascript:alert(1) 2x', `a 1x, ${NOWHERE} 2x`],
    ['/bogus#, javascript:alert(1)', `/bogus#, ${NOWHERE}`],
    ['a.png 1x onerror=alert(1)', 'a.png'],
    ['', ''],
    [' , ', ''],
  ])('%j', (list, wanted) => {
    expect(srcset(list)).toBe(wanted)
  })
})

describe('what a refresh says', () => {
  test.each([
    ['5', '5'],
    ['0;url=/next', '0;url=/next'],
    ['3; URL = "/next?a=1"x', '3;url=/next?a=1'],
    ['0 /next', '0;url=/next'],
    ['0;url=javascript:alert(1)', `0;url=${NOWHERE}`],
    ["0,'javascript:alert(1)'", `0;url=${NOWHERE}`],
    ['.5;javascript:alert(1)', `0;url=${NOWHERE}`],
    ['1.5.;url=data:text/html,a', `1;url=${NOWHERE}`],
    ['a page about 0;url=x', 'a page about 0;url=x'],
    ['', ''],
  ])('%j', (text, wanted) => {
    expect(refresh(text)).toBe(wanted)
  })
})

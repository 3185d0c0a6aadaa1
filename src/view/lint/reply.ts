import type { Environ } from '../contract.js'
import { invalidHeader } from '../headers.js'
import { isPlain } from './environ.js'
import { type Check, quoted } from './finding.js'

/** Checks of the kind of thing that an application gave. */
export const replyShape: readonly Check<unknown>[] = [
  {
    check: 'reply-fetch',
    wrong: (reply) =>
      reply instanceof Response && 'The application gave a Response: wrap it with fromFetch(application)',
  },
  {
    check: 'reply-object',
    wrong: (reply) =>
      !isPlain(reply) &&
      `The application gave ${Array.isArray(reply) ? 'a list' : quoted(reply)}: give { status, headers, body } ` +
        '(applications of Fetch are wrapped with fromFetch, of Node with fromNode)',
  },
  {
    check: 'reply-fields',
    wrong(reply) {
      if (!isPlain(reply)) return null
      const missing = FIELDS.filter((field) => !(field in reply))
      if (missing.length > 0)
        return `The reply lacks ${missing.join(', ')}: give all of status, headers, body`
      const extra = Object.keys(reply).filter((field) => !FIELDS.includes(field))
      return (
        extra.length > 0 &&
        `The reply has ${extra.join(', ')}: nobody reads that; use a header or the environ`
      )
    },
  },
  {
    check: 'headers-object',
    wrong: (reply) =>
      isPlain(reply) &&
      !isPlain(reply.headers) &&
      `The headers are ${Array.isArray(reply.headers) ? 'a list' : quoted(reply.headers)}: give a plain object ` +
        '(Object.fromEntries(headers) makes one of Headers and Maps)',
  },
]

const FIELDS = ['status', 'headers', 'body']

/** A reply of the right shape, whose parts may yet be wrong, and the request it answers. */
export interface Answer {
  readonly environ: Environ
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** Request headers that the application looked at, as `Vary` has them. */
  readonly read: ReadonlySet<string>
}

const REDIRECTS = [301, 302, 303, 307, 308]
const EMPTY = [204, 304]
const SINGLE = ['content-type', 'content-length', 'location', 'etag', 'last-modified']
const IMF_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:[A-Z][a-z]{2}) \d{4} \d\d:\d\d:\d\d GMT$/

/** A header's value as text; '' when it is not there. */
function text({ headers }: Answer, name: string): string {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : ''
}

function has({ headers }: Answer, name: string): boolean {
  return headers[name] !== undefined
}

function hasNonce(answer: Answer): boolean {
  return text(answer, 'content-security-policy').includes("'nonce-")
}

/** Checks of status, headers and how they go together. */
export const replyContents: readonly Check<Answer>[] = [
  {
    check: 'status',
    wrong: ({ status }) =>
      !(Number.isInteger(status) && status >= 200 && status <= 599) &&
      `The status is ${quoted(status)}: it is a whole number from 200 to 599`,
  },
  {
    check: 'header-status',
    wrong: (answer) => has(answer, 'status') && 'There is a header status: the status is a field of its own',
  },
  {
    check: 'header-values',
    wrong({ headers }) {
      const problem = invalidHeader(headers as Record<string, string>)
      return problem !== null && `These headers cannot be sent: ${problem}`
    },
  },
  {
    check: 'header-single',
    wrong({ headers }) {
      const found = SINGLE.find((name) => Array.isArray(headers[name]))
      return found !== undefined && `The header ${found} is a list: it has one value`
    },
  },
  {
    check: 'header-trimmed',
    wrong({ headers }) {
      const untrimmed = ([, value]: [string, unknown]): boolean =>
        [value].flat().some((each) => typeof each === 'string' && each !== each.trim())
      const found = Object.entries(headers).find(untrimmed)
      return found !== undefined && `The header ${found[0]} has blanks at its start or end: remove them`
    },
  },
  {
    check: 'body-status',
    wrong: ({ status, body }) =>
      EMPTY.includes(status) && body !== null && `A reply with status ${status} has no body: make it null`,
  },
  {
    check: 'type-status',
    wrong(answer) {
      const found = ['content-type', 'content-length'].find((name) => has(answer, name))
      return (
        EMPTY.includes(answer.status) &&
        found !== undefined &&
        `A reply with status ${answer.status} has no header ${found}: remove it`
      )
    },
  },
  {
    check: 'type-missing',
    wrong: (answer) =>
      answer.body !== null &&
      !has(answer, 'content-type') &&
      'There is a body and no header content-type: browsers would guess; say what it is',
  },
  {
    check: 'type-unneeded',
    wrong: (answer) =>
      answer.body === null &&
      !EMPTY.includes(answer.status) &&
      answer.environ.REQUEST_METHOD !== 'HEAD' &&
      has(answer, 'content-type') &&
      'There is a header content-type and no body: remove it',
  },
  {
    check: 'charset',
    warns: true,
    wrong: (answer) =>
      /^text\//i.test(text(answer, 'content-type')) &&
      !/;\s*charset=/i.test(text(answer, 'content-type')) &&
      `The content type ${text(answer, 'content-type')} does not say its charset: add "; charset=utf-8"`,
  },
  {
    check: 'length-digits',
    wrong: (answer) =>
      has(answer, 'content-length') &&
      !/^\d+$/.test(text(answer, 'content-length')) &&
      `The header content-length is ${quoted(text(answer, 'content-length'))}: it consists of digits`,
  },
  {
    check: 'redirect-location',
    wrong: (answer) =>
      REDIRECTS.includes(answer.status) &&
      text(answer, 'location') === '' &&
      `A reply with status ${answer.status} needs a header location: use redirect()`,
  },
  {
    check: 'unauthorized-how',
    wrong: (answer) =>
      answer.status === 401 &&
      !has(answer, 'www-authenticate') &&
      'A reply with status 401 needs a header www-authenticate; where users log in with a form, use 403 or a redirect',
  },
  {
    check: 'method-allow',
    wrong: (answer) =>
      answer.status === 405 &&
      !has(answer, 'allow') &&
      'A reply with status 405 needs a header allow with the methods that work',
  },
  {
    check: 'etag-quoted',
    wrong: (answer) =>
      has(answer, 'etag') &&
      !/^(?:W\/)?"[!#-~\u0080-\u00ff]*"$/.test(text(answer, 'etag')) &&
      `The header etag is ${quoted(text(answer, 'etag'))}: put double quotes around it`,
  },
  {
    check: 'last-modified-date',
    wrong: (answer) =>
      has(answer, 'last-modified') &&
      !IMF_DATE.test(text(answer, 'last-modified')) &&
      `The header last-modified is ${quoted(text(answer, 'last-modified'))}: date.toUTCString() writes it as it must be`,
  },
  {
    check: 'nonce-304',
    wrong: (answer) =>
      answer.status === 304 &&
      hasNonce(answer) &&
      'A 304 brings a new nonce: the scripts of the page that the client has would no longer run; leave the policy out',
  },
  {
    check: 'nonce-etag',
    warns: true,
    wrong: (answer) =>
      has(answer, 'etag') &&
      hasNonce(answer) &&
      'A page with a nonce has an etag: leave it out, its scripts would not run after a 304',
  },
  {
    check: 'vary',
    warns: true,
    wrong(answer) {
      const vary = text(answer, 'vary').toLowerCase()
      const missing = [...answer.read].filter((name) => !vary.split(/\s*,\s*/).includes(name.toLowerCase()))
      return (
        answer.status === 200 &&
        vary !== '*' &&
        missing.length > 0 &&
        `The application looked at ${missing.join(', ')}: if the page depends on it, name it in the header vary`
      )
    },
  },
  {
    check: 'cookie-public',
    warns: true,
    wrong: (answer) =>
      has(answer, 'set-cookie') &&
      /\bpublic\b/i.test(text(answer, 'cache-control')) &&
      'A reply with a cookie may be kept by shared caches, which would give it to others: use private or no-store',
  },
]

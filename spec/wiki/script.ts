/**
 * A visit to the wiki, step by step, over any transport. What came back is one text, which has to be the same on every
 * gateway: bodies byte by byte, but for times, the store's id and where the wiki is mounted.
 */
import type { Answer, Case } from '../gateways/cases/case.js'
import type { Transport } from '../gateways/transports/transport.js'

interface Step extends Pick<Case, 'method' | 'target' | 'headers'> {
  readonly name: string
  readonly form?: Readonly<Record<string, string>>
  /** The step whose ETag is sent along. */
  readonly unless?: string
}

/** A name and a text that would do harm wherever they are not escaped. */
export const hostile = {
  name: `<img src=x onerror=alert(1)> & "Zoë's"`,
  body: `<script>alert(1)</script>\n[[javascript:alert(1)|x]] [y](javascript:alert(1)) https://a.test/"onmouseover="alert(1)`,
  comment: `</title><script>alert(2)</script>]]>`,
}

const hostilePath = `/${encodeURIComponent(hostile.name)}`
const signed = { cookie: 'other=1; wiki_name=Ann%20%3CB%3E' }
const sandbox = '# Sand\n\nA *first* text about [[FrontPage]].\n'
const own = { 'sec-fetch-site': 'same-origin' }

/** The steps, in order. */
export const steps: readonly Step[] = [
  { name: 'the root leads to the first page', target: '/' },
  { name: 'the first page', target: '/FrontPage' },
  { name: 'the first page again', target: '/FrontPage', unless: 'the first page' },
  { name: 'only its head', method: 'HEAD', target: '/FrontPage' },
  { name: 'a page that is not there', target: '/Sandbox' },
  { name: 'the form for it', target: '/Sandbox/edit', headers: signed },
  {
    name: 'it is made',
    method: 'POST',
    target: '/Sandbox',
    headers: own,
    form: { base: '0', body: sandbox, author: 'Ann <B>', comment: 'New', action: 'save' },
  },
  { name: 'it is there', target: '/Sandbox' },
  { name: 'pages that link to it have changed', target: '/FrontPage', unless: 'the first page' },
  {
    name: 'a second revision, from an older browser',
    method: 'POST',
    target: '/Sandbox',
    headers: { origin: 'http://example.test' },
    form: { base: '1', body: `${sandbox}\r\nMore & more.\r\n`, author: '', comment: '' },
  },
  {
    name: 'somebody who was too late',
    method: 'POST',
    target: '/Sandbox',
    headers: { ...own, ...signed },
    form: { base: '1', body: '# Mine', author: 'Ben', comment: 'Mine' },
  },
  { name: 'its history', target: '/Sandbox/history' },
  { name: 'what changed', target: '/Sandbox/diff/1/2' },
  { name: 'its first revision', target: '/Sandbox?rev=1' },
  { name: 'a revision it has not', target: '/Sandbox?rev=9' },
  { name: 'bringing the first one back', target: '/Sandbox/edit?rev=1', headers: signed },
  {
    name: 'a preview',
    method: 'POST',
    target: '/Sandbox',
    headers: own,
    form: { base: '2', body: '\n**Bold** and <b>not</b>', author: 'Ann', comment: '', action: 'preview' },
  },
  { name: 'its source', target: '/Sandbox/raw' },
  { name: 'pages that link to it', target: '/Sandbox/links' },
  {
    name: 'a page of hostile texts',
    method: 'POST',
    target: hostilePath,
    headers: own,
    form: { base: '0', body: hostile.body, author: hostile.name, comment: hostile.comment },
  },
  { name: 'that page', target: hostilePath },
  { name: 'a search', target: '/search?q=FIRST+abo' },
  { name: 'a search that finds nothing', target: '/search?q=%3Cscript%3E' },
  { name: 'all pages', target: '/TitleIndex' },
  { name: 'changes as a browser asks', target: '/RecentChanges', headers: { accept: 'text/html,*/*;q=0.8' } },
  { name: 'changes as a feed', target: '/RecentChanges', headers: { accept: 'application/atom+xml' } },
  { name: 'changes as JSON', target: '/RecentChanges', headers: { accept: 'application/json' } },
  { name: 'changes as a picture', target: '/RecentChanges', headers: { accept: 'image/png' } },
  { name: 'changes by their ending', target: '/RecentChanges.json', headers: { accept: 'text/html' } },
  {
    name: 'a form of another site',
    method: 'POST',
    target: '/Sandbox',
    headers: { 'sec-fetch-site': 'cross-site' },
    form: { base: '2', body: 'Spam' },
  },
  {
    name: 'a page without text',
    method: 'POST',
    target: '/Sandbox',
    headers: own,
    form: { base: '2', body: ' ' },
  },
  { name: 'something else than a form', method: 'POST', target: '/Sandbox', headers: own },
  { name: 'a method that nothing has', method: 'DELETE', target: '/Sandbox' },
  { name: 'nothing', target: '/No/such/thing' },
  { name: 'the script', target: '/-/wiki.js' },
]

/** Headers that the application answers for. The others belong to gateways, servers and connections. */
const OWN = [
  'allow',
  'cache-control',
  'content-security-policy',
  'content-type',
  'etag',
  'location',
  'referrer-policy',
  'set-cookie',
  'vary',
  'x-content-type-options',
]

/** Makes the visit; what came back, as one text. The wiki must be new. */
export async function visit(transport: Transport): Promise<string> {
  const etags = new Map<string, string>()
  const told: string[] = []
  for (const step of steps) {
    const answer = await transport.send(caseOf(step, etags))
    const { etag } = answer.headers
    if (typeof etag === 'string') etags.set(step.name, etag)
    told.push(`=== ${step.name}: ${step.method ?? 'GET'} ${step.target}\n${normalised(answer, transport)}`)
  }
  return `${told.join('\n\n')}\n`
}

function caseOf(
  { name, method = 'GET', target, headers = {}, form, unless }: Step,
  etags: Map<string, string>,
): Case {
  const etag = unless === undefined ? undefined : etags.get(unless)
  return {
    name,
    method,
    target,
    headers: {
      ...headers,
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
    expected: { status: 0 },
  }
}

function normalised({ status, headers, body, complete }: Answer, { prefix }: Transport): string {
  const length = headers['content-length']
  const isCounted = length === undefined || body.length === 0 || Number(length) === body.length
  const lines = OWN.flatMap((name) => [headers[name] ?? []].flat().map((value) => `${name}: ${value}`))
  const flaws = `${isCounted ? '' : ' WRONG LENGTH'}${complete ? '' : ' BROKEN OFF'}`
  const text = `${status}${flaws}\n${lines.join('\n')}\n\n${Buffer.from(body).toString()}`
  return unmounted(text, prefix)
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'STORE')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'MINUTE')
}

function unmounted(text: string, prefix: string): string {
  return prefix === '' ? text : text.replaceAll(`${prefix}/`, '/').replaceAll(`Path=${prefix};`, 'Path=/;')
}

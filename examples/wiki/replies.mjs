/** What all replies of the wiki have in common. */
import { redirect, url } from 'toriijs/view'

/** Part of every ETag: raise it when templates change, so that browsers do not keep pages of the old ones. */
const LOOK = 1

/** Pages come with nothing from elsewhere and no scripts but the wiki's own, whatever somebody manages to save. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
}

/** Middleware that gives every reply the headers above. */
export function safely(app) {
  return async (environ) => {
    const reply = await app(environ)
    return { ...reply, headers: { ...HEADERS, ...reply.headers } }
  }
}

/** Whether a request only reads. */
export function isReading({ environ: { REQUEST_METHOD: method } }) {
  return method === 'GET' || method === 'HEAD'
}

/** What makes `render` answer 304, without rendering, while none of `parts` has changed. */
export function unchanged(...parts) {
  return { etag: `"${[LOOK, ...parts].join('.')}"`, headers: { 'cache-control': 'no-cache' } }
}

/** For pages that belong to one visitor or to one moment. */
export const NOT_KEPT = { headers: { 'cache-control': 'no-store' } }

/** A reply without a page. */
export function refusal(status, headers = {}) {
  const body = `${{ 403: 'This form was sent by another site.', 405: 'This cannot be done here.' }[status]}\n`
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body }
}

/** The way to the first page. */
export function toFront({ environ }) {
  return redirect(url(environ, '/FrontPage'))
}

/** Style sheet, script and icon, which are templates without variables. */
export function asset({ render }, { file }) {
  return render(file, {}, { etag: true, headers: { 'cache-control': 'max-age=300' } })
}

/** A number of a query, or undefined where there is none. */
export function numberIn(query, name) {
  const text = query.get(name) ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

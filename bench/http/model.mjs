/** The model of the example wiki, and what its page is made of, for applications that are not the example. */
import { linksOf, toHtml } from '../../examples/wiki/markup.mjs'
import { MemoryPages } from '../../examples/wiki/model/memory.mjs'
import { pageName, pathOf } from '../../examples/wiki/names.mjs'
import { started } from '../../examples/wiki/start.mjs'

/** The same pages in every process. */
export const pages = started(new MemoryPages({ now: () => new Date(0) }))

/** The headers that every reply of the wiki has. */
export const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-cache',
}

/** The vars of a page. */
export function varsOf(name) {
  const page = pages.get(name)
  const url = (path, { before } = {}) => (before === undefined ? path : `${path}?before=${before}`)
  return { title: 'Torii Wiki', page, latest: page, html: () => htmlOf(page), url }
}

function htmlOf({ body }) {
  const existing = pages.existing([...linksOf(body)])
  return toHtml(body, (text) => {
    const name = pageName(text)
    return name === null ? null : { href: pathOf(name), exists: existing.has(name) }
  })
}

/** Pages about all pages. Each function answers a request. */
import { termsOf } from './model/words.mjs'
import { lineOf, pageName } from './names.mjs'
import { NOT_KEPT, numberIn, unchanged } from './replies.mjs'

const PER_PAGE = 50
const MOST_FOUND = 50

/** What was saved lately: as the ending says (`.html`, `.atom`, `.json`), without one as the client likes best. */
export function changes(request, { ending }) {
  const { environ, pages, query } = request
  const before = numberIn(query, 'before')
  const revisions = pages.recent({ limit: PER_PAGE, before })
  const last = revisions.at(-1)?.id ?? 1
  const vars = { revisions, older: last > 1 ? last : null, site: siteOf(environ) }
  const { store, changes } = pages.version()
  const name = ending === undefined ? 'recent' : `recent.${ending}`
  return request.render(name, vars, unchanged(store, changes))
}

/** Feeds are read elsewhere, so their addresses have the site in them. */
function siteOf({ REQUEST_SCHEME: scheme = 'http', HTTP_HOST: host, SERVER_NAME: name = 'localhost' }) {
  return `${scheme}://${host ?? name}`
}

/** All pages by the first letter of their names. */
export function index(request) {
  const { pages } = request
  const { store, pages: count } = pages.version()
  return request.render('titles.html', { groups: () => groupsOf(pages.titles()) }, unchanged(store, count))
}

function groupsOf(names) {
  const order = new Intl.Collator('en', { numeric: true })
  const groups = new Map()
  for (const name of [...names].sort(order.compare)) {
    const [first] = name.normalize('NFD').toUpperCase()
    const letter = /\p{L}/u.test(first) ? first : '#'
    groups.set(letter, [...(groups.get(letter) ?? []), name])
  }
  return Array.from(groups, ([letter, names]) => ({ letter, names }))
}

/** The pages that have all words of a query. */
export function search(request) {
  const { pages, query } = request
  const q = lineOf(query.get('q') ?? '', 200)
  const name = pageName(q)
  const free = name !== null && pages.get(name) === null ? name : null
  const vars = { q, free, asked: termsOf(q).length > 0, hits: pages.search(q, MOST_FOUND) }
  return request.render('search.html', vars, NOT_KEPT)
}

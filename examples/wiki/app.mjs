/** The wiki's controller: an application for every gateway of `toriijs/view`. */
import { compose } from 'toriijs/view'
import { changes, index, search } from './listings.mjs'
import { pageName } from './names.mjs'
import { backlinks, compare, edit, history, raw, save, show } from './pages.mjs'
import { asset, isReading, NOT_KEPT, refusal, safely, toFront } from './replies.mjs'

/** Paths of the wiki itself. Names that begin them are reserved in `names.mjs`. */
const OWN = [
  [/^\/?$/, toFront],
  [/^\/-\/(?<file>wiki\.css|wiki\.js|icon\.svg)$/, asset],
  [/^\/RecentChanges(?:\.(?<ending>html|atom|json))?$/, changes],
  [/^\/TitleIndex$/, index],
  [/^\/search$/, search],
]

/** What can be done with a page, by what follows its name. */
const OF_PAGE = [
  [/^$/, show],
  [/^\/edit$/, edit],
  [/^\/history$/, history],
  [/^\/diff\/(?<from>\d{1,9})\/(?<to>\d{1,9})$/, compare],
  [/^\/raw$/, raw],
  [/^\/links$/, backlinks],
]

/**
 * The wiki as an application. `pages` is its model (`SqlitePages`, `MemoryPages`), `render` its view: what
 * `view(templates)` gives. `title` stands at the top of every page.
 */
export function wiki({ pages, render, title = 'Torii Wiki' }) {
  const at = (environ) => ({
    environ,
    pages,
    query: new URLSearchParams(environ.QUERY_STRING),
    render: (name, vars, init) => render(environ, name, { title, ...vars }, init),
  })
  return compose((environ) => answer(at(environ), environ.PATH_INFO ?? ''), safely)
}

function answer(request, path) {
  const own = routeOf(OWN, path)
  if (own !== null) return isReading(request) ? own.act(request, own) : refusal(405, { allow: 'GET, HEAD' })
  const [, text, below] = /^\/([^/]*)(.*)$/s.exec(path) ?? ['', '', '']
  const name = pageName(text)
  const route = routeOf(OF_PAGE, below)
  if (name === null || route === null)
    return request.render('404.html', { name: null }, { ...NOT_KEPT, status: 404 })
  const asked = { ...route, name }
  if (isReading(request)) return route.act(request, asked)
  if (route.act !== show) return refusal(405, { allow: 'GET, HEAD' })
  if (request.environ.REQUEST_METHOD === 'POST') return save(request, asked)
  return refusal(405, { allow: 'GET, HEAD, POST' })
}

function routeOf(routes, path) {
  for (const [pattern, act] of routes) {
    const found = pattern.exec(path)
    if (found !== null) return { act, ...found.groups }
  }
  return null
}

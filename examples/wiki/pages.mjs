/** What can be done with one page. Each function answers a request for it. */

import { Markup } from 'toriijs/runtime'
import { form, redirect, url } from 'toriijs/view'
import { changesBetween } from './changes.mjs'
import { linksOf, toHtml } from './markup.mjs'
import { lineOf, pageName, pathOf, textOf } from './names.mjs'
import { NOT_KEPT, numberIn, refusal, unchanged } from './replies.mjs'
import { isOwnForm, nameCookie, nameOf } from './visitor.mjs'

const PER_PAGE = 50

/** The page, in its latest or an older revision (`?rev=3`). */
export function show(request, { name }) {
  const { pages, query } = request
  const latest = pages.get(name)
  const rev = numberIn(query, 'rev')
  const page = rev === undefined ? latest : pages.get(name, rev)
  if (page === null) return missing(request, name)
  const { store, pages: count } = pages.version()
  // Links look different when the pages they lead to come into being, hence the count.
  const init = unchanged(store, page.rev, latest.rev, count)
  return request.render('page.html', { page, latest, html: () => htmlOf(request, page.body) }, init)
}

/** Called by the template, so that a page which the browser has already costs nothing. */
function htmlOf({ pages, environ }, body) {
  const existing = pages.existing([...linksOf(body)])
  const pageLink = (text) => {
    const name = pageName(text)
    return name === null ? null : { href: url(environ, pathOf(name)), exists: existing.has(name) }
  }
  return new Markup(toHtml(body, pageLink))
}

function missing({ pages, render }, name) {
  return render('404.html', { name, exists: pages.get(name) !== null }, { ...NOT_KEPT, status: 404 })
}

/** The text of the page as it was written. */
export function raw(request, { name }) {
  const page = request.pages.get(name)
  if (page === null) return missing(request, name)
  return request.render('raw.txt', { page }, unchanged(request.pages.version().store, page.rev))
}

/** The form to change a page, with its text or that of an older revision (`?rev=3`), or to make a new one. */
export function edit(request, { name }) {
  const { pages, query } = request
  const latest = pages.get(name)
  const page = pages.get(name, numberIn(query, 'rev')) ?? latest
  const draft = {
    base: latest?.rev ?? 0,
    body: page?.body ?? '',
    author: nameOf(request.environ),
    comment: page === latest ? '' : `Back to revision ${page.rev}`,
  }
  return request.render('edit.html', { name, draft }, NOT_KEPT)
}

/** Saves what the form sent, or shows what it would look like, or what somebody else has saved meanwhile. */
export async function save(request, { name }) {
  const { environ, pages } = request
  if (!isOwnForm(environ)) return refusal(403)
  const fields = await form(environ)
  const draft = draftOf(fields)
  if (fields.get('action') === 'preview') {
    return request.render('edit.html', { name, draft, preview: () => htmlOf(request, draft.body) }, NOT_KEPT)
  }
  if (draft.body.trim() === '') {
    const problem = 'A page needs some text.'
    return request.render('edit.html', { name, draft, problem }, { ...NOT_KEPT, status: 422 })
  }
  const { page, conflict } = pages.save(name, { ...draft, author: draft.author || 'Anonymous' })
  if (conflict) return collide(request, { name, draft, page })
  const { status, headers, body } = redirect(url(environ, pathOf(name)))
  return { status, headers: { ...headers, 'set-cookie': nameCookie(environ, draft.author) }, body }
}

function draftOf(fields) {
  const field = (name) => String(fields.get(name) ?? '')
  const base = /^\d{1,9}$/.test(field('base')) ? Number(field('base')) : 0
  return {
    base,
    body: textOf(field('body')),
    author: lineOf(field('author'), 60),
    comment: lineOf(field('comment'), 200),
  }
}

/** Shows both texts; what is saved next is based on what the visitor has then seen. */
function collide(request, { name, draft, page }) {
  const before = request.pages.get(name, draft.base)?.body ?? ''
  const vars = {
    name,
    page,
    theirs: changesBetween(before, page?.body ?? ''),
    draft: { ...draft, base: page?.rev ?? 0 },
  }
  return request.render('conflict.html', vars, { ...NOT_KEPT, status: 409 })
}

/** The revisions of the page. */
export function history(request, { name }) {
  const { pages, query } = request
  const latest = pages.get(name)
  if (latest === null) return missing(request, name)
  const before = numberIn(query, 'before')
  const revisions = pages.history(name, { limit: PER_PAGE, before })
  const older = (revisions.at(-1)?.rev ?? 1) > 1 ? revisions.at(-1).rev : null
  const init = unchanged(pages.version().store, latest.rev)
  return request.render('history.html', { name, latest, revisions, older }, init)
}

/** What changed between two revisions. */
export function compare(request, { name, from, to }) {
  const { pages } = request
  const left = pages.get(name, Number(from))
  const right = pages.get(name, Number(to))
  if (left === null || right === null) return missing(request, name)
  const latest = pages.get(name)
  const changes = () => changesBetween(left.body, right.body)
  const init = unchanged(pages.version().store, latest.rev)
  return request.render('diff.html', { name, left, right, latest, changes }, init)
}

/** The pages that link to the page. */
export function backlinks(request, { name }) {
  const { pages } = request
  const { store, changes } = pages.version()
  const vars = { name, exists: pages.get(name) !== null, names: pages.backlinks(name) }
  return request.render('links.html', vars, unchanged(store, changes))
}

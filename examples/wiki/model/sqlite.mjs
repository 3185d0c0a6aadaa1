import { linksOf } from '../markup.mjs'
import { excerptOf, termsOf } from './words.mjs'

const SCHEMA = `
CREATE TABLE about (store TEXT NOT NULL) STRICT;
CREATE TABLE pages (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL) STRICT;
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY, page INTEGER NOT NULL REFERENCES pages, rev INTEGER NOT NULL,
  body TEXT NOT NULL, author TEXT NOT NULL, comment TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (page, rev)
) STRICT;
CREATE TABLE links (target TEXT NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (target, page)) WITHOUT ROWID, STRICT;
CREATE INDEX links_of_page ON links (page);
CREATE VIRTUAL TABLE words USING fts5 (name, body, tokenize = 'unicode61 remove_diacritics 2');
PRAGMA user_version = 1;
`

const FROM = 'FROM revisions r JOIN pages p ON p.id = r.page'
const ENTRY = `SELECT r.id, p.name, r.rev, r.author, r.comment, r.at ${FROM}`
const REVISION = `SELECT r.id, p.name, r.rev, r.body, r.author, r.comment, r.at ${FROM}`

const QUERIES = {
  version: `SELECT store, (SELECT coalesce(max(id), 0) FROM revisions) AS changes,
    (SELECT coalesce(max(id), 0) FROM pages) AS pages FROM about`,
  latest: `${REVISION} AND r.rev = p.rev WHERE p.name = ?`,
  revision: `${REVISION} WHERE p.name = ? AND r.rev = ?`,
  history: `${ENTRY} WHERE p.name = ? AND r.rev < ? ORDER BY r.rev DESC LIMIT ?`,
  recent: `${ENTRY} WHERE r.id < ? ORDER BY r.id DESC LIMIT ?`,
  titles: 'SELECT name FROM pages ORDER BY name',
  page: 'SELECT id FROM pages WHERE name = ?',
  backlinks: 'SELECT p.name FROM links l JOIN pages p ON p.id = l.page WHERE l.target = ? ORDER BY p.name',
  search: `SELECT w.name, w.body FROM words w WHERE words MATCH ? ORDER BY bm25(words, 10.0, 1.0), w.name LIMIT ?`,
  putPage: `INSERT INTO pages (name, rev) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET rev = excluded.rev RETURNING id`,
  putRevision: 'INSERT INTO revisions (page, rev, body, author, comment, at) VALUES (?, ?, ?, ?, ?, ?)',
  dropWords: 'DELETE FROM words WHERE rowid = ?',
  putWords: 'INSERT INTO words (rowid, name, body) VALUES (?, ?, ?)',
  dropLinks: 'DELETE FROM links WHERE page = ?',
  putLink: 'INSERT INTO links (target, page) VALUES (?, ?)',
}

/**
 * Pages in a database of SQLite, which any number of processes may have open. A save is one transaction, so a process
 * that dies leaves the page as it was, or saved.
 */
export class SqlitePages {
  #db
  #now
  #query = {}

  /** `db` is a `DatabaseSync` of `node:sqlite` or a `Database` of `better-sqlite3`. */
  constructor(db, { now = () => new Date() } = {}) {
    this.#db = db
    this.#now = now
    // Others that write make this one wait, for five seconds at most.
    db.exec('PRAGMA busy_timeout = 5000')
    prepareSchema(db)
    for (const [name, sql] of Object.entries(QUERIES)) this.#query[name] = db.prepare(sql)
  }

  /** What changes with every save (`changes`), with every new page (`pages`), and with the whole store (`store`). */
  version() {
    return this.#query.version.get()
  }

  /** A page, or one revision of it: `{ id, name, rev, body, author, comment, at }`, or null. */
  get(name, rev) {
    const found = rev === undefined ? this.#query.latest.get(name) : this.#query.revision.get(name, rev)
    return found ?? null
  }

  /**
   * Saves a new revision made from revision `base` (0 for a new page). Where that is not the latest any more nothing is
   * saved, and `page` is what somebody else has saved meanwhile.
   */
  save(name, { body, author, comment, base }) {
    return atOnce(this.#db, () => {
      const before = this.get(name)
      if (before?.body === body) return { page: before, conflict: false }
      if ((before?.rev ?? 0) !== base) return { page: before, conflict: true }
      this.#put({ name, rev: base + 1, body, author, comment })
      return { page: this.get(name), conflict: false }
    })
  }

  #put({ name, rev, body, author, comment }) {
    const { putPage, putRevision, dropWords, putWords, dropLinks, putLink } = this.#query
    const { id } = putPage.get(name, rev)
    putRevision.run(id, rev, body, author, comment, this.#now().toISOString())
    dropWords.run(id)
    putWords.run(id, name, body)
    dropLinks.run(id)
    for (const target of linksOf(body)) putLink.run(target, id)
  }

  /** Revisions of a page without their texts, newest first: at most `limit`, those before revision `before`. */
  history(name, { limit, before = Number.MAX_SAFE_INTEGER }) {
    return this.#query.history.all(name, before, limit)
  }

  /** Revisions of all pages, likewise: those before the one with the id `before`. */
  recent({ limit, before = Number.MAX_SAFE_INTEGER }) {
    return this.#query.recent.all(before, limit)
  }

  /** The names of all pages. */
  titles() {
    return this.#query.titles.all().map(({ name }) => name)
  }

  /** Those of some names that are names of pages. */
  existing(names) {
    return new Set(names.filter((name) => this.#query.page.get(name) !== undefined))
  }

  /** The names of pages that link to a name. */
  backlinks(name) {
    return this.#query.backlinks.all(name).map((each) => each.name)
  }

  /** Pages that have all words of a query, the best first: `{ name, excerpt }`. */
  search(query, limit) {
    const terms = termsOf(query)
    if (terms.length === 0) return []
    const match = terms.map((term) => `"${term}"*`).join(' ')
    return this.#query.search
      .all(match, limit)
      .map(({ name, body }) => ({ name, excerpt: excerptOf(body, terms) }))
  }

  close() {
    this.#db.close()
  }
}

/** Several programs may find the same new file at once; the first makes the tables, the others wait for it. */
function prepareSchema(db) {
  if (schemaOf(db) > 0) return
  preferLog(db)
  atOnce(db, () => {
    if (schemaOf(db) > 0) return
    db.exec(SCHEMA)
    db.prepare('INSERT INTO about VALUES (?)').run(crypto.randomUUID())
  })
}

function schemaOf(db) {
  return db.prepare('PRAGMA user_version').get().user_version
}

/** With a log readers do not wait for writers. The file remembers it, so it is enough if one program gets it done. */
function preferLog(db) {
  try {
    db.exec('PRAGMA journal_mode = WAL')
  } catch (error) {
    if (!/locked|busy/i.test(error.message)) throw error
  }
}

/** Does work that is saved whole or not at all. */
function atOnce(db, work) {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

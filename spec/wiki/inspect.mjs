/** Tells what is in a store: `node inspect.mjs FILE`, in a Node that has SQLite. */
import { DatabaseSync } from 'node:sqlite'
import { openPages } from '../../examples/wiki/model/open.mjs'

const [, , file] = process.argv
const pages = await openPages(file)
const page = pages.get('Page')
const { conflict } = pages.save('Other', { base: 0, body: 'Others can write.', author: 'Ben', comment: '' })
const db = new DatabaseSync(file)
const first = (sql) => Object.values(db.prepare(sql).get())[0]
console.log(
  JSON.stringify({
    rev: page?.rev ?? 0,
    body: page?.body.split('\n')[0] ?? null,
    conflict,
    revisions: first("SELECT count(*) FROM revisions r JOIN pages p ON p.id = r.page WHERE p.name = 'Page'"),
    links: db.prepare("SELECT target FROM links l JOIN pages p ON p.id = l.page WHERE p.name = 'Page'").all(),
    found: pages.search(`revision ${page?.rev ?? 0}`, 10).length,
    journal: first('PRAGMA journal_mode'),
    integrity: first('PRAGMA integrity_check'),
    words: db.exec("INSERT INTO words (words) VALUES ('integrity-check')") ?? 'ok',
  }),
)

/**
 * Calls to a model, and what each gave; the same for every model. Plain JavaScript, since it also runs in a Node that
 * has SQLite, by itself: `node scenario.mjs FILE`.
 */
import { pathToFileURL } from 'node:url'

/** Name and result of each call, without what differs from one store to another. */
export function scenario(pages) {
  const told = []
  const tell = (name, result) => told.push([name, plain(result)])
  const save = (name, base, body, author = 'Ann') => {
    const { page, conflict } = pages.save(name, { base, body, author, comment: `from ${base}` })
    return { rev: page?.rev ?? null, conflict }
  }
  const { store, ...empty } = pages.version()
  tell('an empty store', [typeof store, empty])
  tell('a page that is not there', pages.get('Tea'))
  tell('a page is made', save('Tea', 0, 'Green tea, see [[Cups]] and [[Tea]].'))
  tell('the page', pages.get('Tea'))
  tell('the same text again', save('Tea', 0, 'Green tea, see [[Cups]] and [[Tea]].'))
  tell('made twice', save('Tea', 0, 'Black tea'))
  tell('a second revision', save('Tea', 1, 'Green tea and café.\nSee [[Cups]].', "Zoë's"))
  tell('too late', save('Tea', 1, 'White tea'))
  tell('from the future', save('Tea', 7, 'White tea'))
  tell('of a page that is not there', save('Coffee', 3, 'Beans'))
  tell('an earlier revision', pages.get('Tea', 1))
  tell('no such revision', [pages.get('Tea', 0), pages.get('Tea', 3)])
  tell('another page', save('Cups', 0, 'A cup for tea. Cafe opens.'))
  tell('a third page', save(`O'Neil "%_`, 0, 'Nothing'))
  tell('history', pages.history('Tea', { limit: 5 }))
  tell('older history', pages.history('Tea', { limit: 5, before: 2 }))
  tell('recent', pages.recent({ limit: 2 }))
  tell('titles', pages.titles())
  tell('existing', [...pages.existing(['Tea', 'tea', 'None'])])
  tell('backlinks', [pages.backlinks('Cups'), pages.backlinks('Tea'), pages.backlinks('None')])
  for (const query of ['TEA', 'caf', 'café opens', 'tea none', '"', '', 'a* OR b', "O'Neil", 'NEAR(tea)'])
    tell(`search ${query}`, pages.search(query, 10))
  tell('search, one hit at most', pages.search('tea', 1))
  const { store: _, ...full } = pages.version()
  tell('a full store', [store === pages.version().store, full])
  return told
}

function plain(value) {
  return JSON.parse(JSON.stringify(value, (key, each) => (key === 'score' ? undefined : each)))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { openPages } = await import('../../examples/wiki/model/open.mjs')
  const { SqlitePages } = await import('../../examples/wiki/model/sqlite.mjs')
  const pages = await openPages(process.argv[2], { now: () => new Date(0) })
  if (!(pages instanceof SqlitePages)) throw new TypeError('this is no SQLite')
  console.log(JSON.stringify(scenario(pages)))
  pages.close()
}

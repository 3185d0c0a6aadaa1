/** The wiki with its pages in `data/wiki.db`, or where WIKI_DB says: what every launcher with a file system starts. */
import { fileURLToPath } from 'node:url'
import { view } from 'toriijs/view'
import { wiki } from './app.mjs'
import { MemoryPages } from './model/memory.mjs'
import { NoSqlite, openPages } from './model/open.mjs'
import { started } from './start.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** The application. To try it, memory may do (`orMemory`) where there is no SQLite; otherwise that ends the program. */
export async function site({ orMemory = false } = {}) {
  try {
    return siteOf(await openPages(process.env.WIKI_DB ?? here('data/wiki.db')))
  } catch (error) {
    if (!(error instanceof NoSqlite)) throw error
    console.error(error.message)
    if (!orMemory) process.exit(1)
    console.error('For now, pages are kept in memory.\n')
    return siteOf(new MemoryPages())
  }
}

function siteOf(pages) {
  return wiki({ pages: started(pages), render: view(here('templates')) })
}

import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { MemoryPages } from './memory.mjs'
import { SqlitePages } from './sqlite.mjs'

/**
 * The pages in a file of SQLite, made when it is not there; `memory` keeps them until the program ends. Rejects
 * with `NoSqlite` where there is none.
 */
export async function openPages(path, options) {
  if (path === 'memory') return new MemoryPages(options)
  const Database = await database()
  mkdirSync(dirname(path), { recursive: true })
  return new SqlitePages(new Database(path), options)
}

/** Node's own SQLite, or a package with the same methods. */
async function database() {
  const own = await installed('node:sqlite')
  if (own !== null) return own.DatabaseSync
  const other = await installed('better-sqlite3')
  if (other !== null) return other.default
  throw new NoSqlite()
}

/** There is no SQLite; the message says what to do. */
export class NoSqlite extends Error {
  constructor() {
    super(
      `The wiki keeps its pages in SQLite, which Node has from 22.13 on, and this is ${process.version}.\n` +
        'Use a newer Node, or: npm install --no-save better-sqlite3@12 (which is compiled for two minutes).\n' +
        'With WIKI_DB=memory pages are kept until the program ends.',
    )
  }
}

async function installed(name) {
  try {
    return await import(name)
  } catch (error) {
    if (['ERR_UNKNOWN_BUILTIN_MODULE', 'ERR_MODULE_NOT_FOUND'].includes(error.code)) return null
    throw error
  }
}

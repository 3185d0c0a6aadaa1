/** The wiki for tests with web servers: all ways lead to the same programs, so a header names the store of each. */
import { fileURLToPath } from 'node:url'
import { view } from 'toriijs/view'
import { wiki } from '../../examples/wiki/app.mjs'
import { openPages } from '../../examples/wiki/model/open.mjs'
import { started } from '../../examples/wiki/start.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const render = view(here('templates'))
const wikis = new Map()

/** The application. */
export async function app(environ) {
  const name = environ.HTTP_X_STORE.replace(/\W+/g, '-')
  if (!wikis.has(name)) {
    wikis.set(name, wiki({ pages: started(await openPages(here(`data/${name}.db`))), render }))
  }
  return wikis.get(name)(environ)
}

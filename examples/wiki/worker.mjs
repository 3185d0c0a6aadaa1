/** The wiki on edge workers, with templates that `npm run wiki:worker` has compiled, and pages in memory. */
import { view } from 'toriijs/view'
import { toFetch } from 'toriijs/view/fetch'
import { wiki } from './app.mjs'
import { MemoryPages } from './model/memory.mjs'
import templates from './out/templates/templates.js'
import { started } from './start.mjs'

export default { fetch: toFetch(wiki({ pages: started(new MemoryPages()), render: view(templates) })) }

/**
 * A program being debugged: renders `page.html` of a folder twice in development mode while a debugger in a worker has
 * breakpoints at `file:line`. Prints what the debugger saw as JSON.
 */
import { Worker } from 'node:worker_threads'
import { Environment, FileLoader } from '../../../dist/index.js'

const [root, ...breakpoints] = process.argv.slice(2)
const worker = new Worker(new URL('debugger.mjs', import.meta.url), { workerData: { root, breakpoints } })
await new Promise((resolve) => worker.once('message', resolve))

const env = new Environment({ loader: new FileLoader(root), development: true })
const vars = { items: [{ name: 'a' }, { name: 'b' }] }
const pages = [env.render('page.html', vars), [...env.chunks('page.html', vars)].join('')]

const seen = new Promise((resolve) => worker.once('message', resolve))
worker.postMessage('done')
process.stdout.write(JSON.stringify({ same: pages[0] === pages[1], pauses: await seen }))
await worker.terminate()

/**
 * A program being debugged: renders `page.html` of a folder twice while a debugger in a worker has breakpoints at
 * `file:line`. Templates are compiled in development mode, or kept on the disk, or were precompiled into `dist` there.
 * Prints what the debugger saw as JSON.
 */
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Environment, FileLoader } from '../../../dist/index.js'
import { createRenderer } from '../../../dist/runtime.js'

const rendererOf = {
  development: () => new Environment({ loader: new FileLoader(root), development: true }),
  disk: () => new Environment({ loader: new FileLoader(root), cache: { directory: `${root}/cache` } }),
  precompiled: async () =>
    createRenderer((await import(pathToFileURL(`${root}/dist/templates.js`).href)).default),
}

const [root, how, ...breakpoints] = process.argv.slice(2)
const worker = new Worker(new URL('debugger.mjs', import.meta.url), { workerData: { root, breakpoints } })
await new Promise((resolve) => worker.once('message', resolve))

const vars = { items: [{ name: 'a' }, { name: 'b' }] }
const renderer = await rendererOf[how]()
const pages = [renderer.render('page.html', vars), [...renderer.chunks('page.html', vars)].join('')]

const seen = new Promise((resolve) => worker.once('message', resolve))
worker.postMessage('done')
process.stdout.write(JSON.stringify({ same: pages[0] === pages[1], pauses: await seen }))
await worker.terminate()

import { parentPort, workerData } from 'node:worker_threads'
import { Source } from '../source.js'
import { workshopOf } from './emit.js'
import { emitModule } from './module.js'
import type { Batch, Setting } from './pool.js'

const { job, files } = workerData as Setting
const shop = workshopOf(job, new Map(files))

parentPort?.on('message', ({ index, templates }: Batch) => {
  const modules = templates.map(({ name, text }) => emitModule(new Source(name, text), name, shop))
  parentPort?.postMessage({ index, modules })
})

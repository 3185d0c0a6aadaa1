/** The worker thread: runs the cases it is sent, one after the other, and answers each with its result. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Job } from './pool.js'
import { caseRunner } from './run-case.js'
import type { RunSettings } from './selection.js'

const settings: RunSettings = workerData
const run = caseRunner(settings)

parentPort?.on('message', ({ suite, line }: Job) => {
  parentPort?.postMessage(run(suite, line))
})
parentPort?.postMessage('ready')

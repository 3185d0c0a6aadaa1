/** The worker thread: answers each case with what this engine makes of it. */
import { parentPort } from 'node:worker_threads'
import type { FuzzCase } from './fuzz-case.js'
import { renderTorii } from './torii.js'

parentPort?.on('message', (given: FuzzCase) => parentPort?.postMessage(renderTorii(given)))
parentPort?.postMessage('ready')

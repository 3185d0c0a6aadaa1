/**
 * A small debugger for the main thread, doing what editors do: it reads the source maps of scripts before they run, sets
 * breakpoints where the maps lead for a line, and looks around at each pause.
 */
import { Session } from 'node:inspector/promises'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { SourceMapConsumer } from 'source-map'

// An open session alone does not keep a worker running.
setInterval(() => {}, 1000)
const session = new Session()
session.connectToMainThread()
const maps = new Map()
const pauses = []

const wanted = workerData.breakpoints.map((text) => {
  const [file, line] = text.split(':')
  return { source: pathToFileURL(`${workerData.root}/${file}`).href, line: Number(line) }
})

async function bind({ scriptId, sourceMapURL }) {
  const [, data] = sourceMapURL.split('base64,')
  const consumer = await new SourceMapConsumer(JSON.parse(Buffer.from(data, 'base64').toString()))
  maps.set(scriptId, consumer)
  for (const { source, line } of wanted.filter((one) => consumer.sources.includes(one.source))) {
    const [first] = consumer
      .allGeneratedPositionsFor({ source, line })
      .sort((left, right) => left.line - right.line || left.column - right.column)
    if (first === undefined) continue
    const location = { scriptId, lineNumber: first.line - 1, columnNumber: first.column }
    await session.post('Debugger.setBreakpoint', { location }).catch(() => {})
  }
}

const bound = new Map()
session.on('Debugger.scriptParsed', ({ params }) => {
  if (params.sourceMapURL.startsWith('data:') && params.url.endsWith('.js'))
    bound.set(params.scriptId, bind(params))
})

async function look({ callFrames: [frame], reason }) {
  const { scriptId, lineNumber, columnNumber } = frame.location
  if (reason === 'instrumentation' || /[Ss]criptWithSourceMap/.test(reason)) return bound.get(scriptId)
  const at = maps.get(scriptId)?.originalPositionFor({ line: lineNumber + 1, column: columnNumber })
  const expression = 'typeof item === "undefined" ? null : item.name'
  const { result } = await session.post('Debugger.evaluateOnCallFrame', {
    callFrameId: frame.callFrameId,
    expression,
  })
  pauses.push({
    file: at?.source?.split('/').at(-1) ?? null,
    line: at?.line ?? null,
    item: result.value ?? null,
  })
}

session.on('Debugger.paused', async ({ params }) => {
  await look(params)
  await session.post('Debugger.resume')
})

await session.post('Debugger.enable')
await session.post('Debugger.setInstrumentationBreakpoint', {
  instrumentation: 'beforeScriptWithSourceMapExecution',
})
parentPort.once('message', () => parentPort.postMessage(pauses))
parentPort.postMessage('ready')

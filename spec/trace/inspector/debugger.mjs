/**
 * A small debugger for the main thread, doing what editors do: it reads the source maps of scripts before they run, sets
 * breakpoints where the maps lead for a line, and looks around at each pause.
 */
import { readFileSync } from 'node:fs'
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

/** The map of a script, in it or beside it, with the sources' own URLs. */
function read({ url, sourceMapURL }) {
  if (sourceMapURL.startsWith('data:'))
    return new SourceMapConsumer(Buffer.from(sourceMapURL.split('base64,')[1], 'base64').toString())
  const file = new URL(sourceMapURL, url)
  return new SourceMapConsumer(readFileSync(file, 'utf8'), file.href)
}

async function bind(script) {
  const { scriptId } = script
  const consumer = await read(script)
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
  if (params.sourceMapURL !== '' && params.url.startsWith(`${pathToFileURL(workerData.root).href}/`))
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

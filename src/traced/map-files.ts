import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { framesOf, type StackFrame } from '../sourcemap/stack.js'
import type { Maps } from './places.js'

/** Source maps as files beside scripts, or written into them. */
export const files: Maps = { mapOf, framesOf: unmappedFrames }

/** The last comment of a script that says where its map is. */
const COMMENT = /^\/\/[#@] ?sourceMappingURL=(\S+)\s*$/gm

function mapOf(script: string): string | null {
  try {
    const path = script.startsWith('file:') ? fileURLToPath(script) : script
    const url = [...readFileSync(path, 'utf8').matchAll(COMMENT)].at(-1)?.[1]
    if (url === undefined) return null
    if (url.startsWith('data:')) return inline(url)
    return readFileSync(resolve(dirname(path), decodeURIComponent(url)), 'utf8')
  } catch {
    // A script that is no file, or whose map is not there: its places cannot be told.
    return null
  }
}

function inline(url: string): string {
  const data = url.slice(url.indexOf(',') + 1)
  return /^[^,]*;base64,/.test(url) ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data)
}

/**
 * With `--enable-source-maps` Node maps stacks when they are first read; then a frame names a template, but no longer
 * what failed in it. So the stack is first read as V8 has it.
 */
function unmappedFrames(error: unknown): StackFrame[] {
  const frames: StackFrame[] = []
  const { prepareStackTrace } = Error
  Error.prepareStackTrace = (thrown, sites) => {
    for (const site of sites) {
      const url = site.getFileName() ?? ''
      frames.push({ url, line: site.getLineNumber() ?? 0, column: site.getColumnNumber() ?? 0 })
    }
    return [String(thrown), ...sites.map((site) => `    at ${site}`)].join('\n')
  }
  try {
    const text = framesOf(error)
    return frames.length > 0 ? frames : text
  } finally {
    if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace')
    else Error.prepareStackTrace = prepareStackTrace
  }
}

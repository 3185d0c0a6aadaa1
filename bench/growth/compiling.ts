import { spawnSync } from 'node:child_process'
import { templateKinds } from '../workloads/compile/templates.js'

/** What compiling a template of some size needs. */
export interface CompileMemory {
  readonly bytes: number
  /** The most memory the process had, over one that compiled next to nothing. */
  readonly most: number
  /** The heap that the compiled template, with its text, holds on to. */
  readonly kept: number
}

const SIZES: readonly number[] = [100 << 10, 1 << 20, 5 << 20]

/** How much memory compiling takes, each time in a process of its own. */
export function measureCompiling(): CompileMemory[] {
  const base = compiled(1024)
  return SIZES.map((bytes) => {
    const { bytes: exact, most, kept } = compiled(bytes)
    return { bytes: exact, most: most - base.most, kept }
  })
}

const PROGRAM = `
  const [unit, bytes, location] = process.argv.slice(1)
  const { Environment } = await import(location)
  const environment = new Environment()
  environment.fromString(unit)
  const text = unit.repeat(Math.ceil(Number(bytes) / unit.length))
  const settled = () => {
    for (let time = 0; time < 4; time++) gc()
    return process.memoryUsage().heapUsed
  }
  const before = settled()
  let template = environment.fromString(text)
  const most = process.resourceUsage().maxRSS * 1024
  const kept = settled() - before
  console.log(JSON.stringify({ bytes: text.length, most, kept, code: template.code.length }))
`

function compiled(bytes: number): CompileMemory {
  const location = new URL('../../dist/index.js', import.meta.url).href
  const program = ['--expose-gc', '--input-type=module', '-e', PROGRAM]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...program, templateKinds.mixed, String(bytes), location],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  )
  if (status !== 0) throw new Error(`Compiling ${bytes} bytes failed: ${stderr}`)
  return JSON.parse(stdout)
}

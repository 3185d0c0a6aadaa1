import { describe, expect, it } from 'vitest'
import { type Job, runJobs } from './pool.js'

/** A worker that passes every case but those that say they hang or kill. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ line }) => {
      const { id } = JSON.parse(line)
      if (id.startsWith('hang')) for (;;) {}
      if (id.startsWith('kill')) throw new Error('gone')
      parentPort.postMessage({ id, topic: 't', status: 'passed' })
    })
    parentPort.postMessage('ready')
  `)}`,
)

function* jobs(ids: readonly string[]): Generator<Job> {
  for (const [index, id] of ids.entries()) {
    yield { suite: { format: 'jinja', path: '/none' }, line: JSON.stringify({ id }), index }
  }
}

describe('the pool', () => {
  it('gives results in order, and a case that hangs or kills its worker fails alone', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => (n === 7 ? 'hang/1' : n === 40 ? 'kill/1' : `case/${n}`))
    const settings = { values: 'js', compat: null } as const
    const results = await runJobs(jobs(ids), settings, { patience: 300, memory: 64, script })
    expect(results.map((result) => result.id)).toEqual(ids)
    const failures = results.filter((result) => result.status === 'failed')
    expect(failures.map((result) => result.reason)).toEqual(['timed out', 'took the worker down'])
  })

  it('says so when no worker can start', async () => {
    const broken = new URL('data:text/javascript,throw new Error("no engine")')
    const settings = { values: 'js', compat: null } as const
    const run = runJobs(jobs(['a']), settings, { patience: 300, memory: 64, script: broken })
    await expect(run).rejects.toThrow('no engine')
  })
})

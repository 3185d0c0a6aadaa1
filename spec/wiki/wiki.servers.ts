/** One visit to the wiki through every web server and gateway: `npm run test:gateways`. */
import { chmodSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingServers, type Running, startAll, ways } from '../gateways/servers/start.js'
import { templates } from './example.js'
import { visit } from './script.js'
import { hasSqliteNode, sqliteNode } from './sqlite-node.js'

/** Where the web servers are not installed, `gateways.servers.ts` says so. */
describe.skipIf(missingServers().length > 0 || !hasSqliteNode)('the same visit', () => {
  let running: Running

  beforeAll(async () => {
    const node = sqliteNode()
    const furnish = (folder: string): void => {
      cpSync(templates, join(folder, 'templates'), { recursive: true })
      mkdirSync(join(folder, 'data'))
      chmodSync(join(folder, 'data'), 0o777)
    }
    running = await startAll({ application: 'spec/wiki/servers-app.mjs', node, furnish })
  }, 240_000)

  afterAll(() => running?.stop())

  it.each(Object.values(ways).flat())(
    'by $name',
    async ({ name }) => {
      const transport = running.transports.get(name)
      if (transport === undefined) throw new Error(`${name} was not started`)
      const told = await visit({
        ...transport,
        send: (asked) => transport.send({ ...asked, headers: { ...asked.headers, 'x-store': name } }),
      })
      await expect(told).toMatchFileSnapshot('golden/visit.txt')
    },
    90_000,
  )
})

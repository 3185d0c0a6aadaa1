/** Every case through every web server: `npm run test:gateways`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases } from './cases/cases.js'
import { missingServers, type Running, startAll, ways } from './servers/start.js'
import { passes, verify } from './transports/transport.js'

const missing = missingServers()
const all = Object.values(ways).flat()

if (missing.length > 0) {
  const packages = 'nginx-light lighttpd apache2 libapache2-mod-fcgid'
  const reason = `${missing.join(', ')} not installed (Debian: apt-get install ${packages})`
  if (process.env.CI === 'true')
    it('the web servers are installed', () => expect(missing, reason).toEqual([]))
  else {
    console.warn(`Skipped: ${reason}`)
    it.skip(`through web servers: ${reason}`, () => undefined)
  }
} else {
  let running: Running

  beforeAll(async () => {
    running = await startAll()
  })

  afterAll(() => running?.stop())

  describe.concurrent.each(all)('$name', ({ name }) => {
    it.each(cases)('$name', async (asked) => {
      const transport = running.transports.get(name)
      if (transport === undefined) throw new Error(`${name} was not started`)
      if (passes(transport, asked)) await verify(transport, asked)
      else expect(asked.except).toBeDefined()
    })
  })
}

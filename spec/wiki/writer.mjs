/**
 * Saves one revision after the other until it is killed, and writes the number of each that is saved. With `hang` it
 * stops for good in the middle of its first save. `node writer.mjs FILE [hang]`, in a Node that has SQLite.
 */
import { writeSync } from 'node:fs'
import { openPages } from '../../examples/wiki/model/open.mjs'

const [, , file, mode] = process.argv

// The model asks for the time inside of its transaction, after it has written some of it.
const hang = () => {
  writeSync(1, 'inside\n')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

const pages = await openPages(file, { now: mode === 'hang' ? hang : () => new Date() })
for (;;) {
  const base = pages.get('Page')?.rev ?? 0
  const body = `Revision ${base + 1} [[Link${base + 1}]]\n${'line\n'.repeat(2000)}`
  const { page } = pages.save('Page', { base, body, author: 'Ann', comment: '' })
  writeSync(1, `${page.rev}\n`)
}

import { escapeHtml } from '../../escape.js'
import { workload } from '../../workload.js'

/** One variable in a line: what calling a template costs. */
export const hello = workload({
  name: 'hello',
  about: 'one variable in a line',
  vars: { name: 'Ann & Bo' },
  byHand: ({ name }) => `<p>Hello ${escapeHtml(name)}!</p>\n`,
})

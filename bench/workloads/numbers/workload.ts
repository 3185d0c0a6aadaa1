import { pick, workload } from '../../workload.js'

const table = Array.from({ length: 1000 }, (_, row) =>
  Array.from({ length: 10 }, (_, column) => 1 + pick(row * 10 + column, 99_999)),
)

/** A table of 10,000 numbers: the cost of a loop step and of printing what needs no escaping. */
export const numbers = workload({
  name: 'numbers',
  about: 'a 1000×10 table of numbers',
  vars: { table },
  byHand({ table }) {
    let html = '<table>\n'
    for (const row of table) {
      html += '<tr>'
      for (const cell of row) html += `<td>${cell}</td>`
      html += '</tr>\n'
    }
    return `${html}</table>\n`
  },
})

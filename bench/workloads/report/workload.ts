import { escapeHtml } from '../../escape.js'
import { money } from '../../filters.js'
import { pick, word, workload } from '../../workload.js'

interface Row {
  id: number
  customer: string
  city: string
  cents: number
  paid: boolean
  note: string
}

const customers = [
  'Aoi Trading',
  'Kumo & Sons',
  'Nordlys AS',
  'Tamura',
  "O'Brien Ltd",
  'Verein "Garten" e.V.',
]
const cities = ['Bergen', 'Kyoto', 'Ghent', 'Zürich', 'Porto', 'Cork']
const notes = ['delivered', 'second reminder sent', 'pays by <bank transfer>', 'call first', '', 'R & D']

const rows = Array.from(
  { length: 12_000 },
  (_, index): Row => ({
    id: 100_000 + index,
    customer: word(customers, index),
    city: word(cities, index + 7),
    cents: pick(index, 100_000),
    paid: pick(index + 1, 3) === 0,
    note: word(notes, index + 23),
  }),
)

/** A report that comes to two megabytes. */
export const report = workload({
  name: 'report',
  about: 'a report of 12,000 rows, 2 MB',
  vars: { title: 'Open & paid bills', rows },
  byHand({ title, rows }) {
    let html = `<h1>${escapeHtml(title)}</h1>\n<table>\n`
    for (const { id, customer, city, cents, paid, note } of rows) {
      html += `<tr class="${paid ? 'paid' : cents > 50_000 ? 'urgent' : 'open'}">\n<td>${id}</td>`
      html += `<td><a href="/customers/${id}">${escapeHtml(customer)}</a></td><td>${escapeHtml(city)}</td>\n`
      html += `<td>${escapeHtml(money(cents))}</td><td>${escapeHtml(note)}</td>\n</tr>\n`
    }
    return `${html}</table>\n<p>${rows.length} rows</p>\n`
  },
})

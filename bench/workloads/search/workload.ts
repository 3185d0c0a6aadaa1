import { escapeHtml } from '../../escape.js'
import { pick, word, workload } from '../../workload.js'

interface Result {
  title: string
  url: string
  image: string
  summary: string
  price: number
  stars: number
  sponsored: boolean
  labels: string[]
}

const things = ['Lantern', 'Garden gate', 'Cedar post', 'Stone basin', 'Bamboo screen', 'Paper "Andon" lamp']
const makers = ['Aoi', 'Kumo & Sons', 'Nordlys', 'Hinoki Works', 'Tamura']
const labels = ['new', 'oiled', 'outdoor', 'handmade', 'sale', 'small & light']
const sentence =
  'Made by hand from wood that has dried for at least five winters, and finished with linseed oil.'

const results = Array.from({ length: 50 }, (_, index): Result => {
  const thing = word(things, index)
  return {
    title: `${thing} by ${word(makers, index + 100)}`,
    url: `/items/${index + 1}`,
    image: `/images/${1 + pick(index, 400)}.jpg`,
    summary: `${thing}: ${sentence}`,
    price: 10 + pick(index + 300, 900),
    stars: 1 + pick(index + 400, 5),
    sponsored: pick(index + 500, 7) === 0,
    labels: labels.slice(pick(index + 600, 4), 4 + pick(index + 700, 3)),
  }
})

/** Fifty results: attributes, conditions and a short inner loop, text that rarely needs escaping. */
export const search = workload({
  name: 'search',
  about: '50 search results',
  vars: { query: 'lantern & gate', total: 1234, results },
  byHand({ query, total, results }) {
    let html = `<h1>${total} results for “${escapeHtml(query)}”</h1>\n<ol>\n`
    for (const result of results) html += item(result)
    return `${html}</ol>\n`
  },
})

function item(result: Result): string {
  let html = `<li class="result${result.sponsored ? ' sponsored' : ''}">\n`
  html += `<a href="${escapeHtml(result.url)}"><img src="${escapeHtml(result.image)}" alt="${escapeHtml(result.title)}"></a>\n`
  html += `<h2><a href="${escapeHtml(result.url)}">${escapeHtml(result.title)}</a></h2>\n<p>${escapeHtml(result.summary)}</p>\n`
  html += `<p>${result.price} € · ${result.stars} of 5</p>\n`
  if (result.labels.length > 0) {
    html += '<ul>'
    for (const label of result.labels) html += `<li>${escapeHtml(label)}</li>`
    html += '</ul>\n'
  }
  return `${html}</li>\n`
}

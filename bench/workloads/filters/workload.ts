import { escapeHtml } from '../../escape.js'
import { date } from '../../filters.js'
import { pick, word, workload } from '../../workload.js'

interface Post {
  authors: { name: string }[]
  labels: string[]
  published: boolean
  section: string
  title: string
  written: string
}

const sections = ['Essays', 'Letters', 'Notes', 'Reviews']
const names = ['Ann', 'Bo', 'Chidi', 'Dora', 'Emil', 'Fay']
const labels = ['new', 'long', 'garden', 'winter', 'tools']
const subjects = [
  'a_gate_made_of_wood',
  'the_stone_basin',
  'what_the_old_carpenter_said_about_joints_and_rain',
]

const posts = Array.from(
  { length: 60 },
  (_, index): Post => ({
    authors: Array.from({ length: 1 + pick(index, 3) }, (_, n) => ({ name: word(names, index * 3 + n) })),
    labels: labels.slice(pick(index, 3), 3 + pick(index + 5, 3)),
    published: pick(index + 2, 3) > 0,
    section: sections[index >> 4] ?? '',
    title: `No_${100 + pick(index, 700)}_${index}:_${word(subjects, index + 40)}`,
    written: new Date(
      Date.UTC(2000 + pick(index, 25), pick(index + 1, 12), 1 + pick(index + 2, 28)),
    ).toISOString(),
  }),
)

/** What filters do: dates, cut and replaced texts, lists sorted, grouped, picked from and joined, JSON. */
export const filters = workload({
  name: 'filters',
  about: 'nothing but filters',
  vars: { posts },
  byHand({ posts }) {
    let html = ''
    for (const post of [...posts].sort((left, right) => (left.title < right.title ? -1 : 1)))
      html += article(post)
    html += '\n'
    for (const [section, list] of bySection(posts)) {
      const titles = list.filter(({ published }) => published).map(({ title }) => title)
      html += `<h3>${escapeHtml(section)}</h3>\n<p>${escapeHtml(titles.join('; '))}</p>\n`
    }
    const json = JSON.stringify(posts).replace(/[<>&']/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`)
    return `${html}\n<script type="application/json">${json}</script>\n`
  },
})

function article({ authors, labels, title, written }: Post): string {
  const heading = title.replaceAll('_', ' ')
  const cut = heading.length > 40 ? `${heading.slice(0, 37)}...` : heading
  const by = authors.map(({ name }) => name).join(', ')
  return (
    `<article>\n<h2>${escapeHtml(cut)}</h2>\n<p>${escapeHtml(date(written))} by ${escapeHtml(by)}</p>\n` +
    `<p>${escapeHtml(labels.join(' · '))}</p>\n</article>\n`
  )
}

function bySection(posts: readonly Post[]): Map<string, Post[]> {
  const groups = new Map<string, Post[]>()
  for (const post of posts) {
    const list = groups.get(post.section)
    if (list === undefined) groups.set(post.section, [post])
    else list.push(post)
  }
  return groups
}

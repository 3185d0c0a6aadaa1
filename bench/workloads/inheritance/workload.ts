import { escapeHtml } from '../../escape.js'
import { pick, word, workload } from '../../workload.js'

interface Vars {
  site: { name: string; url: string }
  path: string
  section: string
  heading: string
  menu: { href: string; title: string }[]
  items: { title: string; text: string }[]
}

const subjects = ['Gates', 'Lanterns & lamps', 'Stone basins', 'Fences', 'Tools']

/** Three levels of templates with thirty blocks, eight of which add to what they override. */
export const inheritance = workload<Vars>({
  name: 'inheritance',
  about: 'three levels of templates, thirty blocks',
  vars: {
    site: { name: 'Gate & Garden', url: 'https://garden.example' },
    path: '/journal/12',
    section: 'Journal',
    heading: 'Autumn in the "dry" garden',
    menu: subjects.map((title, index) => ({ href: `/section/${index}`, title })),
    items: Array.from({ length: 10 }, (_, index) => ({
      title: `${word(subjects, index)} No. ${index + 1}`,
      text: `In year ${1950 + pick(index, 70)} the gate was moved, and nobody remembers why.`,
    })),
  },
  byHand(vars) {
    const site = escapeHtml(vars.site.name)
    const section = escapeHtml(vars.section)
    const heading = escapeHtml(vars.heading)
    return `${head(vars, site, section, heading)}${body(vars, site, section, heading)}`
  },
})

function head(vars: Vars, site: string, section: string, heading: string): string {
  return `<!DOCTYPE html>
<div><p>Meta of ${site}</p></div>
<title>${site}Section: ${section}, title ${heading}</title>
<div><i>Section: ${section}, description</i></div>
<div>${escapeHtml(vars.site.url)}${escapeHtml(vars.path)}</div>
<div><p>Styles of ${site}</p><i>Section: ${section}, styles</i></div>
<div><p>Icons of ${site}</p></div>
<div><p>Head scripts of ${site}</p></div>
<div>wide</div>
<div><p>Skip of ${site}</p></div>
<div><i>Section: ${section}, banner</i></div>
<div><img alt="${site}"></div>
<div><i>Section: ${section}, search</i></div>
<div><i>Section: ${section}, account</i></div>
`
}

function body(vars: Vars, site: string, section: string, heading: string): string {
  return `<div>${links(vars)}<i>Section: ${section}, nav</i></div>
<div><p>Breadcrumbs of ${site}</p><b>Breadcrumbs: ${heading}</b></div>
<div><h1>${heading}</h1></div>
<div><b>Intro: ${heading}</b></div>
<div><b>Toolbar: ${heading}</b></div>
<div>${articles(vars)}</div>
<div><p>Sidebar of ${site}</p><i>Section: ${section}, sidebar</i></div>
<div><i>Section: ${section}, related</i></div>
<div><b>Comments: ${heading}</b></div>
<div><b>Pagination: ${heading}</b></div>
<div><i>Section: ${section}, newsletter</i></div>
<div><p>Footer links of ${site}</p></div>
<div><i>Section: ${section}, social</i></div>
<div>© ${site}</div>
<div><i>Section: ${section}, language</i></div>
<div><p>Analytics of ${site}</p></div>
<div><p>Scripts of ${site}</p><i>Section: ${section}, scripts</i><b>Scripts: ${heading}</b></div>
`
}

function links({ menu }: Vars): string {
  let html = ''
  for (const link of menu) html += `<a href="${escapeHtml(link.href)}">${escapeHtml(link.title)}</a>`
  return html
}

function articles({ items }: Vars): string {
  let html = ''
  for (const { title, text } of items)
    html += `<article><h2>${escapeHtml(title)}</h2><p>${escapeHtml(text)}</p></article>`
  return html
}

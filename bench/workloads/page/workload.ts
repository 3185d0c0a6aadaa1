import { escapeHtml } from '../../escape.js'
import { money, short } from '../../filters.js'
import { pick, word, workload } from '../../workload.js'

interface Link {
  title: string
  href: string
  current: boolean
}

interface Product {
  name: string
  href: string
  cents: number
  description: string
  maker: string
  labels: string[]
}

interface Shop {
  title: string
  shop: string
  menu: Link[]
  products: Product[]
}

const things = ['Lantern', 'Garden gate', 'Cedar post', 'Stone basin', 'Bamboo screen', 'Lamp "Andon"']
const makers = ['Aoi', 'Kumo & Sons', 'Nordlys', 'Tamura']
const labels = ['new', 'oiled', 'outdoor', 'handmade', 'small & light']
const story =
  'is made by hand from wood that has dried for at least five winters, then finished with linseed oil.'

const menu = ['Home', 'Gates', 'Lanterns', 'Tools & parts', 'Journal', 'Contact'].map((title, index) => ({
  title,
  href: `/section/${index}`,
  current: index === 2,
}))

const products = Array.from(
  { length: 24 },
  (_, index): Product => ({
    name: `${word(things, index)} No. ${index + 1}`,
    href: `/products/${index + 1}`,
    cents: 500 + pick(index, 90_000),
    description: `${word(things, index)} No. ${index + 1} ${story}`,
    maker: word(makers, index + 3),
    labels: labels.slice(pick(index, 3), 3 + pick(index + 5, 3)),
  }),
)

/** A whole page: layout with blocks, includes, a macro called for each card, filters. The shape of real sites. */
export const page = workload<Shop>({
  name: 'page',
  about: 'a page with layout, includes, macros and filters',
  vars: { title: 'Lanterns', shop: 'Gate & Garden', menu, products },
  byHand(shop) {
    let main = `<h1>${escapeHtml(shop.title.toUpperCase())}</h1>\n<p>${shop.products.length} products</p>\n`
    for (const product of shop.products) main += card(product)
    return layout(shop, main)
  },
})

function layout(shop: Shop, main: string): string {
  const name = escapeHtml(shop.shop)
  return (
    `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${escapeHtml(shop.title)} · ${name}</title>\n` +
    `</head>\n<body>\n${header(shop)}<main>\n${main}</main>\n<footer>\n<p>© ${name}</p>\n</footer>\n</body>\n</html>\n`
  )
}

function header(shop: Shop): string {
  let html = `<header>\n<p>${escapeHtml(shop.shop)}</p>\n<ul>\n`
  for (const link of shop.menu) {
    html += `<li><a${link.current ? ' class="here"' : ''} href="${escapeHtml(link.href)}">${escapeHtml(link.title)}</a></li>\n`
  }
  return `${html}</ul>\n</header>\n`
}

function card(product: Product): string {
  return (
    `<article>\n<h2><a href="${escapeHtml(product.href)}">${escapeHtml(product.name)}</a></h2>\n` +
    `<p>${escapeHtml(short(product.description))}</p>\n<p>${escapeHtml(money(product.cents))} · ${escapeHtml(product.maker)}</p>\n` +
    `<p>${escapeHtml(product.labels.join(', '))}</p>\n</article>\n`
  )
}

/**
 * Renders the pages of this small site into `out/` and prints where they are: `npm start` from the project root.
 * Everything Torii needs to know is here: where the templates are, two filters of the site's own, one global.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Environment, FileLoader } from 'toriijs'

const here = dirname(fileURLToPath(import.meta.url))
const out = process.argv[2] ?? join(here, 'out')

const env = new Environment({
  loader: new FileLoader(join(here, 'views')),
  trimBlocks: true,
  lstripBlocks: true,
  filters: { money, day },
  globals: { site: json('site') },
})

const posts = json('posts')
const products = json('products')

const pages = [
  ['index.html', 'index.html', { posts: posts.slice(0, 2), products: products.slice(0, 3) }],
  ['blog/index.html', 'blog.html', { posts }],
  ...posts.map((post, index) => [
    `blog/${post.slug}.html`,
    'post.html',
    { post, newer: posts[index - 1], older: posts[index + 1] },
  ]),
  ['products.html', 'products.html', { products }],
  ['contact.html', 'contact.html', json('contact')],
  ['mail/welcome.txt', 'mail/welcome.txt', { customer: { name: 'Zoë & Tom <hello@example.org>' }, posts }],
]

for (const [file, template, vars] of pages) {
  const path = join(out, file)
  const depth = file.split('/').length - 1
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, env.render(template, { ...vars, page: file, home: '../'.repeat(depth) }))
  console.log(relative(process.cwd(), path))
}
for (const asset of readdirSync(join(here, 'public'))) cpSync(join(here, 'public', asset), join(out, asset))
console.log(`\n${pages.length} pages. Open ${join(out, 'index.html')} in a browser.`)

function json(name) {
  return JSON.parse(readFileSync(join(here, 'data', `${name}.json`), 'utf8'))
}

function money(cents, currency = 'EUR') {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(cents / 100)
}

function day(date) {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))
}

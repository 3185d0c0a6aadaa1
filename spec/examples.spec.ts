import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from './architecture/source-tree.js'

const out = mkdtempSync(join(tmpdir(), 'torii-site-'))
const page = (path: string) => readFileSync(join(out, path), 'utf8')

let printed = ''

beforeAll(() => {
  printed = execFileSync(process.execPath, ['examples/site/site.mjs', out], { cwd: root, encoding: 'utf8' })
}, 30_000)

afterAll(() => rmSync(out, { recursive: true, force: true }))

describe('the example site', () => {
  it('renders every page and says where they are', () => {
    const pages = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(html|txt)$/.test(path),
    )
    expect(pages).toHaveLength(8)
    for (const path of pages) expect(printed).toContain(path)
    expect(printed).toContain('index.html in a browser')
  })

  it('escapes its data in every page', () => {
    const post = page('blog/why-gates-are-red.html')
    expect(post).toContain('&lt;script&gt;alert(&#39;does this run?&#39;)&lt;/script&gt;')
    expect(post).not.toContain('<script>')
    expect(page('contact.html')).toContain('value="Pat &#34;Patch&#34; O&#39;Neil"')
  })

  it('fills blocks, includes and macros', () => {
    const blog = page('blog/index.html')
    expect(blog).toContain('<title>Journal · Gate &amp; Garden</title>')
    expect(blog).toContain('<a href="../blog/index.html" aria-current="page">Journal</a>')
    expect(blog).toContain('No. 3 of 3')
    expect(blog.match(/<article class="card">/g)).toHaveLength(3)
  })

  it('uses filters and loop variables', () => {
    const products = page('products.html')
    expect(products).toContain('4 of 5 products are in stock')
    expect(products).toContain('TOOLS &amp; PARTS')
    expect(products).toContain('€489.00')
    expect(products).toContain('sold out')
  })

  it('leaves plain text alone', () => {
    const mail = page('mail/welcome.txt')
    expect(mail).toContain('Hello Zoë & Tom <hello@example.org>,')
    expect(mail).toContain(`1. Why "torii" gates are red & why ours isn't`)
  })
})

/** The pages a new wiki begins with. */
const START = {
  FrontPage: `Welcome! This wiki is an example of **Torii**: its pages are Jinja templates, and the same application
runs over HTTP, CGI, FastCGI, SCGI and on edge workers.

# First steps

- Read [[Formatting]] to see how text is written.
- Try the [[Sandbox]]: it does not exist yet, so its link is dashed. Follow it and make it.
- Find out [[How this works]], and what others have changed lately, at the top of every page.

> A wiki is finished when nobody changes it any more.
`,
  Formatting: `What you write between the lines:

# Text

\`**strong**\` is **strong**, \`*emphasis*\` is *emphasis*, and \`code\` stands between backticks.
Paragraphs are divided by empty lines.

# Links

1. \`[[FrontPage]]\` leads to [[FrontPage]], \`[[FrontPage|home]]\` does so [[FrontPage|by another name]].
2. Addresses such as https://en.wikipedia.org/wiki/Wiki are links already.
3. \`[a wiki](https://en.wikipedia.org/wiki/Wiki)\` is [a wiki](https://en.wikipedia.org/wiki/Wiki).

# Lists

- Items begin with a dash,
  - deeper ones with spaces before it,
    1. numbered ones with a number.

# Code

\`\`\`
{% for page in wiki %}
  <li>{{ page.name }}</li>
{% endfor %}
\`\`\`

---

> Quotations begin with an angle bracket.
`,
  'How this works': `A *model* of pages and their revisions, a *controller* of some short functions, and a *view*: templates.

- The model finds words, links and earlier revisions. Two people who change a page at once are told so.
- The controller is a function from a request to a reply. It knows no server.
- Templates extend one layout and share macros. What people write is escaped wherever it appears.

See also [[Formatting]].
`,
}

/** The same pages, filled with a few when there are none. */
export function started(pages) {
  if (pages.version().pages > 0) return pages
  for (const [name, body] of Object.entries(START)) {
    pages.save(name, { body, author: 'Torii', comment: 'A first page', base: 0 })
  }
  return pages
}

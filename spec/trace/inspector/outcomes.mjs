/** Where the errors of cases are, in Node and in browsers alike: plain JSON in and out. */

/** What each case ends with: `{ id, template, span, templates }`, or null when nothing was thrown. */
export function outcomes({ Environment, MemoryLoader }, cases, options) {
  return cases.map(({ files, vars, chunks }) => {
    const env = new Environment({ ...options, loader: new MemoryLoader(files), extensions: ['do'] })
    const given = { ...vars, boom: () => refuse(), getter: getter() }
    try {
      if (chunks) for (const _ of env.chunks('page.html', given));
      else env.render('page.html', given)
      return null
    } catch (error) {
      const { id, template, span, templates } = error
      return { id, template, span, templates }
    }
  })
}

function refuse() {
  throw new TypeError('no')
}

function getter() {
  return {
    get bad() {
      return refuse()
    },
  }
}

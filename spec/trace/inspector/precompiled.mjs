/**
 * Renders `page.html` of folders with templates and their modules, precompiled and compiled at run time, and prints what
 * both end with as JSON: what the error says, and whether its cause is the very value that was thrown.
 */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Environment, FileLoader, TemplateError } from '../../../dist/index.js'
import { createRenderer } from '../../../dist/runtime/errors.js'

const { folders, chunks } = JSON.parse(readFileSync(0, 'utf8'))
let last

function throwing(make) {
  return () => {
    last = make()
    throw last
  }
}

const early = new RangeError('made long before it is thrown')
const text = throwing(() => 'no')
const options = { filters: { fail: throwing(() => new Error('no')) }, tests: { failing: text } }

const vars = {
  user: { name: 'Ann' },
  items: [1, 2],
  n: 5,
  yes: true,
  no: false,
  give: (value) => value,
  later: Promise.resolve(1),
  boom: throwing(() => new TypeError('no')),
  apply: (fn) => fn(1),
  rows: [
    { id: 1, bad: 1 },
    {
      id: 2,
      get bad() {
        return throwing(() => new TypeError('no'))()
      },
    },
  ],
  api: { boom: throwing(() => early) },
  boomText: text,
  boomNull: throwing(() => null),
  boomObject: throwing(() => ({ code: 7 })),
  getter: {
    get bad() {
      return throwing(() => new TypeError('no'))()
    },
    get keys() {
      return text()
    },
  },
  printer: { toString: text },
  html: { toHTML: text },
  broken: {
    *[Symbol.iterator]() {
      yield 1
      text()
    },
  },
}

function outcomeOf(renderer) {
  try {
    if (chunks) for (const _ of renderer.chunks('page.html', vars));
    else renderer.render('page.html', vars)
    return null
  } catch (error) {
    if (!(error instanceof TemplateError)) return String(error)
    const { id, template, span, templates, reason, help, frame, line, column } = error
    const sameCause = id === 'host-error' ? error.cause === last : null
    return { id, template, span, templates, reason, help, frame, line, column, sameCause }
  }
}

const outcomes = []
for (const folder of folders) {
  const { default: templates } = await import(pathToFileURL(`${folder}/out/templates.js`).href)
  const environment = new Environment({ ...options, loader: new FileLoader(`${folder}/views`) })
  outcomes.push([outcomeOf(createRenderer(templates, options)), outcomeOf(environment)])
}
process.stdout.write(JSON.stringify(outcomes))

import { TemplateError } from '../../src/diagnostics/errors.js'
import { Environment, MemoryLoader } from '../../src/index.js'
import { type Setup, setupFor } from './bug-setups.js'
import { inJs, type WantedPlace, type Wish, wishFor } from './bug-wishes.js'
import { Decoder } from './decode.js'
import type { BugCase, BugOptions } from './formats.js'
import { shownDelimiters } from './jinja-options.js'
import { describeError, during, outcomeOf } from './outcome.js'
import { failed, passed, type Result, type Subject, skipped } from './result.js'
import type { RunSettings } from './selection.js'
import { nullTranslations } from './translations.js'
import { jsValues } from './values-js.js'

/** Runs known defects of nunjucks against what is right. */
export function openBugs(_path: string, settings: RunSettings): (line: string) => Result {
  return (line) => {
    const recorded: BugCase = JSON.parse(line)
    const subject = { id: recorded.id, topic: 'nunjucks defects' }
    const setup = setupFor(recorded)
    if (setup === null) return skipped(subject, 'set-up not understood')
    if (setup.skip !== undefined) return skipped(subject, setup.skip)
    const wish = wishFor(recorded, settings.values)
    const outcome = outcomeOf(() => render(recorded, setup, settings))
    if (outcome.phase === null) return judgeText(subject, wish, outcome.value, settings)
    return judgeError(subject, wish, outcome.error)
  }
}

function render(recorded: BugCase, setup: Setup, { values }: RunSettings): string {
  const [entry = 'main', text = ''] = Object.entries(recorded.templates)[0] ?? []
  const templates = new Map([...Object.entries(recorded.templates), [entry, setup.source ?? text] as const])
  const env = during('env', () => {
    return new Environment({
      values,
      loader: new MemoryLoader(templates),
      autoescape: 'html',
      extensions: ['i18n'],
      globals: nullTranslations,
      ...optionsOf(recorded.options ?? {}),
      ...setup.options,
      filters: setup.filters ?? {},
    })
  })
  const { name } = setup
  const template = during('load', () =>
    name === undefined ? env.getTemplate(entry) : env.fromString(setup.source ?? text, { name }),
  )
  const vars = new Decoder(jsValues, shownDelimiters({})).record(recorded.context)
  return during('run', () => template.render({ ...vars, ...setup.vars }))
}

function optionsOf({ trimBlocks = false, lstripBlocks = false, tags }: BugOptions) {
  const spaces = { trimBlocks, lstripBlocks }
  if (tags === undefined) return spaces
  const pair = (name: string): [string, string] => [tags[`${name}Start`] ?? '', tags[`${name}End`] ?? '']
  return {
    ...spaces,
    delimiters: { block: pair('block'), output: pair('variable'), comment: pair('comment') },
  }
}

function judgeText(subject: Subject, wish: Wish, came: string, { values }: RunSettings): Result {
  const right = values === 'js' ? [...wish.texts, ...wish.texts.map(inJs)] : wish.texts
  return right.includes(came) ? passed(subject) : failed(subject, 'not right', described(wish), came)
}

function judgeError(subject: Subject, wish: Wish, error: unknown): Result {
  const came = describeError(error)
  if (!wish.error) return failed(subject, 'raised', described(wish), came)
  if (!(error instanceof TemplateError)) return failed(subject, 'crashed', described(wish), came)
  const { templates } = error
  const found = wish.places.every((place, index) => isAt(place, templates[index]))
  return found ? passed(subject) : failed(subject, 'other place', described(wish), came)
}

function isAt(wanted: WantedPlace, place: TemplateError['templates'][number] | undefined): boolean {
  if (place === undefined || place.line !== wanted.line) return false
  if (wanted.template !== null && place.template !== wanted.template) return false
  return wanted.column === null || place.column === wanted.column
}

function described({ texts, error, places }: Wish): string {
  const where = places.map(({ template, line }) => `${template ?? ''}:${line}`).join(' from ')
  return [...texts, ...(error ? [`an error ${where}`.trim()] : [])].join(' or ')
}

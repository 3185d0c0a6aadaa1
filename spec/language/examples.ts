/** The chapters of the language as data, and the ways to run their examples. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as torii from '../../src/index.js'
import { Source } from '../../src/source.js'
import { fencesOf } from '../docs/fences.js'
import { type Example, examplesOf, type Outcome } from '../errors/page.js'

/** A heading and what stands between it and the next one. */
export interface Section {
  readonly heading: string
  readonly line: number
}

/** An example with the name of its test: heading, and number within the chapter. */
export interface NamedExample extends Example {
  readonly name: string
}

/** One page of the language. */
export interface Chapter {
  /** Path without extension, from the folder of the chapters: `tags/for`. */
  readonly name: string
  readonly page: string
  readonly sections: readonly Section[]
  readonly examples: readonly NamedExample[]
}

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Every chapter. A README is about the chapters and is none. */
export function readChapters(): Chapter[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return paths
    .filter((path) => path.endsWith('.md') && basename(path) !== 'README.md')
    .sort()
    .map(readChapter)
}

function readChapter(path: string): Chapter {
  const page = readFileSync(join(folder, path), 'utf8')
  const sections = sectionsOf(page)
  const examples = examplesOf(page).map((example, index) => {
    const heading = sections.findLast(({ line }) => line < example.line)?.heading ?? ''
    return { ...example, name: `${heading}, example ${index + 1}` }
  })
  const name = join(dirname(path), basename(path, '.md'))
  return { name, page, sections, examples }
}

/** The headings of a page; a `#` inside a fence is none. */
function sectionsOf(page: string): Section[] {
  const fenced = new Set(
    fencesOf(page).flatMap(({ line, text }) => text.split('\n').map((_, index) => line + index)),
  )
  return page.split('\n').flatMap((text, index) => {
    const heading = /^#+ +(.*)$/.exec(text)?.[1]
    return heading === undefined || fenced.has(index + 1) ? [] : [{ heading, line: index + 1 }]
  })
}

/** What the code of a `js setup` block returns: variables that JSON cannot express, and options. */
interface Setup extends torii.EnvironmentOptions {
  readonly vars?: torii.Vars
}

/** An example with everything that is needed to render it. */
export interface Stage {
  readonly env: torii.Environment
  readonly vars: torii.Vars
  /** The first template. */
  readonly name: string
  readonly text: string
  /** Whether the page gives the first template its name. */
  readonly named: boolean
}

/** The first template's name where the page gives none. */
const UNNAMED = 'example.html'

/** Makes the environment of an example. */
export function prepare({ templates, vars, options, setup }: Example): Stage {
  const given: Setup = setup === '' ? {} : new Function('torii', setup)(torii)
  const { vars: values = vars, loader: further, ...more } = given
  const [[name, text] = ['', '']] = templates
  const memory = new torii.MemoryLoader(new Map([...templates, [name || UNNAMED, text]]))
  const loader = further == null ? memory : new torii.ChoiceLoader([memory, further])
  const env = new torii.Environment({ loader, ...options, ...more })
  return { env, vars: values, name: name || UNNAMED, text, named: name !== '' }
}

/** What rendering an example in one way leads to. Errors that are no `TemplateError` pass through. */
export function outcomeOf(example: Example, mode: (stage: Stage) => string): Outcome {
  const stage = prepare(example)
  try {
    return { kind: 'output', text: mode(stage) }
  } catch (error) {
    if (!(error instanceof torii.TemplateError)) throw error
    return failure(error, example, stage)
  }
}

function failure(error: torii.TemplateError, { templates }: Example, stage: Stage): Outcome {
  const elsewhere = error.template !== null && error.template !== stage.name
  const text = (elsewhere ? templates.get(error.template) : stage.text) ?? ''
  const { line, column } = new Source(null, text).position(error.span.end)
  const place = `${error.line}:${error.column}-${line}:${column}`
  return {
    kind: 'error',
    id: error.id,
    place: elsewhere ? `${error.template}:${place}` : place,
    message: error.reason,
    help: error.help,
  }
}

/** The ways an example is rendered, each with the same outcome. */
export const modes: Readonly<Record<string, (stage: Stage) => string>> = {
  'from a string': ({ env, name, named, text, vars }) =>
    env.fromString(text, named ? { name } : {}).render(vars),
  'by name': ({ env, name, vars }) => env.render(name, vars),
  'in chunks': ({ env, name, vars }) => [...env.chunks(name, vars)].join(''),
}

import { Environment, MemoryLoader, TemplateError } from '../../src/index.js'
import { Decoder } from '../conformance/decode.js'
import {
  escapingOf,
  shownDelimiters,
  syntaxOptions,
  tagGroups,
  undefinedKind,
} from '../conformance/jinja-options.js'
import { Unavailable } from '../conformance/values.js'
import { pythonValues } from '../conformance/values-python.js'
import { type FuzzCase, MAIN, type Rendered } from './fuzz-case.js'

/** What this engine's python dialect makes of a case. Anything thrown that is no `TemplateError` counts as lost. */
export function renderTorii(given: FuzzCase): Rendered {
  try {
    const vars = new Decoder(pythonValues, shownDelimiters(given.env)).record(given.vars)
    return { output: environmentOf(given).getTemplate(MAIN).render(vars) }
  } catch (error) {
    if (error instanceof Unavailable) return { unable: error.message }
    if (!(error instanceof TemplateError)) return { lost: `threw ${describe(error)}` }
    if (error.id === 'too-large') return { unable: 'more than this engine wants to make' }
    const { type, message, lineno } = error.jinja
    return { error: { type, message, line: lineno } }
  }
}

function environmentOf({ templates, env }: FuzzCase): Environment {
  return new Environment({
    ...syntaxOptions(env),
    values: 'python',
    loader: new MemoryLoader(new Map(Object.entries(templates))),
    autoescape: escapingOf(env.autoescape),
    undefined: undefinedKind(env.undefined),
    extensions: tagGroups(env.extensions),
  })
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const place = (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line)) ?? ''
  return `${error.name}: ${error.message} ${place.trim()}`
}

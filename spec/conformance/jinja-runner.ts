import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Environment, MemoryLoader, type Template } from '../../src/index.js'
import { Keywords } from '../../src/runtime/keywords.js'
import { Decoder } from './decode.js'
import type { Expectation, JinjaCase } from './formats.js'
import { escapingOf, shownDelimiters, syntaxOptions, tagGroups, undefinedKind } from './jinja-options.js'
import { during, type Outcome, outcomeOf } from './outcome.js'
import { DIFFERENCE_OF_DIALECTS, failed, passed, type Result, type Subject, skipped } from './result.js'
import { scoreError, scoreMissing, scorePrinted, scoreText, scoreUnwanted } from './score.js'
import { type DialectName, type RunSettings, reasonToSkip } from './selection.js'
import { translationGlobals } from './translations.js'
import { exportsMatch, valueMatches } from './value-match.js'
import { Unavailable } from './values.js'
import { jsValues } from './values-js.js'
import { pythonValues } from './values-python.js'

/** Runs the cases of one file; `quirks.json` beside it says which of them depend on defects of Jinja. */
export function openJinjaCases(path: string, settings: RunSettings): (line: string) => Result {
  const quirks = readQuirks(join(dirname(path), 'quirks.json'))
  return (line) => {
    const recorded: JinjaCase = JSON.parse(line)
    return runJinjaCase(recorded, quirks.get(recorded.id) ?? [], settings)
  }
}

function readQuirks(path: string): ReadonlyMap<string, readonly string[]> {
  if (!existsSync(path)) return new Map()
  const quirks: Record<string, string[]> = JSON.parse(readFileSync(path, 'utf8'))
  return new Map(Object.entries(quirks))
}

/**
 * What became of a case. One that fails in the js dialect and passes in the python dialect, with the same engine and
 * only other rules for values and other tags, is a difference between the dialects: it counts as failed, by that reason.
 */
function runJinjaCase(recorded: JinjaCase, quirks: readonly string[], settings: RunSettings): Result {
  const subject = { id: recorded.id, topic: recorded.id.split('/')[0] ?? recorded.id }
  const reason = reasonToSkip(recorded, quirks, settings)
  if (reason !== null) return skipped(subject, reason)
  const result = runIn(settings, subject, recorded)
  if (result.status !== 'failed' || settings.values === 'python') return result
  const other = runIn({ ...settings, values: 'python' }, subject, recorded)
  return other.status === 'passed' ? { ...result, reason: DIFFERENCE_OF_DIALECTS } : result
}

function runIn(settings: RunSettings, subject: Subject, recorded: JinjaCase): Result {
  const run = (): Given => perform(recorded, settings)
  try {
    return score(subject, recorded.expect, outcomeOf(run), settings.values)
  } catch (error) {
    if (error instanceof Unavailable) return skipped(subject, error.message)
    throw error
  }
}

/** What an operation gave; only what the operation asks for is present. */
interface Given {
  readonly output?: string
  readonly value?: unknown
  readonly ok?: true
  readonly exports?: Readonly<Record<string, unknown>>
  readonly undeclared?: readonly string[]
  readonly referenced?: readonly (string | null)[]
}

/** A case being run: the environment it asked for, and its values. */
interface Bench {
  readonly recorded: JinjaCase
  readonly decoder: Decoder
  readonly env: Environment
  readonly vars: Record<string, unknown>
}

function perform(recorded: JinjaCase, { values }: RunSettings): Given {
  const maker = values === 'js' ? jsValues : pythonValues
  const decoder = new Decoder(maker, shownDelimiters(recorded.env ?? {}))
  const vars = decoder.record(recorded.context)
  const options = environmentOptions(recorded, decoder)
  const env = during('env', () => new Environment({ ...options, values }))
  return operations[recorded.op ?? 'render']({ recorded, decoder, env, vars })
}

/** The settings Jinja's option names stand for, with what the case registers. */
function environmentOptions(recorded: JinjaCase, decoder: Decoder) {
  const { env = {}, templates } = recorded
  const translations = env.i18n === undefined ? {} : translationGlobals(env.i18n, decoder)
  return {
    ...syntaxOptions(env),
    loader: templates === undefined ? null : new MemoryLoader(new Map(Object.entries(templates))),
    autoescape: escapingOf(env.autoescape),
    undefined: undefinedKind(env.undefined),
    extensions: tagGroups(env.extensions),
    filters: functions(decoder.record(env.filters)),
    tests: functions(decoder.record(env.tests)),
    // A loaded template takes globals of its own from nowhere else.
    globals: {
      ...decoder.record(env.globals),
      ...translations,
      ...(isNamed(recorded) ? decoder.record(recorded.globals) : {}),
    },
    finalize: env.finalize === undefined ? null : functionOf(decoder.value(env.finalize)),
    policies: decoder.record(env.policies),
    i18n: { newstyle: env.i18n?.newstyle ?? false, trimmed: env.policies?.['ext.i18n.trimmed'] === true },
  }
}

/** What each operation does with a template; every step says in which phase its errors are. */
const operations: Readonly<Record<NonNullable<JinjaCase['op']>, (bench: Bench) => Given>> = {
  render(bench) {
    const template = load(bench)
    if (bench.recorded.env?.class === 'NativeEnvironment') {
      return { value: during('run', () => template.renderValue(bench.vars)) }
    }
    return { output: during('run', () => template.render(bench.vars)) }
  },
  compile(bench) {
    load(bench)
    return { ok: true }
  },
  expression({ recorded, env, vars }) {
    const options = { undefinedToNone: recorded.opts?.undefined_to_none !== false }
    const evaluate = during('load', () => env.compileExpression(recorded.source ?? '', options))
    return { value: during('run', () => evaluate(vars)) }
  },
  module(bench) {
    const template = load(bench)
    const module = during('run', () => template.module(bench.vars))
    return { output: String(module), exports: { ...module } }
  },
  call(bench) {
    const { recorded, decoder, vars } = bench
    const template = load(bench)
    const macro = Reflect.get(
      during('run', () => template.module(vars)),
      recorded.macro ?? '',
    )
    const args = (recorded.args ?? []).map((arg) => decoder.value(arg))
    if (recorded.kwargs !== undefined) args.push(new Keywords(decoder.record(recorded.kwargs)))
    return { output: String(during('run', () => Reflect.apply(functionOf(macro), undefined, args))) }
  },
  block(bench) {
    const template = load(bench)
    return { output: during('run', () => template.renderBlock(bench.recorded.block ?? '', bench.vars)) }
  },
  meta({ recorded, env }) {
    const { undeclared, referenced } = during('load', () => env.meta(recorded.source ?? ''))
    return { undeclared: [...undeclared].sort(), referenced: [...referenced] }
  },
}

/** The template of the case: by name, the first that exists, or from its text. */
function load({ recorded, decoder, env }: Bench): Template {
  const { select, name, source = '', globals } = recorded
  return during('load', () => {
    if (select !== undefined) return env.selectTemplate(select)
    if (name !== undefined) return env.getTemplate(name)
    return env.fromString(source, { globals: decoder.record(globals) })
  })
}

function isNamed({ name, select }: JinjaCase): boolean {
  return name !== undefined || select !== undefined
}

function score(subject: Subject, expect: Expectation, outcome: Outcome<Given>, dialect: DialectName): Result {
  const { error } = expect
  if (outcome.phase === null) {
    if (error !== undefined) return scoreMissing(subject, error, shown(outcome.value))
    return scoreGiven(subject, expect, outcome.value)
  }
  if (error !== undefined) return scoreError(subject, error, outcome, dialect)
  return scoreUnwanted(subject, shown(expect), outcome.error)
}

function scoreGiven(subject: Subject, expect: Expectation, given: Given): Result {
  if (expect.exports !== undefined && !exportsMatch(expect.exports, given.exports ?? {})) {
    return failed(
      subject,
      'other exports',
      JSON.stringify(expect.exports),
      Object.keys(given.exports ?? {}).join(),
    )
  }
  if (expect.output !== undefined) return scorePrinted(subject, expect.output, given.output ?? '')
  if (expect.value !== undefined) return scoreValue(subject, expect.value, given.value)
  const { undeclared, referenced } = expect
  if (undeclared === undefined) return passed(subject)
  return scoreText(subject, JSON.stringify({ undeclared, referenced }), JSON.stringify(given))
}

function scoreValue(
  subject: Subject,
  wanted: NonNullable<Expectation['value']> | null,
  came: unknown,
): Result {
  if (valueMatches(wanted, came)) return passed(subject)
  return failed(subject, 'other value', JSON.stringify(wanted), shownValue(came))
}

function shown(given: Expectation | Given): string {
  if (given.output !== undefined) return given.output
  return 'value' in given ? shownValue(given.value) : JSON.stringify(given)
}

/** A value for the report; a circular one is shown as its text. */
function shownValue(value: unknown): string {
  try {
    return `${typeof value} ${JSON.stringify(value) ?? String(value)}`
  } catch {
    return `${typeof value} ${String(value)}`
  }
}

type HostFunction = (...args: never[]) => unknown

function functions(record: Readonly<Record<string, unknown>>): Record<string, HostFunction> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, functionOf(value)]))
}

function functionOf(value: unknown): HostFunction {
  if (isFunction(value)) return value
  throw new Unavailable('not a function')
}

function isFunction(value: unknown): value is HostFunction {
  return typeof value === 'function'
}

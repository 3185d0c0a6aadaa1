import { type ChatTemplate, chatTemplate } from '../../src/chat.js'
import { TemplateError } from '../../src/diagnostics/errors.js'
import type { Environment, Template, Vars } from '../../src/index.js'
import { sameSpelling } from './character-references.js'
import type { ParseCase, SetCase } from './formats.js'
import { describeError, during, type Outcome, outcomeOf } from './outcome.js'
import { failed, passed, type Result, type Subject, skipped } from './result.js'
import { scoreError, scoreMissing, scoreText, scoreUnwanted } from './score.js'
import { type RunSettings, reasonToSkipParsing, reasonToSkipSet } from './selection.js'
import {
  type CaseSettings,
  hasOwnGlobals,
  openSet,
  setEnvironment,
  settingsKey,
  type TemplateSet,
} from './set-environment.js'
import { setVars } from './set-values.js'
import { Unavailable } from './values.js'
import { jsValues } from './values-js.js'
import { pythonValues } from './values-python.js'

/** Runs the renders of the set in a folder. */
export function openRenders(folder: string, settings: RunSettings): (line: string) => Result {
  const set = openSet(folder)
  const environments = new Map<string, Environment>()
  const reason = reasonToSkipSet(set.meta, settings)
  return (line) => {
    const recorded: SetCase = JSON.parse(line)
    const subject = { id: recorded.id, topic: set.meta.set }
    if (reason !== null) return skipped(subject, reason)
    try {
      const wanted = settings.compat === null && set.meta.engine === 'nunjucks' ? sameSpelling : unchanged
      return score(
        subject,
        recorded,
        outcomeOf(() => wanted(render(set, recorded, { settings, environments }))),
        wanted,
      )
    } catch (error) {
      if (error instanceof Unavailable) return skipped(subject, error.message)
      throw error
    }
  }
}

/** Checks which templates of the set in a folder parse, with stubs for the tags its engine does not have. */
export function openParses(folder: string, settings: RunSettings): (line: string) => Result {
  const set = openSet(folder)
  const reason = reasonToSkipParsing(set.meta)
  const stubbed = Object.values(set.meta.stubTags ?? {}).some((names) => names.length > 0)
  let env: Environment | null = null
  return (line) => {
    const recorded: ParseCase = JSON.parse(line)
    const wanted = stubbed ? (recorded.okWithStubTags ?? recorded.ok) : recorded.ok
    const subject = { id: `${set.meta.set}/${recorded.path}`, topic: 'parse' }
    if (reason !== null) return skipped(subject, reason)
    env ??= setEnvironment(set, { named: true }, settings)
    const error = parsingError(env, set.files.get(recorded.path) ?? '', recorded.path)
    return checkParsing(subject, { ...recorded, ok: wanted }, error)
  }
}

/** What the renders of a set share. */
interface Bench {
  readonly settings: RunSettings
  readonly environments: Map<string, Environment>
}

function render(set: TemplateSet, recorded: SetCase, { settings, environments }: Bench): string {
  const { entry } = recorded
  const env = during('env', () => environmentOf(set, recorded, { settings, environments }))
  const load = (): { render(vars: Vars): string } => {
    const template = 'file' in entry ? env.getTemplate(entry.file) : env.fromString(entry.string)
    return set.meta.engine === 'jinja2-chat' ? chat(template, recorded) : template
  }
  const template = during('load', load)
  const vars = setVars(recorded.context, set.meta.engine === 'nunjucks' ? jsValues : pythonValues)
  return during('run', () => template.render(vars))
}

/** The same template as tokenizers run it, on a day in the records. */
function chat({ name, source }: Template, { globals }: SetCase): ChatTemplate {
  const named = name === null ? {} : { name }
  const now = (): Date => new Date(2025, 6, 10, 12)
  return chatTemplate(source, { ...named, now, globals: setVars(globals, pythonValues) })
}

/** Environments are shared between cases, so that templates compile once per set and not once per case. */
function environmentOf(set: TemplateSet, recorded: SetCase, { settings, environments }: Bench): Environment {
  const own: CaseSettings = { ...recorded, named: 'file' in recorded.entry }
  if (hasOwnGlobals(recorded)) return setEnvironment(set, own, settings)
  const key = settingsKey(own)
  const shared = environments.get(key) ?? setEnvironment(set, own, settings)
  environments.set(key, shared)
  return shared
}

function score(
  subject: Subject,
  recorded: SetCase,
  outcome: Outcome<string>,
  spelled: (text: string) => string,
): Result {
  const { error } = recorded
  if (outcome.phase === null) {
    if (error !== undefined) return scoreMissing(subject, error, outcome.value)
    return scoreText(subject, spelled(recorded.expected ?? ''), outcome.value)
  }
  if (error !== undefined) return scoreError(subject, error, outcome, 'js')
  return scoreUnwanted(subject, recorded.expected ?? '', outcome.error)
}

function unchanged(text: string): string {
  return text
}

function parsingError(env: Environment, text: string, name: string): unknown {
  try {
    env.fromString(text, { name })
    return null
  } catch (error) {
    return error instanceof TemplateError && isAboutNames(error) ? null : error
  }
}

/** Whether all that is wrong is that a filter or test has no such name, which no parser checks. */
function isAboutNames(error: TemplateError): boolean {
  return [error, ...error.others].every(({ id }) => id === 'unknown-filter' || id === 'unknown-test')
}

function checkParsing(subject: Subject, { ok, error: reported }: ParseCase, error: unknown): Result {
  if (error !== null && !(error instanceof TemplateError)) {
    return failed(subject, 'crashed', ok ? 'parses' : 'does not parse', describeError(error))
  }
  if ((error === null) === ok) return passed(subject)
  if (ok) return failed(subject, 'does not parse', 'parses', describeError(error))
  return failed(subject, 'parses', `an error: ${JSON.stringify(reported ?? null)}`, 'parses')
}

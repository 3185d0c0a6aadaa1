/** Chat templates: what tokenizers of language models render conversations with. */

import { Environment } from './browser-environment.js'
import { GENERATION, GenerationMarks, generationTag, type TextSpan } from './chat/generation.js'
import { immutable } from './chat/immutable.js'
import { chatJson } from './chat/json.js'
import { strftime } from './chat/strftime.js'
import { fault } from './runtime/fault.js'
import type { Vars } from './template.js'

export type { TextSpan }

/** What a chat template may be told. */
export interface ChatOptions {
  /** The time that `strftime_now` gives (now). */
  readonly now?: () => Date
  /** Names the template sees besides the conversation's. */
  readonly globals?: Readonly<Record<string, unknown>>
  /** Its name in messages (none). */
  readonly name?: string
}

/** A rendered conversation and where the model itself speaks in it. */
export interface MarkedText {
  readonly text: string
  /** The bodies of `{% generation %}`, in order. */
  readonly spans: readonly TextSpan[]
}

/** A compiled chat template. */
export interface ChatTemplate {
  /** The conversation as text; `vars` has `messages`, `tools`, `add_generation_prompt`, … Throws `TemplateError`. */
  render(vars: Vars): string
  /** As `render`, with the spans of what the model has written. */
  renderWithSpans(vars: Vars): MarkedText
}

/**
 * A chat template as `apply_chat_template` of Hugging Face's tokenizers renders it: Python's values, both kinds of
 * trimming, `break` and `continue`, values that cannot be changed, `raise_exception`, `strftime_now`, `tojson` without HTML's escapes, and
 * `{% generation %}`. Throws `TemplateError` with every syntax error.
 */
export function chatTemplate(source: string, options: ChatOptions = {}): ChatTemplate {
  const { now = () => new Date(), globals = {}, name } = options
  const marks = new GenerationMarks()
  const environment = new Environment({
    values: 'python',
    trimBlocks: true,
    lstripBlocks: true,
    extensions: ['loopcontrols', generationTag],
    globals: { raise_exception: refuse, strftime_now: clock(now), ...globals },
  })
  Object.assign(environment.host, { values: immutable(environment.host.values) })
  Object.assign(environment.host.filters, { tojson: chatJson, [GENERATION]: marks.filter })
  const template = environment.fromString(source, name === undefined ? {} : { name })
  return {
    render: (vars) => template.render(vars),
    renderWithSpans: (vars) => marks.spansOf(() => template.render(vars)),
  }
}

function refuse(message: unknown): never {
  return fault('host-error', { message: String(message), type: 'TemplateError' })
}

function clock(now: () => Date): (format: unknown) => string {
  return (format) => strftime(now(), String(format))
}

import { Environment, Markup, MemoryLoader, safeAttr, safeCss, safeJs, safeUrl } from '../../src/index.js'
import type { GoCase, StructCase, SysCase } from './corpus.js'

/** What became of a template: its page, or the words of an error. */
export type Outcome = string | { readonly error: string }

/** Renders the cases of one run. Templates are compiled once, whatever the values. */
export class Renderer {
  readonly #environments = new Map<object | string, Environment>()
  readonly #migrate: boolean

  constructor(migrate: boolean) {
    this.#migrate = migrate
  }

  /** A value in a place. */
  sys({ context, payload }: SysCase): Outcome {
    const { file, tpl, fix } = context
    return this.#render(context, { [file]: tpl }, file, { c: true, L: [1, 2], ...fix, x: payload.v })
  }

  /** A value through a structure. */
  struct({ structure, payload }: StructCase): Outcome {
    const vars = { c: true, L: [1, 2], ...structure.fix, x: payload.v }
    return this.#render(structure, structure.templates, 'main', vars)
  }

  /** A template of another engine's tests. */
  go(one: GoCase): Outcome {
    const { templates = { main: one.template ?? '' }, entry = 'main', data = {} } = one
    const vars = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, typed(value)]))
    return this.#render(one, templates, entry, vars)
  }

  #render(
    key: object,
    templates: Readonly<Record<string, string>>,
    ...[name, vars]: [name: string, vars: Readonly<Record<string, unknown>>]
  ): Outcome {
    try {
      const environment = this.#environments.get(key) ?? this.#environment(templates)
      this.#environments.set(key, environment)
      return environment.render(name, vars)
    } catch (error) {
      return { error: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error) }
    }
  }

  /** Names without an ending are pages. */
  #environment(templates: Readonly<Record<string, string>>): Environment {
    return new Environment({
      loader: new MemoryLoader(templates),
      autoescape: () => 'contextual',
      escapePolicy: this.#migrate ? 'migrate' : 'strict',
      keepTrailingNewline: true,
      extensions: ['i18n'],
    })
  }
}

/** A value as the corpus writes values that JSON has not. */
function typed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typed)
  if (typeof value !== 'object' || value === null) return value
  if ('$safe' in value && 'value' in value) return TYPES[String(value.$safe)]?.(String(value.value))
  if ('$throws' in value) return { toJSON: () => invalid(String(value.$throws)) }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, typed(item)]))
}

function invalid(why: string): never {
  throw new Error(why)
}

/** What is trusted in one place, by the other engine's names; a list of candidates is no type here. */
const TYPES: Readonly<Record<string, (text: string) => unknown>> = {
  html: (text) => new Markup(text),
  css: safeCss,
  js: safeJs,
  jsstr: safeJs,
  url: safeUrl,
  attr: safeAttr,
  srcset: (text) => text,
}

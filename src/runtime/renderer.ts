/** `toriijs/runtime`: renders precompiled templates, without the compiler and without making code from text. */
import type { RendererOptions, Spoken } from './dialects/dialect.js'
import { Fault, fault } from './fault.js'
import type { Needs, TemplateModule } from './precompiled.js'
import { type Host, joined, type Output, type Program, Scope } from './scope.js'
import { Undefined } from './undefined.js'

export { safeAttr, safeCss, safeJs, safeUrl, trustedResourceUrl } from './contextual/trusted.js'
export type { OnUnsafe, UnsafeValue } from './contextual/unsafe-value.js'
export type { HostFunction, RendererOptions } from './dialects/dialect.js'
export { Markup } from './markup.js'
export { withContext } from './operation.js'
export type { TemplateModule } from './precompiled.js'
export { ChainableUndefined, DebugUndefined, StrictUndefined, Undefined } from './undefined.js'
export { Fault }

/** Vars of a template by name: `V` as its declarations say, or a Map. */
export type VarsOf<M> = M extends TemplateModule<infer V> ? V | ReadonlyMap<string, unknown> : never

/** The vars argument; it may be left out where no variable is required. */
type Given<V> = Record<never, never> extends V ? [vars?: V] : [vars: V]

/** Renders the templates it was made with, by name. */
export interface Renderer<M extends Modules> {
  /**
   * The page as text; `page.html#block` is one block of it. Throws a `Fault` with an id and data, or what a getter of
   * yours threw; the renderer of `toriijs/runtime/errors` throws errors with words and places instead.
   */
  render<N extends keyof M & string>(name: N, ...vars: Given<VarsOf<M[N]>>): string
  render<N extends keyof M & string>(name: `${N}#${string}`, ...vars: Given<VarsOf<M[N]>>): string
  /** The page in pieces while it is made; in one piece where templates were not compiled for chunks. */
  chunks<N extends keyof M & string>(name: N, ...vars: Given<VarsOf<M[N]>>): Iterable<string>
}

/** Precompiled templates by name, as the `templates.js` beside them exports them. */
export type Modules = Readonly<Record<string, TemplateModule>>

/** A renderer of precompiled templates and of all that they extend, include and import by constant names. */
export function createRenderer<M extends Modules>(modules: M, options: RendererOptions = {}): Renderer<M> {
  const templates = new Map<string, TemplateModule>()
  const add = (name: string, template: TemplateModule): void => {
    const key = template.id ?? name
    if (templates.has(key)) return
    templates.set(key, template)
    for (const linked of template.links()) add(linked.name, linked)
  }
  for (const [name, template] of Object.entries(modules)) add(name, template)
  const host = hostOf(templates, options)
  const open = (name: string, vars: unknown): Scope => new Scope(host, host.load(name, null), recordOf(vars))
  const output = (name: string, vars: unknown): Output => {
    const scope = open(name, vars)
    return scope.program.root(scope)
  }
  return {
    render: (name: string, ...[vars]: [vars?: unknown]) =>
      host.part?.(name, (page) => open(page, vars)) ?? joined(output(name, vars)),
    chunks(name, ...[vars]) {
      const made = output(name, vars)
      return typeof made === 'string' ? [made] : made
    },
  }
}

function recordOf(vars: unknown): Readonly<Record<string, unknown>> {
  return vars instanceof Map ? Object.fromEntries(vars) : ((vars ?? {}) as Readonly<Record<string, unknown>>)
}

/** What templates run in: what they need, under what the application adds. */
function hostOf(
  templates: ReadonlyMap<string, TemplateModule>,
  options: RendererOptions,
): Host & Pick<Needs, 'part'> {
  const all = [...templates.values()].map(({ needs }) => needs)
  const merged = <G extends 'filters' | 'tests' | 'globals'>(group: G): NonNullable<Needs[G]> =>
    Object.assign(Object.create(null), ...all.map((needs) => needs[group]))
  const needs: Needs = Object.assign({}, ...all)
  const dialect = needs.dialect?.with(options, merged)
  return {
    ...options,
    // Templates without a dialect call nothing that would look into it.
    ...(dialect as Spoken),
    globals: { ...merged('globals'), ...options.globals },
    undefined: options.undefined ?? needs.undefined ?? dialect?.undefined ?? Undefined,
    newline: needs.newline ?? '\n',
    part: needs.part,
    load(name, from): Program {
      const full = needs.resolve?.(name, from) ?? name
      return templates.get(full) ?? fault('template-not-found', { names: [name], tried: [] })
    },
    variant: needs.variants?.(templates),
    epoch: 0,
    autoReload: false,
  }
}

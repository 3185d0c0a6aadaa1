import { viewError } from '../diagnostics/view-error.js'
import type { PortableEnvironment } from '../environment.js'
import type { TemplateModule } from '../runtime/precompiled.js'
import type { Modules, Renderer } from '../runtime/renderer.js'

/** What a page is rendered with: a plain object with `url` and `csp_nonce` added. */
export type PageVars = Readonly<Record<string, unknown>>

/** A page as an engine gives it: whole, in pieces, now or later. */
export type Rendered = string | Iterable<string> | AsyncIterable<string> | Promise<string>

/** A template of another engine. */
export type EngineTemplate = (vars: PageVars) => Rendered

/** Another engine under `view`. */
export interface Engine {
  /** The template of a name; throws or rejects where there is none. */
  load(name: string): EngineTemplate | Promise<EngineTemplate>
  /** Whether there is a template; without it names need an ending, since there is nothing to negotiate over. */
  has?(name: string): boolean | Promise<boolean>
  /** One block of a page. */
  block?(name: string, block: string, vars: PageVars): string | Promise<string>
}

/** What `view` renders: templates of one of its sources. */
export interface Templates {
  has(name: string): boolean | Promise<boolean>
  /** Whether templates may come and go. */
  mayChange(): boolean
  /** The page in a form that suits: as one text, or with `inPieces` while it is made. */
  render(name: string, vars: PageVars, inPieces: boolean): Rendered | Promise<Rendered>
  block(name: string, block: string, vars: PageVars): string | Promise<string>
  /** The text of a template for error pages, or null when it is not known. */
  source(name: string): string | null
}

/** Templates of an environment. */
export function ofEnvironment(environment: PortableEnvironment): Templates {
  const { loader } = environment.host
  return {
    has: (name) => (loader?.load(name) ?? null) !== null,
    mayChange: () => environment.host.autoReload,
    render: (name, vars, inPieces) =>
      inPieces ? environment.chunks(name, vars) : environment.render(name, vars),
    block: (name, block, vars) => environment.getTemplate(name).renderBlock(block, vars),
    source: (name) => loader?.load(name)?.text ?? null,
  }
}

/** Templates of a renderer of precompiled ones; which there are only the modules tell that it was made from. */
export function ofRenderer(renderer: Renderer<Modules>, modules: Modules = {}): Templates {
  return {
    has: (name) => Object.hasOwn(modules, name),
    mayChange: () => false,
    render: (name, vars, inPieces) => (inPieces ? renderer.chunks(name, vars) : renderer.render(name, vars)),
    block: (name, block, vars) => renderer.render(`${name}#${block}`, vars),
    source: () => null,
  }
}

/** Templates of another engine. */
export function ofEngine(engine: Engine): Templates {
  return {
    has: (name) => engine.has?.(name) ?? false,
    mayChange: () => true,
    render(name, vars) {
      const template = engine.load(name)
      return typeof template === 'function' ? template(vars) : template.then((loaded) => loaded(vars))
    },
    block(name, block, vars) {
      return engine.block === undefined
        ? viewError('no-fragments', { name: `${name}#${block}` })
        : engine.block(name, block, vars)
    },
    source: () => null,
  }
}

/** Templates that have to be loaded before the first use. */
export function later(load: () => Promise<Templates>): Templates {
  let loading: Promise<Templates> | null = null
  let loaded: Templates | null = null
  const ready = async (): Promise<Templates> => (loaded = await (loading ??= load()))
  return {
    has: (name) => loaded?.has(name) ?? ready().then((templates) => templates.has(name)),
    mayChange: () => loaded?.mayChange() ?? true,
    render: (name, vars, inPieces) =>
      loaded?.render(name, vars, inPieces) ??
      ready().then((templates) => templates.render(name, vars, inPieces)),
    block: (name, block, vars) =>
      loaded?.block(name, block, vars) ?? ready().then((templates) => templates.block(name, block, vars)),
    source: (name) => loaded?.source(name) ?? null,
  }
}

/** Whether an object of precompiled templates, as `templates.js` exports it. */
export function isModules(value: object): value is Readonly<Record<string, TemplateModule>> {
  return Object.values(value).every(
    (each) => typeof each === 'object' && each !== null && 'root' in each && 'links' in each,
  )
}

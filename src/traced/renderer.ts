import { locate } from '../locate.js'
import {
  createRenderer as createPlainRenderer,
  type Modules,
  type Renderer,
  type RendererOptions,
} from '../runtime/renderer.js'
import { Source } from '../source.js'
import { MappedPlaces, type Maps } from './places.js'

/** Options of a renderer whose errors have words and places. */
export interface TracedOptions extends RendererOptions {
  /** How code is traced back to templates (in Node: by the source maps beside the scripts or in them). */
  readonly maps?: Maps
}

/** Renders by a plain renderer; what goes wrong is thrown as a `TemplateError`. */
export function tracedRenderer<M extends Modules>(
  modules: M,
  { maps, ...options }: TracedOptions & { readonly maps: Maps },
): Renderer<M> {
  const plain: Renderer<Modules> = createPlainRenderer<Modules>(modules, options)
  const registry = new MappedPlaces(namesOf(modules), maps)
  const guard = <T>(name: string, work: () => T): T => {
    try {
      return work()
    } catch (error) {
      const source = new Source(name.replace(/#[^#]*$/, ''), '')
      throw locate(error, { registry, source, compiler: null })
    }
  }
  const traced: Renderer<Modules> = {
    ...plain,
    render: (name: string, ...vars) => guard(name, () => plain.render(name, ...vars)),
    *chunks(name, ...vars) {
      const chunks = guard(name, () => plain.chunks(name, ...vars)[Symbol.iterator]())
      for (let step = next(); step.done !== true; step = next()) yield step.value

      function next(): IteratorResult<string> {
        return guard(name, () => chunks.next())
      }
    },
  }
  return traced as Renderer<M>
}

function namesOf(modules: Modules): Set<string> {
  const names = new Set<string>()
  const add = (name: string, links: Modules[string]['links']): void => {
    if (names.has(name)) return
    names.add(name)
    for (const linked of links()) add(linked.name, linked.links)
  }
  for (const [name, { links }] of Object.entries(modules)) add(name, links)
  return names
}

/** `toriijs/runtime/errors` for browsers: errors of precompiled templates with words, and with places by given maps. */
import type { Modules, Renderer } from '../runtime/renderer.js'
import { type TracedOptions, tracedRenderer } from './renderer.js'

export {
  LimitError,
  RenderError,
  TemplateError,
  type TemplateFrame,
  TemplateNotFoundError,
  UndefinedError,
} from '../diagnostics/errors.js'
export type { Maps } from './places.js'
export type { TracedOptions } from './renderer.js'

/**
 * As `createRenderer` of `toriijs/runtime`; what goes wrong is thrown as a `TemplateError` with words. It has a place
 * where `maps` leads to one: scripts in a browser cannot read source maps by themselves while they wait.
 */
export function createRenderer<M extends Modules>(modules: M, options: TracedOptions = {}): Renderer<M> {
  return tracedRenderer(modules, { maps: { mapOf: () => null }, ...options })
}

/** `toriijs/runtime/errors`: errors of precompiled templates with words and places, by the source maps on the disk. */
import type { Modules, Renderer } from '../runtime/renderer.js'
import { files } from './map-files.js'
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
 * As `createRenderer` of `toriijs/runtime`; what goes wrong is thrown as a `TemplateError`, as templates throw it that
 * are compiled at run time. Source maps are read when something fails: `torii compile --source-map` writes them.
 */
export function createRenderer<M extends Modules>(modules: M, options: TracedOptions = {}): Renderer<M> {
  return tracedRenderer(modules, { maps: files, ...options })
}

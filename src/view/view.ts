import { viewError } from '../diagnostics/view-error.js'
import type { PortableEnvironment } from '../environment.js'
import { createRenderer, type Modules, type Renderer } from '../runtime/renderer.js'
import type { Vars } from '../template.js'
import { Chooser } from './choose.js'
import type { Environ, Reply } from './contract.js'
import type { Init } from './init.js'
import { renderReply } from './render.js'
import {
  type Engine,
  isModules,
  later,
  ofEngine,
  ofEnvironment,
  ofRenderer,
  type Templates,
} from './templates.js'

/** Where templates come from: an environment, a folder, precompiled templates, a renderer of these, another engine. */
export type ViewSource = PortableEnvironment | string | Modules | Renderer<Modules> | Engine

/**
 * Renders a page as the reply to a request: `render(environ, 'page.html', vars, init)`. Rejects with `TemplateError`
 * or, for names, options and headers that cannot be, with `ViewError`.
 */
export type Render = (environ: Environ, name: string, vars?: Vars, init?: Init) => Promise<Reply>

/** Opens a folder of templates. */
export type OpenFolder = (folder: string) => Promise<Templates>

/** A function that renders the templates of a source; `openFolder` is asked for folders. */
export function viewOf(source: ViewSource, openFolder: OpenFolder): Render {
  const templates = templatesOf(source, openFolder)
  const chooser = new Chooser(templates)
  return (environ, name, vars = {}, init = {}) =>
    renderReply(templates, chooser, { environ, name, vars, init })
}

function templatesOf(source: ViewSource, openFolder: OpenFolder): Templates {
  if (typeof source === 'string') return later(() => openFolder(source))
  if (typeof source !== 'object' || source === null) {
    return viewError('bad-view', { kind: source === null ? 'null' : typeof source })
  }
  if (isEnvironment(source)) return ofEnvironment(source)
  if (isEngine(source)) return ofEngine(source)
  if (isRenderer(source)) return ofRenderer(source)
  return isModules(source)
    ? ofRenderer(createRenderer(source), source)
    : viewError('bad-view', { kind: 'this object' })
}

// By their methods, since the class would bring the compiler along.
function isEnvironment(source: object): source is PortableEnvironment {
  return 'getTemplate' in source && typeof source.getTemplate === 'function'
}

function isEngine(source: object): source is Engine {
  return 'load' in source && typeof source.load === 'function'
}

function isRenderer(source: object): source is Renderer<Modules> {
  return 'chunks' in source && typeof source.chunks === 'function'
}

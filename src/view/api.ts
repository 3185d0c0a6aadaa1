/** `toriijs/view`: templates as replies to requests, and what an application is made of around them. */
import { type Render, type ViewSource, viewOf } from './view.js'

export { ViewError } from '../diagnostics/view-error.js'
export { compose } from './compose.js'
export type { App, Body, Environ, GatewayName, Headers, Middleware, Reply } from './contract.js'
export { type FailureOptions, failure } from './failure/failure.js'
export { type FormOptions, form } from './form.js'
export { invalidHeader } from './headers.js'
export type { Init } from './init.js'
export { type Finding, Violation } from './lint/finding.js'
export { type LintOptions, lint } from './lint/lint.js'
export { mount } from './mount.js'
export { redirect } from './redirect.js'
export type { Engine, EngineTemplate, PageVars, Rendered } from './templates.js'
export { type Query, url } from './url.js'
export type { Render, ViewSource } from './view.js'

/**
 * A function that renders templates as replies to requests. They come from an environment, a folder, precompiled
 * templates or another engine; the compiler is loaded only for a folder, when the first page of it is asked for.
 */
export function view(source: ViewSource): Render {
  return viewOf(source, async (folder) => (await import('./folder.js')).openFolder(folder))
}

/** `toriijs/view` where there is no file system: without folders, and without anything that could read them. */
import { viewError } from '../diagnostics/view-error.js'
import { type Render, type ViewSource, viewOf } from './view.js'

export { ViewError } from '../diagnostics/view-error.js'
export { compose } from './compose.js'
export { failure } from './failure/failure.js'
export { form } from './form.js'
export { invalidHeader } from './headers.js'
export { Violation } from './lint/finding.js'
export { lint } from './lint/lint.js'
export { mount } from './mount.js'
export { redirect } from './redirect.js'
export { url } from './url.js'

/** A function that renders templates as replies; a folder is refused with `ViewError` (`no-folder`). */
export function view(source: ViewSource): Render {
  return viewOf(source, async (folder) => viewError('no-folder', { folder }))
}

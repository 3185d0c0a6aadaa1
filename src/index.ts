/** The public API. `browser.ts` has the same without what needs a file system. */
import { Environment } from './node-environment.js'
import type { Vars } from './template.js'

export {
  LimitError,
  RenderError,
  SecurityError,
  TemplateError,
  type TemplateFrame,
  TemplateNotFoundError,
  TemplateSyntaxError,
  UndefinedError,
} from './diagnostics/errors.js'
export type { StringOptions } from './environment.js'
export type { Jinja2Options } from './jinja2.js'
export { ChoiceLoader } from './loader/choice.js'
export { FileLoader } from './loader/file.js'
export { FunctionLoader } from './loader/function.js'
export type { LoadedTemplate, Loader } from './loader/loader.js'
export { MemoryLoader } from './loader/memory.js'
export { PackageLoader } from './loader/package.js'
export { PrefixLoader } from './loader/prefix.js'
export { Environment } from './node-environment.js'
export type { EnvironmentOptions } from './options.js'
export type { Tag } from './parser/tag.js'
export { safeAttr, safeCss, safeJs, safeUrl, trustedResourceUrl } from './runtime/contextual/trusted.js'
export type { UnsafeValue } from './runtime/contextual/unsafe-value.js'
export { Markup } from './runtime/markup.js'
export { withContext } from './runtime/operation.js'
export type { Site } from './runtime/scope.js'
export { Undefined } from './runtime/undefined.js'
export { selectAutoescape } from './select-autoescape.js'
export { Template, type Vars } from './template.js'

/** Renders a template from its text with a default environment. Throws `TemplateError`. */
export function render(text: string, vars?: Vars): string {
  return new Environment().fromString(text).render(vars)
}

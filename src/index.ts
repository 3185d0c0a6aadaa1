/** The public API: that of browsers, and what needs a file system. */
export {
  ChoiceLoader,
  type EnvironmentOptions,
  FunctionLoader,
  type Jinja2Options,
  LimitError,
  type LoadedTemplate,
  type Loader,
  Markup,
  MemoryLoader,
  PrefixLoader,
  RenderError,
  render,
  SecurityError,
  type Site,
  type StringOptions,
  selectAutoescape,
  type Tag,
  Template,
  TemplateError,
  type TemplateFrame,
  TemplateNotFoundError,
  TemplateSyntaxError,
  Undefined,
  UndefinedError,
  type Vars,
  withContext,
} from './browser.js'
export { FileLoader } from './loader/file.js'
export { PackageLoader } from './loader/package.js'
export { Environment } from './node-environment.js'

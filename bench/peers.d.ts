/** The little we call of packages that ship no types. */
type Render = (vars: object) => string

declare module 'nunjucks' {
  class FileSystemLoader {
    constructor(folders: string | readonly string[])
  }
  class Environment {
    constructor(loader: FileSystemLoader | null, options: { autoescape: boolean })
    addFilter(name: string, filter: (value: never) => unknown): void
    getTemplate(name: string, eagerCompile: boolean): { render: Render }
  }
  class Template {
    constructor(text: string, environment: Environment, path: string, eagerCompile: boolean)
    render: Render
  }
  const nunjucks: {
    Environment: typeof Environment
    FileSystemLoader: typeof FileSystemLoader
    Template: typeof Template
    parser: { parse(text: string, extensions: readonly unknown[], options: object): unknown }
  }
  export default nunjucks
}

declare module 'ejs' {
  interface Options {
    filename: string
    cache: boolean
    _with: boolean
    localsName: string
  }
  const ejs: { compile(text: string, options: Options): Render }
  export default ejs
}

declare module 'pug' {
  const pug: { compileFile(path: string, options: { doctype: string }): Render }
  export default pug
}

declare module 'dot' {
  type Settings = Readonly<Record<string, unknown>>
  const doT: {
    readonly templateSettings: Settings
    template(text: string, settings: Settings, parts: Readonly<Record<string, string>>): Render
  }
  export default doT
}

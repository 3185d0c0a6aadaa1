/**
 * Who may import whom. A layer is a folder of `src` or one of its files; it may always import itself. `values` may
 * be imported in full, of `types` only what is gone at run time.
 */
export interface Layer {
  readonly values: readonly string[]
  readonly types: readonly string[]
}

const core = ['source', 'ast', 'diagnostics']
const compiler = [...core, 'lexer', 'parser', 'tags', 'semantics', 'escape', 'codegen', 'sourcemap']
const surface = [
  'options',
  'jinja2',
  'select-autoescape',
  'chat',
  'python',
  'settings',
  'parts',
  'program',
  'compile',
  'compiler',
  'locate',
  'meta',
  'template',
  'environment',
  'browser-environment',
  'node-environment',
]
const engine = [...compiler, 'runtime', 'loader', 'cache', 'presets', ...surface]

/** The table of DESIGN: arrows only ever point down. */
export const layers: Readonly<Record<string, Layer>> = {
  source: { values: [], types: [] },
  ast: { values: [], types: ['source'] },
  runtime: { values: [], types: [] },
  diagnostics: { values: ['source'], types: ['runtime', 'ast'] },
  lexer: { values: ['source', 'diagnostics'], types: ['ast'] },
  parser: { values: [...core, 'lexer'], types: ['tags'] },
  tags: { values: ['ast'], types: ['source', 'parser', 'lexer'] },
  semantics: { values: core, types: ['runtime'] },
  escape: { values: [...core, 'semantics'], types: ['runtime'] },
  codegen: { values: [...core, 'semantics', 'escape'], types: ['runtime'] },
  sourcemap: { values: ['source', 'codegen'], types: ['diagnostics'] },
  loader: { values: ['runtime'], types: ['source'] },
  cache: { values: ['sourcemap'], types: ['runtime', 'source', 'codegen', ...surface] },
  presets: { values: ['runtime'], types: ['lexer', 'codegen', 'semantics', 'options'] },
  ...Object.fromEntries(surface.map((layer) => [layer, { values: engine, types: [] }])),
  browser: { values: engine, types: [] },
  index: { values: [...engine, 'browser'], types: [] },
  traced: { values: [...core, 'sourcemap', 'runtime', 'locate'], types: [] },
  precompile: { values: [...engine, 'index'], types: [] },
  vite: { values: [...engine, 'precompile'], types: [] },
  view: { values: [...engine, 'index', 'precompile'], types: [] },
  frameworks: { values: [...engine, 'precompile', 'view'], types: [] },
  cli: { values: [...engine, 'index', 'precompile', 'view'], types: [] },
}

/** Folders that turn text into code: no I/O, no globals, no state between calls. */
export const pureFolders: readonly string[] = [
  'source',
  'ast',
  'lexer',
  'parser',
  'tags',
  'semantics',
  'escape',
  'codegen',
  'sourcemap',
]

/** Where the outside world may be reached through `node:` modules. */
export const outside: readonly string[] = [
  'cli/',
  'loader/file',
  'loader/package',
  'view/gateway/',
  'frameworks/',
  'cache/disk',
  'cache/folder',
  'parts/on-demand',
  'precompile/',
  'traced/map-files',
  'vite.ts',
  'worker/',
]

/** Module-level values that change, each with the reason why no caller can tell. */
export const pools: Readonly<Record<string, string>> = {
  'parser/parse.ts': 'parsers not in use; each starts every run from nothing',
}

import { Environment } from '../browser-environment.js'
import { FileLoader } from '../loader/file.js'
import type { EnvironmentOptions } from '../options.js'

/** Options of the environment that have their meaning while templates are compiled, as plain data. */
type Compiling = Pick<
  EnvironmentOptions,
  | 'values'
  | 'compat'
  | 'trimBlocks'
  | 'lstripBlocks'
  | 'keepTrailingNewline'
  | 'newline'
  | 'delimiters'
  | 'i18n'
  | 'development'
  | 'escapePolicy'
>

/** How templates are precompiled: plain data only, so that it can be compared and sent to other threads. */
export interface PrecompileOptions extends Compiling {
  /** js: by the name of the template; python: off. */
  readonly autoescape?: 'contextual' | 'html' | false
  readonly undefined?: 'lenient' | 'chainable' | 'strict' | 'debug'
  readonly extensions?: readonly ('do' | 'loopcontrols' | 'i18n' | 'debug')[]
  /** Names of filters, tests and globals that the application gives to the renderer. */
  readonly filters?: readonly string[]
  readonly tests?: readonly string[]
  readonly globals?: readonly string[]
  /** Whether the renderer has a finalizer (false). */
  readonly finalize?: boolean
  /** Modules that import (`esm`) or require (`cjs`) each other. */
  readonly format?: 'esm' | 'cjs'
  /** Whether pages can be had in pieces while they are made; rendering them whole is slower then (false). */
  readonly chunks?: boolean
  /** Whether declarations are written: the vars of each template, for TypeScript (false). */
  readonly dts?: boolean
  /** Whether source maps are written (false). */
  readonly sourceMap?: boolean
}

/** The environment in which templates of a folder are compiled. */
export function environmentOf(root: string, options: PrecompileOptions): Environment {
  const { filters, tests, globals, finalize, format, chunks, dts, sourceMap, ...own } = options
  return new Environment({
    ...own,
    loader: new FileLoader(root),
    filters: placeholders(filters),
    tests: placeholders(tests),
    globals: placeholders(globals),
    finalize: finalize === true ? placeholder : null,
    cache: { size: 0 },
  })
}

function placeholders(names: readonly string[] = []): Record<string, () => null> {
  return Object.fromEntries(names.map((name) => [name, placeholder]))
}

function placeholder(): null {
  return null
}

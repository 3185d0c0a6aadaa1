import type { Expression, Template as Tree } from './ast.js'
import type { Linkage } from './codegen/linkage.js'
import type { ModeName } from './codegen/mode.js'
import {
  type Compiled,
  type CompileOptions,
  compile,
  compileValue,
  type ElementCheck,
  type Target,
} from './compile.js'
import type { ContentType } from './escape/content-type.js'
import type { InferOptions } from './escape/infer.js'
import { Neighbours, type Opened } from './escape/neighbours.js'
import { useOf } from './escape/use.js'
import { lex } from './lexer/lex.js'
import type { Token } from './lexer/tokens.js'
import { joinName } from './loader/names.js'
import { findMeta, type Meta } from './meta.js'
import { DELIMITERS, type EnvironmentOptions, escapes, markupOf } from './options.js'
import { lexerSyntax, parse, parseExpression } from './parser/parse.js'
import type { Tag } from './parser/tag.js'
import { REFUSING } from './runtime/contextual/names.js'
import type { Settings } from './settings.js'
import { Source } from './source.js'
import { encodeMap, type SourceMap } from './sourcemap/encode.js'
import { tags } from './tags/index.js'

/** A template after each pass: tokens, tree, names, code, map, and what is wrong with it. */
export interface Stages extends Compiled {
  readonly tokens: readonly Token[]
  /** Comments, raw tags and whitespace between the tokens. */
  readonly trivia: readonly Token[]
  readonly map: SourceMap
}

/** What code is made for: a mode (`text`), a linkage (with an environment) and a use (none but the usual one). */
export interface CompileAs {
  readonly mode?: ModeName
  readonly linkage?: Linkage
  readonly use?: string
  /** Is told the names of other templates that were opened. */
  readonly opened?: (name: string) => void
  /** Whether blocks are made for all places in which the parents have them, since no compiler is there later (false). */
  readonly closed?: boolean
  /** Whether it is asked where each output stands (false). */
  readonly traced?: boolean
}

/** What a compiler is given besides options. */
export interface Workshop {
  readonly added: readonly Tag[]
  readonly careful: boolean
}

/** How another template is looked into. */
interface Peek {
  /** What a template makes; null for one that is not looked into. */
  readonly typeOf: (name: string) => ContentType | null
  /** Is told its name. */
  readonly tell: CompileAs['opened']
}

interface Other extends Opened {
  readonly source: Source
}

/** The passes over templates as the options of an environment want them. */
export class Compiler {
  /** Whether code is made to find the places of failures, however slow it is. */
  readonly #careful: boolean
  readonly #options: EnvironmentOptions
  readonly #host: Settings
  readonly #tags: Map<string, Tag>
  #compiling: CompileOptions | null = null

  /** `added` are tags besides those of the options. */
  constructor(options: EnvironmentOptions, host: Settings, { added, careful }: Workshop) {
    this.#options = options
    this.#host = host
    this.#careful = careful
    this.#tags = enabledTags(options)
    for (const tag of added) this.#tags.set(tag.name, tag)
  }

  /** Enables a tag; what was compiled before may mean something else now. */
  addTag(tag: Tag): void {
    this.#tags.set(tag.name, tag)
    this.changed()
  }

  /** Tells that filters or tests have changed. */
  changed(): void {
    this.#compiling = null
  }

  /** A template after all passes but the comments between its tokens; also one with problems. */
  compile(source: Source, as: CompileAs = {}): Compiled {
    let isTransient = false
    const opened = (name: string): void => {
      isTransient ||= this.#host.wellFormed === 'error'
      as.opened?.(name)
    }
    const target = this.target(source, { ...as, opened })
    // That an included template ends elsewhere than it begins is in the code that follows; where parents have blocks,
    // and that all else ends where it begins, is asked once more at run time.
    const contextual = target.contextual && following(target.contextual, () => (isTransient = true))
    const compiled = compile(source, { ...target, contextual }, this.#compileOptions())
    return isTransient ? { ...compiled, isTransient } : compiled
  }

  /** How a template is compiled. */
  target(
    { name }: Source,
    { mode = 'text', use = '', opened, closed = false, traced = false, ...as }: CompileAs,
  ): Target {
    const { autoescape, escapePolicy: policy, filters, added } = this.#host
    const { escaping, type } = escapes(autoescape, name)
    const isBuiltIn = (filter: string): boolean =>
      Object.hasOwn(filters, filter) && !Object.hasOwn(added.filters, filter)
    const open = (asked: string, own: string | null): Opened | null => this.#open(asked, own, opened)
    const known = new Neighbours(open, { policy, isBuiltIn }).of(name)
    return {
      ...{ escaping, mode, use, ...as },
      elements: mode === 'text' && use === '' ? this.#elements(name, opened) : null,
      contextual:
        type === null ? null : { ...known, policy, isBuiltIn, type, use: useOf(use), closed, traced },
    }
  }

  /** How the elements of a template are checked. Code depends on other templates only where they can stop it. */
  #elements(name: string | null, opened: CompileAs['opened']): ElementCheck | null {
    const { autoescape, wellFormed: level } = this.#host
    const type = level === 'off' ? null : markupOf(autoescape, name)
    if (level === 'off' || type === null) return null
    const tell = level === 'error' ? opened : undefined
    const typeOf = (other: string): ContentType | null => markupOf(autoescape, other)
    return { level, type, open: (asked, own) => this.#other(asked, own, { typeOf, tell }) }
  }

  /** Another template, to be looked into. */
  #open(asked: string, own: string | null, tell: CompileAs['opened']): Opened | null {
    const typeOf = (name: string): ContentType | null => escapes(this.#host.autoescape, name).type
    const other = this.#other(asked, own, { typeOf, tell })
    return other === null ? null : { name: other.name, type: other.type, tree: other.tree }
  }

  #other(asked: string, own: string | null, { typeOf, tell }: Peek): Other | null {
    const { loader } = this.#host
    const name = loader?.resolve === undefined ? joinName(asked, own) : loader.resolve(asked, own)
    const text = name === null ? null : this.#textOf(name)
    if (name === null || text === null) return null
    const type = typeOf(name)
    if (type === null) return null
    tell?.(name)
    const source = new Source(name, text)
    return { name, type, source, tree: this.treeOf(source) }
  }

  /** A template's text, as far as its loader gives it without ado. */
  #textOf(name: string): string | null {
    try {
      return this.#host.loader?.load(name)?.text ?? null
    } catch {
      return null
    }
  }

  /** A text that is one expression, whose value the code exports as `result`. */
  compileValue(source: Source): Compiled {
    return compileValue(source, this.#compileOptions())
  }

  /** A template after each pass. */
  stages(source: Source, as: CompileAs): Stages {
    const compiled = this.compile(source, as)
    const { tokens, trivia } = lex(source, lexerSyntax({ ...this.#compileOptions().syntax, trivia: true }))
    return { ...compiled, tokens, trivia, map: encodeMap(compiled.mappings, source) }
  }

  /** The tree of a template, with gaps where it has problems. */
  treeOf(source: Source): Tree {
    return parse(source, this.#compileOptions().syntax).template
  }

  /** The tree of an expression, or null where there is none. */
  expressionOf(text: string): Expression | null {
    return parseExpression(new Source(null, text), this.#compileOptions().syntax).expression
  }

  /** What a compiled template refers to. */
  meta(compiled: Compiled): Meta {
    return findMeta(compiled.tree, compiled.names, this.#host.globals)
  }

  #compileOptions(): CompileOptions {
    return (this.#compiling ??= compileOptions(this.#options, this.#host, this.#tags, this.#careful))
  }
}

/** The same, told when another template turns out to end in another context than it begins in. */
function following<T extends Pick<InferOptions, 'follow'>>(contextual: T, turns: () => void): T {
  return {
    ...contextual,
    follow(name, from) {
      const end = contextual.follow(name, from)
      if (end !== null && end.key !== from.key) turns()
      return end
    },
  }
}

function enabledTags({ extensions = [], values = 'js' }: EnvironmentOptions): Map<string, Tag> {
  const groups = values === 'js' ? (['core', 'do', 'loopcontrols', 'nunjucks'] as const) : (['core'] as const)
  const enabled = groups.flatMap((group) => tags[group])
  const extra = extensions.flatMap((extension) =>
    typeof extension === 'string' ? tags[extension] : [extension],
  )
  return new Map([...enabled, ...extra].map((tag) => [tag.name, tag]))
}

function compileOptions(
  options: EnvironmentOptions,
  host: Settings,
  known: ReadonlyMap<string, Tag>,
  careful: boolean,
): CompileOptions {
  const js = host.dialect === 'js'
  return {
    syntax: {
      delimiters: { ...DELIMITERS, ...options.delimiters },
      trimBlocks: options.trimBlocks ?? false,
      lstripBlocks: options.lstripBlocks ?? false,
      ...host.preset.lexer,
      keepTrailingNewline: options.keepTrailingNewline ?? host.preset.keepTrailingNewline,
      newline: host.newline,
      regexLiterals: js,
      strictEquality: js,
      trivia: false,
      tags: known,
      bareKeys: js,
      elseif: js,
      i18n: { newstyle: options.i18n?.newstyle ?? false, trimmed: options.i18n?.trimmed ?? false },
    },
    codegen: {
      ...host.preset.codegen,
      linesInHints: !js,
      finalize: host.finalize !== null,
      trustsFilterBlocks: !js,
      lineByLine: options.development ?? false,
      careful,
      filters: host.filters,
      tests: host.tests,
      values: host.values,
      escapers: {
        refuses: (name) => REFUSING.has(name),
        write: (name, value) => host.runtime[name](value),
      },
    },
  }
}

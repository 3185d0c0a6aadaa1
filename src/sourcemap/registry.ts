import type { Mapping, Mappings } from '../codegen/mappings.js'
import type { ModeName } from '../codegen/mode.js'
import type { Source, Span } from '../source.js'
import { framesOf, type StackFrame } from './stack.js'

/** Generated code that may show up in a stack: where it came from. */
export interface Origin {
  readonly source: Source
  readonly mappings: Mappings
}

/** A place in a template that was being rendered. */
export interface Place {
  readonly source: Source
  readonly span: Span
}

/** What generated code and its template are called where JavaScript names files. */
export interface Urls {
  /** What the code must carry as its `sourceURL`. */
  readonly code: string
  /** What a source map must call the template. */
  readonly template: string
}

/** `new Function` puts two lines of its own before the code. */
export const LINES_BEFORE = 2

/** How many dead entries may pile up before they are swept. */
const SWEEP_AT = 512

/** Finds the templates behind JavaScript stacks. Holds code weakly, so templates that are dropped can go. */
export class Registry {
  readonly #codes = new Map<string, WeakRef<Origin>>()
  /** By the names that stacks have for templates where the host applied source maps. */
  readonly #templates = new Map<string, WeakRef<Origin>>()
  #count = 0
  #sweepAt = SWEEP_AT

  /**
   * Registers generated code and gives the URLs to use for it: of its own, or with `stable` the same each time the
   * same template is compiled in the same way, so that a debugger's breakpoints stay.
   */
  add(origin: Origin, stable: ModeName | null = null): Urls {
    if (this.#codes.size >= this.#sweepAt) this.#sweep()
    const urls = this.#urls(origin.source, stable)
    const held = new WeakRef(origin)
    this.#codes.set(urls.code, held)
    if (stable === null) return urls
    for (const name of namesInStacks(urls.template)) this.#templates.set(name, held)
    return urls
  }

  /** Registers generated code that is in a file of its own, by the URL that stacks have for it. */
  addFile(origin: Origin, url: string): void {
    if (this.#codes.size >= this.#sweepAt) this.#sweep()
    this.#codes.set(url, new WeakRef(origin))
  }

  /** The places in templates that an error's stack passes through, innermost first. */
  places(error: unknown): Place[] {
    const places: Place[] = []
    for (const frame of framesOf(error)) {
      const found = this.#find(frame)
      if (found === null || found.span === null || (found.from === null && places.length > 0)) continue
      places.push({ source: found.source, span: found.span })
    }
    return places
  }

  #find({ url, line, column }: StackFrame): (Mapping & Origin) | null {
    const code = this.#codes.get(url)?.deref()
    const origin = code ?? this.#templates.get(url)?.deref()
    if (origin === undefined) return null
    const { mappings, source } = origin
    const found =
      code === undefined
        ? mappings.from(source.offset({ line, column }))
        : mappings.inForce(line - LINES_BEFORE, column - 1)
    return found && { ...found, ...origin }
  }

  #urls({ name, path }: Source, stable: ModeName | null): Urls {
    const kind = stable === null || stable === 'text' ? '.js' : `.${stable}.js`
    const template = stable === null ? templateUrl({ name, path: null }) : templateUrl({ name, path })
    if (stable !== null && (path ?? name) !== null) return { template, code: `${template}${kind}` }
    const own = `${template}?${++this.#count}`
    return { template: own, code: `${own}.js` }
  }

  #sweep(): void {
    for (const held of [this.#codes, this.#templates])
      for (const [id, origin] of held) if (origin.deref() === undefined) held.delete(id)
    this.#sweepAt = this.#codes.size * 2 + SWEEP_AT
  }
}

/** What debuggers and source maps call a template: the URL of its file, or one made of its name. */
export function templateUrl({ name, path }: Pick<Source, 'name' | 'path'>): string {
  return path === null ? `torii:///${encoded(name ?? '<string>')}` : fileUrl(path)
}

/** A path of either kind of system as a `file:` URL. */
function fileUrl(path: string): string {
  const slashed = path.replaceAll('\\', '/')
  return `file://${slashed.startsWith('/') ? '' : '/'}${encoded(slashed)}`
}

/** What a host that applies source maps calls a template: its URL, or for files the path. */
function namesInStacks(url: string): string[] {
  if (!url.startsWith('file://')) return [url]
  const path = decodeURIComponent(url.slice('file://'.length))
  return [url, path, path.slice(1).replaceAll('/', '\\')]
}

/** A template's name as part of a URL; halves of surrogate pairs, which no URL can hold, become `�`. */
function encoded(name: string): string {
  return encodeURI(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[?#]/g, encodeURIComponent)
}

/** The text of a template as a loader found it. */
export interface LoadedTemplate {
  readonly text: string
  /** Where it came from on disk, for debuggers and watchers; null when from nowhere. */
  readonly path: string | null
  /** Whether loading again would give the same text; absent when it always would. */
  readonly fresh?: () => boolean
}

/**
 * Where templates come from. `load` answers at once; a loader that has to wait (a database, the network) is a
 * separate interface whose `load` returns a promise, so a synchronous render can never be handed one by mistake.
 */
export interface Loader {
  /** The folders it looks in, for messages; absent where there are none. */
  readonly folders?: readonly string[]
  /**
   * The template of that name, or null when there is none. Names use `/` on every system. Anything else that
   * stops it is an error: the built-in loaders fault with `host-error`.
   */
  load(name: string): LoadedTemplate | null
  /**
   * The name that `name` means when the template `from` includes, imports or extends it; null when it means nothing.
   * Without this method names that start with `./` or `../` are relative to `from` (see `joinName`).
   */
  resolve?(name: string, from: string | null): string | null
}

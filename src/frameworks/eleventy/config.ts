/** The part of Eleventy's configuration that the plugin uses, since Eleventy ships no types. Types only. */

/** A filter or shortcode, called with the page it is used on as `this`. */
export type Callback = (this: unknown, ...args: unknown[]) => unknown

/** Callbacks by name. */
export type Callbacks = Readonly<Record<string, Callback>>

/** What a site has for templates of nunjucks: its own, and all that is there for every engine. */
export interface Registry {
  readonly filters?: Callbacks
  readonly asyncFilters?: Callbacks
  readonly shortcodes?: Callbacks
  readonly asyncShortcodes?: Callbacks
  readonly pairedShortcodes?: Callbacks
  readonly asyncPairedShortcodes?: Callbacks
  readonly globals?: Readonly<Record<string, unknown>>
}

/** The data cascade of a page. */
export type PageData = Readonly<Record<string, unknown>>

/** What a template is compiled to. */
export type RenderPage = (data: PageData) => Promise<string>

/** What Eleventy calls compilers on. */
export interface Compiling {
  /** Notes that a file is made of others, for incremental builds. */
  addDependencies(file: string, others: readonly string[]): void
}

/** How a kind of templates is compiled. */
export interface Extension {
  readonly outputFileExtension: string
  compile(this: Compiling, text: string, file: string): RenderPage
  readonly compileOptions: {
    /** Permalinks are templates where they are texts. */
    permalink(link: unknown, file: string): unknown
  }
}

/** `eleventyConfig` of a configuration file. */
export interface EleventyConfig {
  readonly directories: { readonly includes?: string; readonly layouts?: string }
  readonly nunjucks: Registry
  addTemplateFormats(formats: readonly string[]): void
  addExtension(extensions: readonly string[], extension: Extension): void
}

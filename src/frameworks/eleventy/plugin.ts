import type { EnvironmentOptions } from '../../options.js'
import type { EleventyConfig } from './config.js'
import { Site } from './site.js'

/** What the plugin is told: options of the environment, and which files are templates. */
export interface EleventyOptions extends Omit<EnvironmentOptions, 'loader' | 'autoReload'> {
  /** How names of templates end (`torii`, `jinja`, `j2`); `njk` takes those of nunjucks over. */
  readonly endings?: readonly string[]
}

/**
 * A plugin of Eleventy 3: `eleventyConfig.addPlugin(torii, { … })`. Files with these endings are pages, layouts and
 * includes; filters, shortcodes and globals of the site are there under their names. All output is escaped unless
 * `autoescape` says otherwise.
 */
export function torii(eleventy: EleventyConfig, options: EleventyOptions = {}): void {
  const { endings = ENDINGS, ...settings } = options
  let site: Site | null = null
  // The configuration is complete only when the first template is compiled.
  const open = (): Site => (site ??= new Site(eleventy.nunjucks, foldersOf(eleventy), settings))
  eleventy.addTemplateFormats(endings)
  eleventy.addExtension(endings, {
    outputFileExtension: 'html',
    compile(text, file) {
      const page = open().page(text, file)
      this.addDependencies(file, open().dependencies(text, file))
      return page
    },
    compileOptions: {
      permalink: (link) => (typeof link === 'string' ? open().permalink(link) : link),
    },
  })
}

const ENDINGS: readonly string[] = ['torii', 'jinja', 'j2']

function foldersOf({ directories: { includes, layouts } }: EleventyConfig): string[] {
  return [includes, layouts].filter((folder) => folder !== undefined)
}

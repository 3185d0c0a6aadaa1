import { viewError } from '../../diagnostics/view-error.js'
import type { EnvironmentOptions, HostFunction } from '../../options.js'
import type { Tag } from '../../parser/tag.js'
import { Markup } from '../../runtime/markup.js'
import type { Callback, Callbacks, Registry } from './config.js'
import type { Pending } from './pending.js'
import { filterOf, shortcodeTag } from './shortcode-tag.js'

/** The page being rendered. */
export interface CurrentPage {
  /** What filters and shortcodes see as `this`. */
  readonly self: object
  readonly pending: Pending
}

/** What environments are told of the filters, shortcodes and globals of a site. */
export type Vocabulary = Required<Pick<EnvironmentOptions, 'filters' | 'extensions' | 'globals'>>

/** What Eleventy has for nunjucks, which includes all that it has for every engine. */
export function vocabularyOf(registry: Registry, current: () => CurrentPage): Vocabulary {
  const single = shortcodesOf(registry.shortcodes, registry.asyncShortcodes)
  const paired = shortcodesOf(registry.pairedShortcodes, registry.asyncPairedShortcodes)
  const filters = mapped(
    registry.filters,
    (callback) =>
      (...args) =>
        callback.apply(current().self, args),
  )
  const refused = mapped(registry.asyncFilters, (_, name) => () => viewError('async-filter', { name }))
  return {
    filters: {
      ...filters,
      ...refused,
      ...behindTags(
        single,
        (callback) =>
          (_, ...args) =>
            shown(callback, args, current()),
      ),
      ...behindTags(
        paired,
        (callback) =>
          (body, ...args) =>
            shown(callback, [String(body), ...args], current()),
      ),
    },
    extensions: [...tagsOf(single, false), ...tagsOf(paired, true)],
    globals: { ...registry.globals },
  }
}

type Wrapped = (...args: unknown[]) => unknown

function shortcodesOf(now: Callbacks | undefined, later: Callbacks | undefined): Callbacks {
  return { ...now, ...later }
}

/** What a shortcode gives is HTML, now or later. */
function shown(callback: Callback, args: readonly unknown[], { self, pending }: CurrentPage): Markup {
  const given = callback.apply(self, [...args])
  return given instanceof Promise ? pending.mark(given) : new Markup(String(given))
}

function mapped(
  callbacks: Callbacks = {},
  wrap: (callback: Callback, name: string) => Wrapped,
): Record<string, HostFunction> {
  return Object.fromEntries(Object.entries(callbacks).map(([name, callback]) => [name, wrap(callback, name)]))
}

function behindTags(
  shortcodes: Callbacks,
  wrap: (callback: Callback) => Wrapped,
): Record<string, HostFunction> {
  const wrapped = mapped(shortcodes, wrap)
  return Object.fromEntries(Object.entries(wrapped).map(([name, fn]) => [filterOf(name), fn]))
}

function tagsOf(shortcodes: Callbacks, isPaired: boolean): Tag[] {
  return Object.keys(shortcodes).map((name) => shortcodeTag(name, isPaired))
}

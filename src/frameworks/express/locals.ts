/** What Express hands an engine: the page's vars, and what is Express's own among them. */
export type EngineOptions = Readonly<Record<string, unknown>>

/** The page's vars alone. Express has merged `_locals` into them; a `settings` of the page's own stays. */
export function varsOf(options: EngineOptions): Record<string, unknown> {
  const { _locals, cache, settings, ...vars } = options
  return settings === undefined || isSettings(settings) ? vars : { ...vars, settings }
}

/** The folders of views: those the view was looked for in, or of the settings. */
export function foldersOf({ settings }: EngineOptions, view: unknown): readonly string[] {
  const root = isObject(view) && 'root' in view ? view.root : undefined
  const views = root ?? (isSettings(settings) ? settings.views : undefined)
  return (Array.isArray(views) ? views : [views]).filter((folder) => typeof folder === 'string')
}

/** Whether the settings of an Express application, which know the class of views. */
function isSettings(value: unknown): value is { readonly views: unknown } {
  return isObject(value) && 'views' in value && 'view' in value && typeof value.view === 'function'
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Which templates are escaped, by the ending of their names. */
export interface SelectAutoescape {
  /** Endings that are escaped (`html`, `htm`, `xml`). */
  readonly enabledExtensions?: readonly string[]
  /** Endings that are not (none). */
  readonly disabledExtensions?: readonly string[]
  /** Whether templates without a name are (true). */
  readonly defaultForString?: boolean
  /** Whether all others are (false). */
  readonly default?: boolean
}

/** A function for the option `autoescape` that decides by the ending of the name, as Jinja's `select_autoescape`. */
export function selectAutoescape(options: SelectAutoescape = {}): (name: string | null) => boolean {
  const enabled = endings(options.enabledExtensions ?? ['html', 'htm', 'xml'])
  const disabled = endings(options.disabledExtensions ?? [])
  return (name) => {
    if (name === null) return options.defaultForString ?? true
    const lower = name.toLowerCase()
    if (enabled.some((ending) => lower.endsWith(ending))) return true
    return !disabled.some((ending) => lower.endsWith(ending)) && (options.default ?? false)
  }
}

function endings(extensions: readonly string[]): string[] {
  return extensions.map((extension) => `.${extension.replace(/^\.+/, '').toLowerCase()}`)
}

import { withContext } from '../../src/runtime/operation.js'
import type { Site } from '../../src/runtime/scope.js'
import type { Decoder } from './decode.js'
import type { Json, Translations } from './formats.js'
import { isObject, list } from './json.js'

type Catalogue = (message: string) => string
type Functions = Readonly<Record<string, (...args: never[]) => unknown>>

/** Joins a message's own context to it, as gettext's catalogues do. */
const CONTEXT_END = '\u0004'

/** The global functions a recorded environment was given for translation; `_` is the extension's own. */
export function translationGlobals(recorded: Translations, decoder: Decoder): Functions {
  if (recorded.null === true) return nullTranslations
  if (recorded.languages !== undefined) return byLanguage(decoder.value(recorded.languages))
  return fromCatalogue(recorded)
}

/** Functions that translate nothing. */
export const nullTranslations: Functions = {
  gettext: (message: string) => message,
  ngettext: (one: string, many: string, n: unknown) => (isOne(n) ? one : many),
  pgettext: (_context: string, message: string) => message,
  npgettext: (_context: string, one: string, many: string, n: unknown) => (isOne(n) ? one : many),
}

function fromCatalogue({ catalog, plurals, contextual }: Translations): Functions {
  const one: Catalogue = (message) => textOf(own(catalog, message)) ?? message
  const many = (key: string, forms: readonly string[], n: unknown): string => {
    const found = own(plurals, key)
    const texts = found === undefined ? forms : list(found).map(String)
    return texts[isOne(n) ? 0 : 1] ?? ''
  }
  const plain = { gettext: one, ngettext: (s: string, p: string, n: unknown) => many(s, [s, p], n) }
  if (contextual !== true) return plain
  return {
    ...plain,
    pgettext: (context: string, s: string) => textOf(own(catalog, context + CONTEXT_END + s)) ?? s,
    npgettext: (context: string, s: string, p: string, n: unknown) =>
      many(context + CONTEXT_END + s, [s, p], n),
  }
}

/** Functions that look the language up where they are called, as those of Jinja's own tests do. */
function byLanguage(languages: unknown): Functions {
  const look = (site: Site, message: string, context: string | null): unknown => {
    const language = entry(languages, site.scope.find('LANGUAGE') ?? 'en')
    const found = entry(language, message) ?? message
    return typeof found === 'string' ? found : (entry(found, context) ?? found)
  }
  return {
    gettext: withContext((site: Site, s: string) => look(site, s, null)),
    ngettext: withContext((site: Site, s: string, p: string, n: unknown) =>
      look(site, isOne(n) ? s : p, null),
    ),
    pgettext: withContext((site: Site, context: string, s: string) => look(site, s, context)),
    npgettext: withContext((site: Site, context: string, ...[s, p, n]: [string, string, unknown]) =>
      look(site, isOne(n) ? s : p, context),
    ),
  }
}

function isOne(n: unknown): boolean {
  return Number(n) === 1
}

function own(table: Json | undefined, key: string): Json | undefined {
  return isObject(table) && Object.hasOwn(table, key) ? table[key] : undefined
}

function textOf(json: Json | undefined): string | null {
  return typeof json === 'string' ? json : null
}

function entry(table: unknown, key: unknown): unknown {
  if (table instanceof Map) return table.get(key)
  if (typeof table !== 'object' || table === null || typeof key !== 'string') return undefined
  return Object.hasOwn(table, key) ? Reflect.get(table, key) : undefined
}

/**
 * The functions behind `{% trans %}`. Jinja's new style lets a translation function take the variables of its
 * message as keyword arguments; here that is a wrapper around the caller's plain function.
 */
import { call, hostFault, native } from './call.js'
import { splitKeywords } from './keywords.js'
import { Markup } from './markup.js'
import { wantsContext, withContext } from './operation.js'
import type { Site } from './scope.js'

/** A translation function of the caller: it gets texts and counts and gives text. */
export type Translate = (...args: never[]) => unknown

/** The keyword each positional argument also is, by function: message catalogues may use `%(num)s`. */
const IMPLIED: Readonly<Record<string, readonly (string | null)[]>> = {
  gettext: [null],
  ngettext: [null, null, 'num'],
  pgettext: ['context', null],
  npgettext: ['context', null, null, 'num'],
}

/** Names of the translation functions. */
export const TRANSLATIONS: readonly string[] = Object.keys(IMPLIED)

/** A translation function that fills in its message: with new style from its keywords, else it is `translate` itself. */
export function newStyle(name: string, translate: Translate): unknown {
  const implied = IMPLIED[name] ?? []
  return native(
    withContext((site: Site, ...args: unknown[]): unknown => {
      const { positional, keywords } = splitKeywords(args)
      const variables: Record<string, unknown> = {}
      implied.forEach((keyword, index) => {
        if (keyword !== null) variables[keyword] = positional[index]
      })
      const message = site.host.values.text(
        translated(translate, wantsContext(translate) ? [site, ...positional] : positional),
      )
      const text = site.autoescape ? new Markup(message) : message
      return site.host.values.modulo(text, { ...variables, ...keywords })
    }),
  )
}

function translated(translate: Translate, args: readonly unknown[]): unknown {
  try {
    return translate(...(args as never[]))
  } catch (error) {
    throw hostFault(error)
  }
}

/** Translation functions that leave every message as it is: what there is before a catalogue is installed. */
export const untranslated: Readonly<Record<string, (...args: string[]) => string>> = {
  gettext: (message = '') => message,
  ngettext: (one = '', many = '', count = '') => (Number(count) === 1 ? one : many),
  pgettext: (_context, message = '') => message,
  npgettext: (_context, one = '', many = '', count = '') => (Number(count) === 1 ? one : many),
}

/** `_`: whatever `gettext` is where it is called. */
export const underscore: unknown = /* @__PURE__ */ native(
  withContext((site: Site, ...args: unknown[]): unknown => call(site, site.scope.get('gettext'), ...args)),
)

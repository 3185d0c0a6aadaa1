import { quote } from '../quote.js'
import { type FrameworkData, frameworkRows } from './frameworks.js'
import { type GatewayData, gatewayRows } from './gateway.js'
import type { ViewRow } from './view-row.js'

/** What each failure of the view layer has to say, by id. */
export interface ViewData extends GatewayData, FrameworkData {
  /** `view()` got something that templates do not come from. */
  'bad-view': { kind: string }
  /** A folder of templates where there is no file system. */
  'no-folder': { folder: string }
  /** A block was asked of templates that cannot give one. */
  'no-fragments': { name: string }
  /** An engine's template gave something that is no text. */
  'no-text': { name: string; kind: string }
  /** The ending of a name says no content type. */
  'unknown-type': { name: string; endings: readonly string[] }
  /** A name without an ending, and no template that has one. */
  'no-variant': { name: string; endings: readonly string[] }
  /** A field of `init` is not as it must be; `reason` continues a sentence that starts with its name. */
  'bad-init': { field: string; reason: string }
  /** Headers that must not be sent. */
  'bad-header': { problem: string }
  /** A path that nothing can be mounted at. */
  'bad-mount': { path: string }
  /** A redirect that leads elsewhere than it says, or with a status that does not redirect. */
  'bad-redirect': { location: string; reason: string }
  /** The body of a request is not a form. */
  'form-type': { type: string | null }
  'form-too-large': { limit: number }
  'form-malformed': { reason: string }
  /** The body was read before. */
  'form-read': Record<never, never>
}

/** The name of a failure of the view layer. */
export type ViewErrorId = keyof ViewData

/** Wording of what can go wrong between a request and its reply. */
export const viewRows: { readonly [K in ViewErrorId]: ViewRow<ViewData[K]> } = {
  ...gatewayRows,
  ...frameworkRows,
  'bad-view': {
    status: 500,
    message: ({ kind }) => `view() cannot take templates from ${kind}`,
    help: () =>
      "Give it an Environment, the path of a folder, precompiled templates ({ 'page.html': page }), a renderer, " +
      'or an engine: { load(name) }.',
  },
  'no-folder': {
    status: 500,
    message: ({ folder }) => `view(${quote(folder)}) needs a file system, which there is none of here`,
    help: () => 'Precompile the templates (torii compile) and give view() the module templates.js.',
  },
  'no-fragments': {
    status: 500,
    message: ({ name }) => `${quote(name)} cannot be rendered in part: its engine has no blocks`,
    help: () => 'Give the engine a method block(name, block, vars).',
  },
  'no-text': {
    status: 500,
    message: ({ name, kind }) => `The template ${quote(name)} of the engine gave ${kind} and not text`,
    help: () => 'A template is a function that gives a string, pieces of text, or a promise of a string.',
  },
  'unknown-type': {
    status: 500,
    message: ({ name }) => `The name ${quote(name)} does not say what type of content it is`,
    help: ({ endings }) =>
      `Give the reply a header content-type, or the template one of the endings ${endings.join(', ')}.`,
  },
  'no-variant': {
    status: 500,
    message: ({ name }) => `There is no template ${quote(`${name}.*`)}`,
    help: ({ endings }) => `Looked for the endings ${endings.join(', ')}.`,
  },
  'bad-init': {
    status: 500,
    message: ({ field, reason }) => `render(): ${field} ${reason}`,
    help: () => null,
  },
  'bad-header': {
    status: 500,
    message: ({ problem }) => `The reply cannot be sent: ${problem}`,
    help: () => null,
  },
  'bad-mount': {
    status: 500,
    message: ({ path }) => `Nothing can be mounted at ${quote(path)}`,
    help: () => "Use '/' or a path such as '/wiki': it starts with a slash and does not end with one.",
  },
  'bad-redirect': {
    status: 500,
    message: ({ location, reason }) => `redirect(${quote(location)}) ${reason}`,
    help: () => null,
  },
  'form-type': {
    status: 415,
    message: ({ type }) =>
      `A form is application/x-www-form-urlencoded or multipart/form-data, not ${type ?? 'without a content type'}`,
    help: () => null,
  },
  'form-too-large': {
    status: 413,
    message: ({ limit }) => `The form is larger than ${limit} bytes`,
    help: () => null,
  },
  'form-malformed': {
    status: 400,
    message: ({ reason }) => `The form cannot be read: ${reason}`,
    help: () => null,
  },
  'form-read': {
    status: 500,
    message: () => 'The body of the request was read before',
    help: () => 'Call form(environ) once and pass on what it gives.',
  },
}

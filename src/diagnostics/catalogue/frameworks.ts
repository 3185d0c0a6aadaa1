import { quote } from '../quote.js'
import type { ViewRow } from './view-row.js'

/** What each failure between a framework and its templates has to say, by id. */
export interface FrameworkData {
  /** Express asks for a view that is in no folder of views. */
  'outside-views': { path: string; folders: readonly string[] }
  /** A filter of Eleventy gave a promise. */
  'async-filter': { name: string }
}

/** Wording of what can go wrong between a framework and its templates. */
export const frameworkRows: { readonly [K in keyof FrameworkData]: ViewRow<FrameworkData[K]> } = {
  'outside-views': {
    status: 500,
    message: ({ path }) => `The view ${quote(path)} is in no folder of views`,
    help: ({ folders }) =>
      folders.length === 0
        ? "Tell Express where views are: app.set('views', 'views')."
        : `Looked in ${folders.join(', ')}. Ask for a view by its name below one of them.`,
  },
  'async-filter': {
    status: 500,
    message: ({ name }) => `The filter ${quote(name)} is asynchronous, and pages are rendered at once`,
    help: () => 'Make it a shortcode, which may be asynchronous, or do its work in computed data.',
  },
}

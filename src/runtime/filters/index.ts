import type { Operation } from '../scope.js'
import * as beyond from './beyond-jinja.js'
import * as dates from './dates.js'
import * as html from './html.js'
import * as json from './json.js'
import * as links from './links.js'
import * as mappings from './mappings.js'
import * as numbers from './numbers.js'
import * as ordering from './ordering.js'
import * as pretty from './pretty.js'
import * as selection from './selection.js'
import * as sequences from './sequences.js'
import * as strings from './strings.js'
import * as text from './text.js'
import * as trust from './trust.js'

/** The built-in filters by name: every export of the modules beside this file that hold filters. */
export const filters: Readonly<Record<string, Operation>> = /* @__PURE__ */ Object.freeze({
  ...dates,
  ...html,
  ...json,
  ...links,
  ...mappings,
  ...numbers,
  ...ordering,
  ...pretty,
  ...selection,
  ...sequences,
  ...strings,
  ...text,
  ...trust,
})

/** The built-in filters that Jinja has. */
export const jinjaFilters: Readonly<Record<string, Operation>> = /* @__PURE__ */ Object.freeze(
  Object.fromEntries(Object.entries(filters).filter(([name]) => !Object.hasOwn(beyond, name))),
)

import type { Operation } from '../../../scope.js'
import * as html from './html.js'
import * as lazily from './lazily.js'
import * as numbers from './numbers.js'
import * as rows from './rows.js'
import * as text from './text.js'

/** The filters that in Python do otherwise than the shared ones, by name. */
export const pythonFilters: Readonly<Record<string, Operation>> = /* @__PURE__ */ Object.freeze({
  ...html,
  ...lazily,
  ...numbers,
  ...rows,
  ...text,
})

import { viewError } from '../diagnostics/view-error.js'
import type { Headers } from './contract.js'

/** What a page's reply has besides the page. */
export interface Init {
  /** The status (200). */
  readonly status?: number
  /** More headers, with names in lower case; they go before those that `render` would choose. */
  readonly headers?: Headers
  /** The page's version in quotes (`'"rev7"'`): who has it already gets 304, nothing is rendered. `true` hashes the page. */
  readonly etag?: string | true
  /** When the page changed last; who has it since then gets 304, nothing is rendered. */
  readonly lastModified?: Date
  /** Whether the page is sent while it is made (false). */
  readonly stream?: boolean
  /** The content security policy; `{nonce}` in it becomes the nonce that templates know as `csp_nonce`. */
  readonly csp?: string
  /** The block that htmx gets when it asks to replace a part of the page. */
  readonly fragment?: string
}

/** Statuses of replies without a body. */
const EMPTY = new Set([204, 205, 304])

type Checks = { readonly [K in keyof Init]-?: (value: unknown) => string | null }

const CHECKS: Checks = {
  status: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 200 && value < 600 && !EMPTY.has(value)
      ? null
      : 'is a whole number from 200 to 599, of a reply that has a page',
  headers: (value) =>
    typeof value === 'object' && value !== null && !(Symbol.iterator in value)
      ? null
      : 'are a plain object of values by name',
  etag: (value) =>
    value === true || (typeof value === 'string' && /^(?:W\/)?"[!#-~]*"$/.test(value))
      ? null
      : `is true or a text in double quotes, such as '"rev7"'`,
  lastModified: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? null : 'is a valid Date',
  stream: (value) => (typeof value === 'boolean' ? null : 'is true or false'),
  csp: (value) => (typeof value === 'string' ? null : 'is a text'),
  fragment: (value) => (typeof value === 'string' ? null : 'is the name of a block'),
}

/** Throws `ViewError` (`bad-init`) for a field that does not exist or has a wrong value; undefined stands for none. */
export function checkInit(init: Init): void {
  for (const field in init) {
    if (!isField(field)) {
      return viewError('bad-init', {
        field,
        reason: `is no field; there are ${Object.keys(CHECKS).join(', ')}`,
      })
    }
    const value = init[field]
    const reason = value === undefined ? null : CHECKS[field](value)
    if (reason !== null) viewError('bad-init', { field, reason })
  }
  if (init.stream === true && init.etag === true) {
    viewError('bad-init', { field: 'etag', reason: 'cannot hash a page that is sent while it is made' })
  }
}

function isField(field: string): field is keyof Init {
  return Object.hasOwn(CHECKS, field)
}

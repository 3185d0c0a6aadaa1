import { hostOperation } from '../call.js'
import type { OnUnsafe } from '../contextual/unsafe-value.js'
import { POLICIES } from '../policies.js'
import type { Host, Operation } from '../scope.js'
import type { UndefinedKind } from '../undefined.js'
import type { Values } from '../values/values.js'

/** A function of the application: a filter, test, global or finalizer. */
export type HostFunction = (...args: never[]) => unknown

/** What the application adds to precompiled templates: whatever it named when they were compiled. */
export interface RendererOptions {
  readonly filters?: Readonly<Record<string, HostFunction>>
  readonly tests?: Readonly<Record<string, HostFunction>>
  readonly globals?: Readonly<Record<string, unknown>>
  /** Applied to every printed value of templates that were compiled for one (none). */
  readonly finalize?: HostFunction
  /** A class of missing values (the one the templates were compiled for). */
  readonly undefined?: UndefinedKind
  /** Origins such as `https://cdn.example` that scripts, styles and frames may be loaded from (none). */
  readonly trustedOrigins?: readonly string[]
  /** Is told of each value that was refused where it was printed; what it throws fails the rendering (none). */
  readonly onUnsafe?: OnUnsafe
  /** Settings of filters by Jinja's names. */
  readonly policies?: Readonly<Record<string, unknown>>
}

/** What precompiled templates need of a dialect while they run, in one object, so that small pages need none of it. */
export interface Dialect {
  readonly values: Values
  readonly undefined: UndefinedKind
  readonly lenientCalls: boolean
  /** Filters it has instead of the shared ones. */
  readonly replaced: Host['filters']
  /** The part of a host that is the dialect's, with what the application adds to the `shared` filters and tests. */
  with(options: RendererOptions, shared: (group: 'filters' | 'tests') => Host['filters']): Spoken
}

/** What a dialect gives a host. */
export type Spoken = Pick<Dialect, 'values' | 'undefined' | 'lenientCalls'> &
  Pick<Host, 'policies' | 'finalize' | 'filters' | 'tests'>

/** A dialect with Jinja's policies. */
export function dialectOf(own: Omit<Dialect, 'with'>): Dialect {
  return {
    ...own,
    with({ filters, tests, finalize, policies }, shared) {
      return {
        ...own,
        policies: { ...POLICIES, ...policies },
        finalize: finalize === undefined ? null : hostOperation(finalize),
        filters: operations(ofDialect(shared('filters'), own.replaced), filters),
        tests: operations(shared('tests'), tests),
      }
    },
  }
}

/** Of the shared filters, what the dialect has under their names. */
function ofDialect(shared: Host['filters'], replaced: Host['filters']): Host['filters'] {
  return Object.fromEntries(Object.entries(shared).map(([name, filter]) => [name, replaced[name] ?? filter]))
}

function operations(own: Host['filters'], added: RendererOptions['filters'] = {}): Host['filters'] {
  const all: Record<string, Operation> = Object.assign(Object.create(null), own)
  for (const [name, fn] of Object.entries(added)) all[name] = hostOperation(fn)
  return all
}

import { hostOperation } from '../call.js'
import { POLICIES } from '../policies.js'
import type { Host, Operation, Site } from '../scope.js'
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
  /** Settings of filters by Jinja's names. */
  readonly policies?: Readonly<Record<string, unknown>>
}

/** What precompiled templates need of a dialect while they run, in one object, so that small pages need none of it. */
export interface Dialect {
  readonly values: Values
  readonly undefined: UndefinedKind
  readonly lenientCalls: boolean
  readonly policies: Readonly<Record<string, unknown>>
  readonly finalize: ((site: Site, value: unknown) => unknown) | null
  /** The filters or tests there are, and those of the application. */
  operations(own: Host['filters'], added: RendererOptions['filters']): Host['filters']
  /** The same with what the application sets. */
  with(options: RendererOptions): Dialect
}

/** A dialect with Jinja's policies. */
export function dialectOf(own: Pick<Dialect, 'values' | 'undefined' | 'lenientCalls'>): Dialect {
  const dialect: Dialect = { ...own, policies: POLICIES, finalize: null, operations, with: extended }
  return dialect

  function extended({ finalize, policies }: RendererOptions): Dialect {
    return {
      ...dialect,
      policies: { ...POLICIES, ...policies },
      finalize: finalize === undefined ? null : hostOperation(finalize),
    }
  }
}

function operations(own: Host['filters'], added: RendererOptions['filters'] = {}): Host['filters'] {
  const all: Record<string, Operation> = Object.assign(Object.create(null), own)
  for (const [name, fn] of Object.entries(added)) all[name] = hostOperation(fn)
  return all
}

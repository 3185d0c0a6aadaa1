import { Fault, fault, isThrown, wordsOf } from './fault.js'
import { Keywords } from './keywords.js'
import { isText } from './markup.js'
import { missingAttribute, missingItem } from './missing.js'
import { forHost, wantsContext } from './operation.js'
import type { Operation, Site } from './scope.js'
import { isUndefined, Undefined, USE } from './undefined.js'

/** Key of how a value of the runtime is called: arguments as the template has them, and the site. */
export const INVOKE: unique symbol = Symbol('invoke')

/** A value of the runtime that templates may call. */
export interface Invocable {
  [INVOKE](args: readonly unknown[], site: Site): unknown
}

/** Marks a function of the runtime: it gets missing values and keywords as they are. */
export function native<F extends (...args: never[]) => unknown>(fn: F): F {
  const invoke = (args: readonly unknown[], site: Site): unknown => {
    const call = fn as unknown as (...args: unknown[]) => unknown
    return wantsContext(fn) ? call(site, ...args) : call(...args)
  }
  Object.defineProperty(fn, INVOKE, { value: invoke })
  return fn
}

/** Calls a value. Faults: undefined-value, not-callable, host-error. */
export function call(site: Site, callee: unknown, ...args: unknown[]): unknown {
  return invoke(site, callee, undefined, args)
}

/** Calls `object.name`. Faults as `call`. */
export function callMethod(site: Site, object: unknown, name: string, ...args: unknown[]): unknown {
  const method = methodOf(site, object, name)
  if (method !== undefined) return invoke(site, method, object, args)
  return invoke(site, missingAttribute(site.scope, object, name), undefined, args)
}

function methodOf(site: Site, object: unknown, name: string): unknown {
  try {
    return site.host.values.method(object, name)
  } catch (error) {
    throw hostFault(error)
  }
}

/** Calls `object[key]`. Faults as `call`. */
export function callItem(site: Site, object: unknown, key: unknown, ...args: unknown[]): unknown {
  const found = attempt(() => site.host.values.item(object, key))
  if (found !== undefined) return invoke(site, found, object, args)
  if (isText(key)) return callMethod(site, object, String(key), ...args)
  return invoke(site, missingItem(site.scope, object, key), undefined, args)
}

function invoke(site: Site, callee: unknown, receiver: unknown, args: readonly unknown[]): unknown {
  if (isInvocable(callee)) return callee[INVOKE](args, site)
  if (typeof callee === 'function') return callHost(site, callee as HostFunction, receiver, args)
  if (callee instanceof Undefined) callee[USE]('call')
  if (isUndefined(callee)) return undefined
  const { values } = site.host
  return fault('not-callable', { what: values.kind(callee), kind: values.kind(callee) })
}

function isInvocable(value: unknown): value is Invocable {
  return value !== null && (typeof value === 'object' || typeof value === 'function') && INVOKE in value
}

type HostFunction = (this: unknown, ...args: unknown[]) => unknown

/** A function of the caller: missing values become undefined, keywords a last plain object, what it throws a fault. */
function callHost(site: Site, fn: HostFunction, receiver: unknown, args: readonly unknown[]): unknown {
  const given = args.map(toHost)
  try {
    return wantsContext(fn) ? fn.call(receiver, site, ...given) : fn.apply(receiver, given)
  } catch (error) {
    throw hostFault(error)
  }
}

/** An argument as a function of the caller gets it. */
export function toHost(value: unknown): unknown {
  return value instanceof Keywords ? { ...value.values } : forHost(value)
}

/** What was thrown outside of the runtime's own checks, as a fault that knows it as its cause. */
export function hostFault(error: unknown): Fault {
  if (isThrown(error, Fault)) return error
  const message = wordsOf(error)
  // No pattern here: with no stack left, V8 cannot even compile one, and says so with a SyntaxError.
  const overflow =
    message.includes('call stack') && (isThrown(error, RangeError) || isThrown(error, SyntaxError))
  if (overflow) return new Fault('too-deep', {}, error)
  if (isThrown(error, RangeError) && /Invalid (string|array) length/.test(message)) {
    return new Fault('too-large', { what: 'text or list' }, error)
  }
  return new Fault('host-error', { message }, error)
}

/** What code of the caller's gives that runs as part of a value: a getter, `toString`, an iterator. Fault: host-error. */
export function attempt<T>(own: () => T): T {
  try {
    return own()
  } catch (error) {
    throw hostFault(error)
  }
}

/** Keyword arguments: those written, after those of a `**` mapping. Fault: duplicate-argument. */
export function keywords(named: Record<string, unknown>, rest?: Record<string, unknown>): Keywords {
  if (rest === undefined) return new Keywords(named)
  for (const name of Object.keys(rest)) {
    if (Object.hasOwn(named, name)) fault('duplicate-argument', { callee: 'call', argument: name })
  }
  return new Keywords({ ...named, ...rest })
}

/** A function of the caller as a filter, test or finalizer. What it throws becomes a fault with the cause kept. */
export function hostOperation(fn: (...args: never[]) => unknown): Operation {
  const target = fn as (...args: unknown[]) => unknown
  const contextual = wantsContext(fn)
  const apply = (site: Site, value: unknown, ...args: readonly unknown[]): unknown => {
    try {
      if (contextual) return target(site, toHost(value), ...args.map(toHost))
      return args.length === 0 ? target(toHost(value)) : target(toHost(value), ...args.map(toHost))
    } catch (error) {
      throw hostFault(error)
    }
  }
  return Object.assign(apply, { params: null, required: 0 })
}

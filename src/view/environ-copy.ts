import type { Environ } from './contract.js'

/** A copy of an environ. What is made when first asked for (`torii.input`) is still asked of the first. */
export function copyOf(environ: Environ): Environ {
  const copy: Environ = Object.create(null)
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(environ))) {
    if (descriptor.get === undefined) copy[name] = descriptor.value
    else defer(copy, name, () => environ[name])
  }
  return copy
}

/** Gives a name of an environ a value that is asked for each time; middleware can still write another one. */
export function defer(environ: Environ, name: string, get: () => unknown): void {
  const set = (value: unknown): void => {
    Object.defineProperty(environ, name, { value, writable: true, enumerable: true, configurable: true })
  }
  Object.defineProperty(environ, name, { get, set, enumerable: true, configurable: true })
}

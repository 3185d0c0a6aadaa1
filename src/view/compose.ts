import type { App, Middleware } from './contract.js'

/** An application inside of middleware; the first of the list is the outermost and sees the request first. */
export function compose(app: App, ...middleware: readonly Middleware[]): App {
  return middleware.reduceRight((inner, wrap) => wrap(inner), app)
}

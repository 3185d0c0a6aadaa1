/** The built-in tests that Jinja has not; the python dialect, which is Jinja exactly, leaves them out. */
export { null } from './kinds.js'
export { falsy, truthy } from './truth.js'

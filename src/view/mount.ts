import { viewError } from '../diagnostics/view-error.js'
import type { App, Environ } from './contract.js'
import { copyOf } from './environ-copy.js'
import { plain } from './plain.js'

/**
 * An application made of several, by the path each lives at: the longest that fits, whole segments, gets the request
 * with its `SCRIPT_NAME` and `PATH_INFO`. Nothing that fits is a 404. Throws `ViewError` (`bad-mount`).
 */
export function mount(apps: Readonly<Record<string, App>>): App {
  const mounts = Object.entries(apps)
  for (const [path] of mounts) if (!/^\/(?:.*[^/])?$/.test(path)) viewError('bad-mount', { path })
  mounts.sort(([left], [right]) => right.length - left.length)
  return (environ) => {
    const path = environ.PATH_INFO ?? ''
    const found = mounts.find(([at]) => at === '/' || path === at || path.startsWith(`${at}/`))
    if (found === undefined) return plain(404, 'Not Found')
    const [at, app] = found
    return app(at === '/' ? environ : below(environ, at))
  }
}

/** The environ of an application below a path. Copied, so that the outer one stays true. */
function below(environ: Environ, at: string): Environ {
  const copy = copyOf(environ)
  copy.SCRIPT_NAME = `${environ.SCRIPT_NAME ?? ''}${at}`
  copy.PATH_INFO = (environ.PATH_INFO ?? '').slice(at.length)
  return copy
}

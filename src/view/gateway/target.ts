/** What a request asks for, taken apart: the truth on every server, whatever else its variables say. */
export interface Target {
  /** Host and port of a target in absolute form (`http://host/path`), else null. */
  readonly authority: string | null
  /** The path as it was sent, never empty. */
  readonly path: string
  /** What follows the question mark, as it was sent. */
  readonly query: string
}

const ABSOLUTE = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i

/** The parts of a request target (RFC 9112, section 3.2). */
export function targetOf(uri: string): Target {
  const absolute = uri.startsWith('/') ? null : ABSOLUTE.exec(uri)
  const local = absolute === null ? uri : uri.slice(absolute[0].length)
  const mark = local.indexOf('?')
  const path = mark < 0 ? local : local.slice(0, mark)
  return {
    authority: absolute?.[1] ?? null,
    path: path === '' ? '/' : path,
    query: mark < 0 ? '' : local.slice(mark + 1),
  }
}

/**
 * The path that a raw path means: `.` and `..` resolved (RFC 3986, section 5.2.4), then percent-decoded as UTF-8, in
 * that order, so that an encoded slash makes no segment. Bytes that are not UTF-8 become U+FFFD.
 */
export function decodedPath(raw: string): string {
  const resolved = HAS_DOTS.test(raw) ? withoutDots(raw) : raw
  if (!resolved.includes('%')) return resolved
  try {
    return decodeURIComponent(resolved)
  } catch {
    return decodedBytes(resolved)
  }
}

const HAS_DOTS = /\/(?:\.|%2e)/i
const DOT = /^(?:\.|%2e)$/i
const TWO_DOTS = /^(?:\.|%2e){2}$/i

function withoutDots(path: string): string {
  const segments = path.split('/').slice(1)
  const kept: string[] = []
  for (const segment of segments) {
    if (TWO_DOTS.test(segment)) kept.pop()
    else if (!DOT.test(segment)) kept.push(segment)
  }
  const last = segments.at(-1) ?? ''
  if (DOT.test(last) || TWO_DOTS.test(last)) kept.push('')
  return `/${kept.join('/')}`
}

/** Decodes what `decodeURIComponent` refuses: bytes that are not UTF-8, and percent signs that encode nothing. */
function decodedBytes(text: string): string {
  const encoded = new TextEncoder().encode(text)
  const bytes = new Uint8Array(encoded.length)
  let length = 0
  for (let index = 0; index < encoded.length; index++) {
    const pair = encoded[index] === 0x25 ? String.fromCharCode(...encoded.subarray(index + 1, index + 3)) : ''
    const code = /^[\da-f]{2}$/i.test(pair)
    bytes[length++] = code ? Number.parseInt(pair, 16) : (encoded[index] ?? 0)
    if (code) index += 2
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length))
}

/** What of a decoded path is below a mount (`''` or `/name`); null when the path is elsewhere. */
export function below(mount: string, path: string): string | null {
  if (!path.startsWith(mount)) return null
  const rest = path.slice(mount.length)
  return rest === '' || rest.startsWith('/') ? rest : null
}

/**
 * The raw target of an application's own part of a request: what was sent, less the mount. Where middleware has
 * changed `PATH_INFO`, that path is encoded anew.
 */
export function localTarget(uri: string, script: string, info: string): string {
  const { path, query } = targetOf(uri)
  const raw = rawBelow(path, script)
  const local =
    raw !== null && decodedPath(raw) === info ? raw : encodeURI(info).replace(/[?#]/g, encodeURIComponent)
  return `${local === '' ? '/' : local}${query === '' ? '' : `?${query}`}`
}

function rawBelow(path: string, script: string): string | null {
  if (script === '') return path
  for (let end = path.indexOf('/', 1); ; end = path.indexOf('/', end + 1)) {
    const mount = end < 0 ? path : path.slice(0, end)
    if (decodedPath(mount) === script) return path.slice(mount.length)
    if (end < 0) return null
  }
}

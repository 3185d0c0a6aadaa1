import type { Environ } from '../contract.js'

/** Puts the scheme of a request into its environ. */
type SettleScheme = (environ: Environ, scheme: string) => void

/**
 * Takes client, scheme and host from what the proxies in front have added, if they may be believed. Each proxy adds to
 * the end, so what the outermost trusted one says is as many places from the end; all before that, anyone can send.
 */
export function believeProxy(environ: Environ, hops: number, settleScheme: SettleScheme): void {
  if (hops < 1) return
  const client = fromEnd(environ.HTTP_X_FORWARDED_FOR, hops)
  if (client !== null) {
    environ.REMOTE_ADDR = client
    delete environ.REMOTE_PORT
  }
  const scheme = fromEnd(environ.HTTP_X_FORWARDED_PROTO, hops)
  if (scheme !== null) settleScheme(environ, scheme)
  const host = fromEnd(environ.HTTP_X_FORWARDED_HOST, hops)
  if (host === null) return
  environ.HTTP_HOST = host
  environ.SERVER_NAME = ''
  environ.SERVER_PORT = ''
}

/** The entry of a list as many places from its end, or its first; null without a list. */
function fromEnd(list: string | undefined, places: number): string | null {
  const entries = (list ?? '').split(',').map((entry) => entry.trim())
  const entry = entries.at(-places) ?? entries[0] ?? ''
  return entry === '' ? null : entry
}

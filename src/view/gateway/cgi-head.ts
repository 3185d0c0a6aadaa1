import { titleOf } from '../failure/titles.js'
import type { Head } from './deliver.js'

/** Names of statuses that are no failures of clients; not those of `node:http`, which takes long to load. */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

function reasonOf(status: number): string {
  const general = status < 300 ? 'OK' : status < 400 ? 'Redirect' : titleOf(status)
  return REASONS[status] ?? general
}

/**
 * The head of a reply as programs of CGI write it (RFC 3875, section 6). The status is always said: with a `Location`
 * alone, servers would look for that page themselves.
 */
export function cgiHead({ status, headers }: Pick<Head, 'status' | 'headers'>): Buffer {
  const lines = [`Status: ${status} ${reasonOf(status)}`]
  for (const [name, value] of Object.entries(headers)) {
    for (const each of Array.isArray(value) ? value : [value]) lines.push(`${name}: ${each}`)
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

/** A head that asks nginx to pass each chunk on as it comes, which other servers do anyway. */
export function unbuffered(head: Head): Head {
  const { streamed, headers } = head
  if (!streamed || headers['x-accel-buffering'] !== undefined) return head
  return { ...head, headers: { ...headers, 'x-accel-buffering': 'no' } }
}

import { targetOf } from '../../../src/view/gateway/target.js'
import type { Answer, Case } from '../cases/case.js'
import { collected, linesOf } from './transport.js'

/** The variables that a web server makes of a case: one for each line of a header, as nginx does. */
export function variablesOf(asked: Case): [string, string][] {
  const { path, query } = targetOf(asked.target)
  const headers = linesOf(asked).flatMap(([name, value]): [string, string][] => {
    // nginx drops such headers, since they look like others.
    if (name.includes('_')) return []
    const variable = name.toUpperCase().replaceAll('-', '_')
    const bytes = Buffer.from(value, 'latin1').toString()
    return /^CONTENT_(?:TYPE|LENGTH)$/.test(variable) ? [[variable, bytes]] : [[`HTTP_${variable}`, bytes]]
  })
  return [
    ['GATEWAY_INTERFACE', 'CGI/1.1'],
    ['REQUEST_METHOD', asked.method ?? 'GET'],
    ['SCRIPT_NAME', ''],
    ['PATH_INFO', path],
    ['QUERY_STRING', query],
    ['REQUEST_URI', asked.target],
    ['SERVER_PROTOCOL', 'HTTP/1.1'],
    ['SERVER_NAME', ''],
    ['REMOTE_ADDR', '192.0.2.1'],
    ['REMOTE_USER', 'unchecked'],
    ['PATH', '/usr/bin'],
    ['DATABASE_PASSWORD', 'hunter2'],
    ['HTTP_CONTENT_LENGTH', '999'],
    ['HTTP_CONTENT_TYPE', 'text/x-other'],
    ...headers,
  ]
}

/** The answer in what a program of CGI has written. */
export function answerIn(bytes: Buffer, complete: boolean): Answer {
  const end = bytes.indexOf('\r\n\r\n')
  const lines = bytes
    .toString('latin1', 0, Math.max(end, 0))
    .split('\r\n')
    .map((line): [string, string] => {
      const [name = '', ...value] = line.split(': ')
      return [name, value.join(': ')]
    })
  const [, status = '0'] = lines.find(([name]) => name === 'Status') ?? []
  return {
    status: Number.parseInt(status, 10),
    headers: collected(lines.filter(([name]) => name !== 'Status')),
    body: bytes.subarray(end + 4),
    complete: complete && end >= 0,
  }
}

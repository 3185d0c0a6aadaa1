import { expect } from 'vitest'
import type { Answer, Case } from '../cases/case.js'

/** A way to the probe. */
export interface Transport {
  readonly name: string
  /** Where the probe is mounted. */
  readonly prefix: string
  /** Whether clients are told when an answer breaks off. */
  readonly tells: boolean
  send(asked: Case): Promise<Answer>
}

/** Whether a transport can pass a case on. */
export function passes({ name }: Transport, { except = {} }: Case): boolean {
  return !Object.keys(except).some((prefix) => name.startsWith(prefix))
}

/** Asks the probe by a transport, and holds the answer against what the case expects. */
export async function verify(transport: Transport, asked: Case): Promise<void> {
  const { expected } = asked
  const answer = await transport.send(asked)
  const text = Buffer.from(answer.body).toString()
  // What fails at once may fail before anything is on its way; then there is nothing but the failure to see.
  if (expected.broken === true && transport.tells && (answer.status === 0 || answer.status >= 500)) return
  expect({ status: answer.status, ...(answer.status === expected.status ? {} : { text }) }).toEqual({
    status: expected.status,
  })
  expect(headersAmong(answer, expected.headers ?? {})).toEqual(expected.headers ?? {})
  if (expected.json !== undefined) expect(unmounted(JSON.parse(text), transport)).toEqual(expected.json)
  if (expected.body !== undefined) expectBody(answer, asked, transport)
  for (const secret of expected.without ?? [])
    expect(JSON.stringify(answer.headers) + text).not.toContain(secret)
}

function headersAmong(answer: Answer, expected: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(expected).map((name) => [
      name,
      Object.hasOwn(answer.headers, name) ? answer.headers[name] : null,
    ]),
  )
}

/** What the probe says it was asked, less the mount, which has to be the transport's. */
function unmounted(shown: unknown, { prefix }: Transport): unknown {
  if (typeof shown !== 'object' || shown === null || !('SCRIPT_NAME' in shown)) return shown
  expect(shown.SCRIPT_NAME).toBe(prefix)
  const uri = 'REQUEST_URI' in shown ? String(shown.REQUEST_URI) : ''
  expect(uri.startsWith(prefix)).toBe(true)
  return { ...shown, SCRIPT_NAME: '', REQUEST_URI: uri.slice(prefix.length) }
}

function expectBody(answer: Answer, { expected }: Case, { tells }: Transport): void {
  const wanted = Buffer.from(expected.body ?? '')
  const got = Buffer.from(answer.body)
  if (expected.broken !== true) {
    // Compared by their own means first: a difference of megabytes is slow to print.
    if (!got.equals(wanted))
      expect(got.subarray(0, 2000).toString()).toBe(wanted.subarray(0, 2000).toString())
    expect([got.length, answer.complete]).toEqual([wanted.length, true])
  } else if (tells) expect(answer.complete).toBe(false)
  else expect(got.toString()).toContain(wanted.toString())
}

/** Header lines as they came, by name: cookies as a list, other lists joined. */
export function collected(lines: Iterable<readonly [string, string]>): Answer['headers'] {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of lines) {
    const key = name.toLowerCase()
    const before = Object.hasOwn(headers, key) ? headers[key] : undefined
    if (key === 'set-cookie') headers[key] = [...(before ?? []), value]
    else headers[key] = before === undefined ? value : `${before}, ${value}`
    // Apache joins these itself, in its own way.
    if (key === 'vary')
      headers[key] = [headers[key]]
        .flat()
        .join(', ')
        .replace(/\s*,\s*/g, ', ')
  }
  return headers
}

/** The header lines of a case, with the host that all cases ask. */
export function linesOf({ headers = {}, body, chunked = false }: Case): [string, string][] {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each): [string, string] => [name, each]),
  )
  const length: [string, string][] =
    body === undefined || chunked ? [] : [['Content-Length', String(Buffer.from(body).length)]]
  return [['Host', 'example.test'], ...lines, ...length]
}

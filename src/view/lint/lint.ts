/** Watches an application and the gateway that calls it, and says who does not keep the contract. */
import type { App, Environ, Reply } from '../contract.js'
import { copyOf, defer } from '../environ-copy.js'
import { bodyShape, lintBody } from './body.js'
import { environContents, environShape } from './environ.js'
import { type Finding, inspect, quoted, type Teller, Violation } from './finding.js'
import { lintInput } from './input.js'
import { replyContents, replyShape } from './reply.js'

/** How findings are told. */
export interface LintOptions {
  /** Gets what is only advice (the log of the request, or the console). */
  readonly warn?: (finding: Finding) => void
  /** Whether advice is thrown as well (false). */
  readonly strict?: boolean
}

/**
 * An application that behaves as the given one and checks both sides of each call. What breaks the contract is thrown
 * as a `Violation` with the name of the check and what to do; what may be meant is a warning. For development and
 * tests: it costs some time per request.
 */
export function lint(app: App, options: LintOptions = {}): App {
  const outside = tellerOf(undefined, options)
  checkApp(app, outside)
  return async (...args: Parameters<App>) => {
    checkCall(args, outside)
    const [given] = args
    inspect<unknown>(given, environShape, outside)
    const tell = tellerOf(given['torii.errors'], options)
    inspect(given, environContents, tell)
    const watched = watch(given, tell)
    const reply: unknown = await app(watched.environ)
    return checkReply(reply, watched, tell)
  }
}

function checkApp(app: unknown, tell: Teller): void {
  if (typeof app !== 'function') {
    tell.fail({
      check: 'app-function',
      message: `lint() got ${quoted(app)}: an application is a function of an environ`,
    })
  }
  if (app.length > 1) {
    const message =
      'The application has several parameters: it gets the environ alone (fromNode wraps (req, res))'
    tell.fail({ check: 'app-parameters', message })
  }
}

function checkCall(args: readonly unknown[], tell: Teller): void {
  if (args.length === 1) return
  const message = `The application is called with ${args.length} arguments: call it with the environ alone`
  tell.fail({ check: 'call-arguments', message })
}

/** Where findings of one call go. A log that is no function is itself a finding, told elsewhere. */
function tellerOf(log: unknown, { warn, strict = false }: LintOptions): Teller {
  const fail = (finding: Finding): never => {
    throw new Violation(finding)
  }
  const print = ({ check, message }: Finding): void => {
    const line = `lint: ${message} (${check})\n`
    if (typeof log === 'function') log(line)
    else console.warn(line)
  }
  return { fail, warn: strict ? fail : (warn ?? print) }
}

/** Headers that pages are negotiated by. */
const NEGOTIATED: Readonly<Record<string, string>> = {
  HTTP_ACCEPT: 'Accept',
  HTTP_ACCEPT_LANGUAGE: 'Accept-Language',
  HTTP_HX_REQUEST: 'HX-Request',
}

/** An environ that notes what is done with it. */
interface Watched {
  readonly environ: Environ
  readonly read: Set<string>
  /** Called when the reply's body begins. */
  readonly started: () => void
}

function watch(given: Environ, tell: Teller): Watched {
  const environ = copyOf(given)
  const read = new Set<string>()
  let isAnswering = false
  for (const [name, header] of Object.entries(NEGOTIATED)) {
    if (!(name in environ)) continue
    const value = environ[name]
    defer(environ, name, () => {
      read.add(header)
      return value
    })
  }
  if ('torii.input' in given) {
    let input: ReadableStream<Uint8Array> | undefined
    defer(
      environ,
      'torii.input',
      () => (input ??= lintInput(given, { tell, isAnswering: () => isAnswering })),
    )
  }
  return { environ, read, started: () => void (isAnswering = true) }
}

function checkReply(given: unknown, { environ, read, started }: Watched, tell: Teller): Reply {
  inspect(given, replyShape, tell)
  const reply = given as Reply
  const { status, headers, body } = reply
  inspect({ environ, status, headers, body, read }, replyContents, tell)
  inspect<unknown>(body, bodyShape, tell)
  const promised = headers['content-length']
  const isHead = environ.REQUEST_METHOD === 'HEAD'
  const length = typeof promised === 'string' && !isHead ? Number(promised) : null
  const expected = { tell, length, signal: environ['torii.signal'], started }
  return { status, headers, body: lintBody(body, expected) }
}

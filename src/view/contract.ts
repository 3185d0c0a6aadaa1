/** What an application is to every gateway: a function from an environ to a reply. Types only. */

/** A page's bytes to come: nothing, all at once, or piece by piece; a `ReadableStream` fits. A string is one piece. */
export type Body =
  | null
  | string
  | Uint8Array
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>

/** Header values by lower-case name; a list is sent as several lines. */
export type Headers = Record<string, string | string[]>

/** What an application answers. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

/** An application. What it throws becomes an error page. */
export type App = (environ: Environ) => Reply | Promise<Reply>

/** Something put around an application. */
export type Middleware = (app: App) => App

/** Where a request came in. */
export type GatewayName = 'http' | 'fetch' | 'cgi' | 'fastcgi' | 'scgi'

/** What every gateway sets and the names of RFC 3875 mean; `render` and tests need none of it. */
interface Meta {
  REQUEST_METHOD: string
  /** Where the application is mounted: `''` or `/name`, without a slash at the end. */
  SCRIPT_NAME: string
  /** The path below that, decoded: `''` or `/…`. */
  PATH_INFO: string
  /** As it was sent, without the question mark. */
  QUERY_STRING: string
  /** Path and query as they were sent. */
  REQUEST_URI: string
  REQUEST_SCHEME: string
  SERVER_NAME: string
  SERVER_PORT: string
  SERVER_PROTOCOL: string
  CONTENT_TYPE: string
  CONTENT_LENGTH: string
  HTTPS: string
  REMOTE_ADDR: string
  REMOTE_PORT: string
  AUTH_TYPE: string
  REMOTE_USER: string
}

/** What is not text. */
interface Extras {
  /** The body of the request, at most CONTENT_LENGTH bytes; made when first asked for. */
  readonly 'torii.input': ReadableStream<Uint8Array>
  /** Fires when the client is gone. */
  'torii.signal': AbortSignal
  /** Writes to the log of the server. */
  'torii.errors': (text: string) => void
  'torii.gateway': GatewayName
  /** Whether error pages may tell all to a peer on this machine. */
  'torii.dev': boolean
  /** The host's own objects: `{ req, res }` of Node, `{ env, ctx }` of Workers. */
  'torii.platform': unknown
  /** Sends `Link` headers ahead of the reply, where the gateway can. */
  'torii.early_hints': (links: readonly string[]) => void
}

/** A request: `HTTP_*` for its headers, and the names above. Plain and mutable, without a prototype when a gateway made it. */
export type Environ = Partial<Meta> &
  Partial<Extras> & { [header: `HTTP_${string}`]: string | undefined } & {
    [name: string]: unknown
  }

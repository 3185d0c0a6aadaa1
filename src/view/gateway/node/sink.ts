import type { Http2ServerResponse } from 'node:http2'
import type { Sink } from '../deliver.js'
import type { NodeRequest, NodeResponse } from './handler.js'

/** NGHTTP2_INTERNAL_ERROR: the one way to end a stream of HTTP/2 that a client does not take for its proper end. */
const INTERNAL_ERROR = 2

/** Sends a reply with a response of Node. */
export function nodeSink(request: NodeRequest, response: NodeResponse): Sink {
  return {
    head({ status, headers }) {
      response.statusCode = status
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    },
    write: (chunk) => (writeTo(response, chunk) ? undefined : drained(response)),
    end(body) {
      if (body === undefined || body.length === 0) response.end()
      else response.end(body)
      // What is left of a body that nobody read would keep the connection from its next request.
      request.resume()
    },
    abort: () => breakOff(response),
  }
}

/** Of the two types of responses, the methods that differ in no more than their types. */
function writeTo(response: NodeResponse, chunk: Uint8Array): boolean {
  return isHttp2(response) ? response.write(chunk) : response.write(chunk)
}

function drained(response: NodeResponse): Promise<void> {
  return new Promise((resolve) => void response.once('drain', resolve))
}

function breakOff(response: NodeResponse): void {
  if (isHttp2(response)) response.stream?.close(INTERNAL_ERROR)
  else response.destroy()
}

function isHttp2(response: NodeResponse): response is Http2ServerResponse {
  return 'stream' in response
}

/** `toriijs/view/node`: applications on Node's http, https and http2, and Node's applications on every gateway. */
export { fromNode, type NodeListener } from './node/bridge.js'
export { type NodeHandler, toNode } from './node/handler.js'
export { type ServeOptions, serve } from './node/serve.js'
export type { GatewayOptions } from './options.js'
export type { Serving } from './serving.js'

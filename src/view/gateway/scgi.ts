/** `toriijs/view/scgi`: an application behind the SCGI of nginx, Apache and lighttpd. */
export type { GatewayOptions } from './options.js'
export { type ScgiOptions, serve } from './scgi/serve.js'
export type { Serving } from './serving.js'

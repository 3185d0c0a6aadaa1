/** `toriijs/view/fastcgi`: an application behind the FastCGI of nginx, Apache and lighttpd. */
export { serve } from './fastcgi/serve.js'
export type { FastCgiOptions } from './fastcgi/service.js'
export type { GatewayOptions } from './options.js'
export type { Serving } from './serving.js'

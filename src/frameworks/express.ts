/** `toriijs/express`: templates as views of Express, and pages of the view layer as its responses; Connect has the latter. */
export { type ExpressEngine, engine, type ViewOptions } from './express/engine.js'
export { type ViewsMiddleware, views } from './express/views.js'

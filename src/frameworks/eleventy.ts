/** `toriijs/eleventy`: templates as pages, layouts and includes of Eleventy. */
export type { EleventyConfig } from './eleventy/config.js'
export { type EleventyOptions, torii } from './eleventy/plugin.js'

/** The built-in filters that Jinja has not; the python dialect, which is Jinja exactly, leaves them out. */
export { date, number } from './dates.js'
export { nl2br } from './html.js'
export { dump } from './json.js'
export { safe_attr, safe_css, safe_js, safe_url, trusted_resource_url } from './trust.js'

import { trust } from '../contextual/trust.js'
import { operation } from '../operation.js'

/** The text as a URL that is followed whatever its scheme. */
export const safe_url = /* @__PURE__ */ operation('', (site, value: unknown) => trust(site, value, 'url'))

/** The text as a URL that scripts, styles and frames may be loaded from. */
export const trusted_resource_url = /* @__PURE__ */ operation('', (site, value: unknown) =>
  trust(site, value, 'resource'),
)

/** The text as JavaScript, written as it stands in scripts and `on…` attributes. */
export const safe_js = /* @__PURE__ */ operation('', (site, value: unknown) => trust(site, value, 'js'))

/** The text as CSS, written as it stands in style sheets and `style` attributes. */
export const safe_css = /* @__PURE__ */ operation('', (site, value: unknown) => trust(site, value, 'css'))

/** The text or mapping as attributes of a tag. Fault: bad-argument for what is no list of attributes. */
export const safe_attr = /* @__PURE__ */ operation('', (site, value: unknown) => trust(site, value, 'attrs'))

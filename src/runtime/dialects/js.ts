/**
 * The operations of the js dialect that generated code calls, each under the name it has there. Precompiled templates
 * import them one by one, so that a bundle holds only those some template uses.
 */
import * as escapers from '../contextual/escapers.js'
import type { Escaper, Printing } from '../contextual/printing.js'
import { isText } from '../markup.js'
import { Omitted, Undefined } from '../undefined.js'
import { escapeValue, remainderOf } from '../values/arithmetic.js'
import { contains } from '../values/equality.js'
import { format, js, ownJson } from '../values/js.js'
import { text } from '../values/print.js'
import { slice as sliced } from '../values/slice.js'
import { dialectOf } from './dialect.js'

export {
  add,
  divide,
  escapeValue as escape,
  floorDivide,
  multiply,
  negate,
  positive,
  power,
  subtract,
} from '../values/arithmetic.js'
export { equal } from '../values/equality.js'
export { list, pairs, unpack } from '../values/iterate.js'
export { markTuple as tuple, truthy } from '../values/js.js'
export { mappingOf as mapping } from '../values/lookup.js'
export { compare } from '../values/order.js'
export { text } from '../values/print.js'

/** Everything of the dialect, for the operations that cannot be known one by one. */
export const dialect = /* @__PURE__ */ dialectOf({
  values: js,
  undefined: Undefined,
  lenientCalls: false,
  replaced: {},
})

/** Printed text, escaped when `escaping` is true. */
export function print(escaping: boolean, value: unknown): string {
  return escaping ? escapeValue(value) : text(value)
}

/** `item in container`, its operands evaluated in the order they are written. */
export function within(item: unknown, container: unknown): boolean {
  return contains(container, item)
}

/** `value[start:stop:step]`. */
export function slice(value: unknown, start: unknown, stop: unknown, step: unknown): unknown {
  return sliced(value, { start, stop, step })
}

/** `left % right`: the remainder of numbers, or a pattern with its values filled in. */
export function modulo(left: unknown, right: unknown): unknown {
  return isText(left) ? format(js, left, right) : remainderOf(left, right)
}

/** The value of an inline `if` without `else` whose test is false. */
export function omitted(place?: string): unknown {
  return new Omitted(place)
}

/** A number that was written as a float. */
export function float(value: number): unknown {
  return value
}

/** What the escapers of this dialect are made with. */
const printing: Printing = { text, escape: escapeValue, json: ownJson }

// Contextual escapers, each by itself for the sake of bundles.
export const attribute: Escaper = /* @__PURE__ */ escapers.attribute(printing)
export const rcdata: Escaper = /* @__PURE__ */ escapers.rcdata(printing)
export const comment: Escaper = /* @__PURE__ */ escapers.comment(printing)
export const jsValue: Escaper = /* @__PURE__ */ escapers.jsValue(printing)
export const jsString: Escaper = /* @__PURE__ */ escapers.jsString(printing)
export const jsRegexp: Escaper = /* @__PURE__ */ escapers.jsRegexp(printing)
export const json: Escaper = /* @__PURE__ */ escapers.json(printing)
export const cssValue: Escaper = /* @__PURE__ */ escapers.cssValue(printing)
export const cssString: Escaper = /* @__PURE__ */ escapers.cssString(printing)
export const navUrl: Escaper = /* @__PURE__ */ escapers.navUrl(printing)
export const mediaUrl: Escaper = /* @__PURE__ */ escapers.mediaUrl(printing)
export const resourceUrl: Escaper = /* @__PURE__ */ escapers.resourceUrl(printing)
export const urlSlash: Escaper = /* @__PURE__ */ escapers.urlSlash(printing)
export const urlPart: Escaper = /* @__PURE__ */ escapers.urlPart(printing)
export const resourcePath: Escaper = /* @__PURE__ */ escapers.resourcePath(printing)
export const urlComponent: Escaper = /* @__PURE__ */ escapers.urlComponent(printing)
export const srcset: Escaper = /* @__PURE__ */ escapers.srcset(printing)
export const refresh: Escaper = /* @__PURE__ */ escapers.refresh(printing)
export const elementName: Escaper = /* @__PURE__ */ escapers.elementName(printing)
export const headingLevel: Escaper = /* @__PURE__ */ escapers.headingLevel(printing)
export const attributeName: Escaper = /* @__PURE__ */ escapers.attributeName(printing)
export const attributeSuffix: Escaper = /* @__PURE__ */ escapers.attributeSuffix(printing)
export const attributes: Escaper = /* @__PURE__ */ escapers.attributes(printing)
export const markupAttributes: Escaper = /* @__PURE__ */ escapers.markupAttributes(printing)
export const xml: Escaper = /* @__PURE__ */ escapers.xml(printing)
export const xmlAttribute: Escaper = /* @__PURE__ */ escapers.xmlAttribute(printing)
export const xmlComment: Escaper = /* @__PURE__ */ escapers.xmlComment(printing)
export const xmlName: Escaper = /* @__PURE__ */ escapers.xmlName(printing)
export const cdata: Escaper = /* @__PURE__ */ escapers.cdata(printing)
export const csv: Escaper = /* @__PURE__ */ escapers.csv(printing)
export const markdown: Escaper = /* @__PURE__ */ escapers.markdown(printing)
export const yaml: Escaper = /* @__PURE__ */ escapers.yaml(printing)
export const shell: Escaper = /* @__PURE__ */ escapers.shell(printing)
export const tex: Escaper = /* @__PURE__ */ escapers.tex(printing)
export const sql: Escaper = /* @__PURE__ */ escapers.sql(printing)
export const urlRest: Escaper = /* @__PURE__ */ escapers.urlRest(printing)
export const resourceRest: Escaper = /* @__PURE__ */ escapers.resourceRest(printing)

/** The contextual escapers of the js dialect, each by itself so that a bundle holds only those that some template uses. */
import * as escapers from '../contextual/escapers.js'
import type { Escaper, Printing } from '../contextual/printing.js'
import { escapeValue } from '../values/arithmetic.js'
import { ownJson } from '../values/js.js'
import { text } from '../values/print.js'

const printing: Printing = { text, escape: escapeValue, json: ownJson }

const attribute: Escaper = /* @__PURE__ */ escapers.attribute(printing)
const attributeName: Escaper = /* @__PURE__ */ escapers.attributeName(printing)
const attributeSuffix: Escaper = /* @__PURE__ */ escapers.attributeSuffix(printing)
const attributes: Escaper = /* @__PURE__ */ escapers.attributes(printing)
const cdata: Escaper = /* @__PURE__ */ escapers.cdata(printing)
const comment: Escaper = /* @__PURE__ */ escapers.comment(printing)
const cssString: Escaper = /* @__PURE__ */ escapers.cssString(printing)
const cssValue: Escaper = /* @__PURE__ */ escapers.cssValue(printing)
const csv: Escaper = /* @__PURE__ */ escapers.csv(printing)
const elementName: Escaper = /* @__PURE__ */ escapers.elementName(printing)
const headingLevel: Escaper = /* @__PURE__ */ escapers.headingLevel(printing)
const jsRegexp: Escaper = /* @__PURE__ */ escapers.jsRegexp(printing)
const jsString: Escaper = /* @__PURE__ */ escapers.jsString(printing)
const jsValue: Escaper = /* @__PURE__ */ escapers.jsValue(printing)
const json: Escaper = /* @__PURE__ */ escapers.json(printing)
const markdown: Escaper = /* @__PURE__ */ escapers.markdown(printing)
const markupAttributes: Escaper = /* @__PURE__ */ escapers.markupAttributes(printing)
const mediaUrl: Escaper = /* @__PURE__ */ escapers.mediaUrl(printing)
const navUrl: Escaper = /* @__PURE__ */ escapers.navUrl(printing)
const rcdata: Escaper = /* @__PURE__ */ escapers.rcdata(printing)
const refresh: Escaper = /* @__PURE__ */ escapers.refresh(printing)
const resourcePath: Escaper = /* @__PURE__ */ escapers.resourcePath(printing)
const resourceRest: Escaper = /* @__PURE__ */ escapers.resourceRest(printing)
const resourceUrl: Escaper = /* @__PURE__ */ escapers.resourceUrl(printing)
const shell: Escaper = /* @__PURE__ */ escapers.shell(printing)
const sql: Escaper = /* @__PURE__ */ escapers.sql(printing)
const srcset: Escaper = /* @__PURE__ */ escapers.srcset(printing)
const tex: Escaper = /* @__PURE__ */ escapers.tex(printing)
const urlComponent: Escaper = /* @__PURE__ */ escapers.urlComponent(printing)
const urlPart: Escaper = /* @__PURE__ */ escapers.urlPart(printing)
const urlRest: Escaper = /* @__PURE__ */ escapers.urlRest(printing)
const urlSlash: Escaper = /* @__PURE__ */ escapers.urlSlash(printing)
const xml: Escaper = /* @__PURE__ */ escapers.xml(printing)
const xmlAttribute: Escaper = /* @__PURE__ */ escapers.xmlAttribute(printing)
const xmlComment: Escaper = /* @__PURE__ */ escapers.xmlComment(printing)
const xmlName: Escaper = /* @__PURE__ */ escapers.xmlName(printing)
const yaml: Escaper = /* @__PURE__ */ escapers.yaml(printing)

export {
  attribute,
  attributeName,
  attributeSuffix,
  attributes,
  cdata,
  comment,
  cssString,
  cssValue,
  csv,
  elementName,
  headingLevel,
  json,
  jsRegexp,
  jsString,
  jsValue,
  markdown,
  markupAttributes,
  mediaUrl,
  navUrl,
  rcdata,
  refresh,
  resourcePath,
  resourceRest,
  resourceUrl,
  shell,
  sql,
  srcset,
  tex,
  urlComponent,
  urlPart,
  urlRest,
  urlSlash,
  xml,
  xmlAttribute,
  xmlComment,
  xmlName,
  yaml,
}

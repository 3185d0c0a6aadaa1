/**
 * The contextual escapers under the names that generated code calls them by, each still to be given a dialect. Chains
 * apply from the inside out: in a quoted attribute of HTML, what comes out of `jsValue`, `json`, `cssValue`, `srcset`,
 * `refresh` and the URL escapers goes through `escape` as well. `jsString`, `jsRegexp`, `cssString` and the names give
 * nothing that HTML would have to escape.
 */
export { cssString, cssValue } from './css.js'
export { csv, markdown, shell, sql, tex, yaml } from './files.js'
/** HTML; text itself is `escape`. */
export { attribute, comment, rcdata } from './html.js'
/** `jsRegexp` is `jsString` for the inside of a regular expression: it matches just the value, and is never empty. */
export { jsRegexp, jsString } from './js.js'
export { json, jsValue } from './js-value.js'
/** `markupAttributes` is `attributes` for a lenient policy: markup that is a list of attributes is taken as well. */
export {
  attributeName,
  attributeSuffix,
  attributes,
  elementName,
  headingLevel,
  markupAttributes,
} from './names-html.js'
export { refresh, srcset } from './srcset.js'
export {
  mediaUrl,
  navUrl,
  resourcePath,
  resourceRest,
  resourceUrl,
  urlComponent,
  urlPart,
  urlRest,
  urlSlash,
} from './url.js'
/** `xml` takes markup as it is, `xmlAttribute` its plain text. */
export { cdata, xml, xmlAttribute, xmlComment, xmlName } from './xml.js'

/** Splits a list of names. */
function names(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/))
}

/** What templates may reach of `String.prototype`. */
export const TEXT =
  names(`length at charAt charCodeAt codePointAt concat endsWith includes indexOf isWellFormed
  lastIndexOf localeCompare match matchAll normalize padEnd padStart repeat replace replaceAll search slice split
  startsWith substr substring toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase toWellFormed trim
  trimEnd trimStart valueOf`)

/** What templates may reach of `Array.prototype`; `join` and `toString` are ours, because they print items. */
export const LIST =
  names(`at concat copyWithin entries every fill filter find findIndex findLast findLastIndex flat
  flatMap forEach includes indexOf keys lastIndexOf map pop push reduce reduceRight reverse shift slice some sort
  splice toReversed toSorted toSpliced unshift values with`)

/** What templates may reach of typed arrays. */
export const TYPED_ARRAY = names(
  'at length byteLength every find findIndex includes indexOf map slice some subarray',
)

/** What templates may reach of `Number.prototype`, `BigInt.prototype` and `Boolean.prototype`. */
export const NUMBER = names('toExponential toFixed toLocaleString toPrecision toString valueOf')

/** What templates may reach of `Date.prototype`. */
export const DATE =
  names(`getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTime
  getTimezoneOffset getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMilliseconds getUTCMinutes getUTCMonth
  getUTCSeconds setDate setFullYear setHours setMilliseconds setMinutes setMonth setSeconds setTime setUTCDate
  setUTCFullYear setUTCHours setUTCMilliseconds setUTCMinutes setUTCMonth setUTCSeconds toDateString toISOString
  toJSON toLocaleDateString toLocaleString toLocaleTimeString toString toTimeString toUTCString valueOf`)

/** What templates may reach of `RegExp.prototype`. */
export const REGEXP =
  names(`dotAll exec flags global hasIndices ignoreCase multiline source sticky test toString
  unicode unicodeSets`)

/** What templates may reach of `Map.prototype`. */
export const MAP = names('clear delete entries forEach get has keys set size values')

/** What templates may reach of `Set.prototype`. */
export const SET = names('add clear delete entries forEach has keys size values')

/** What templates may reach of `Error.prototype` and its kin. */
export const ERROR = names('message name toString')

/** What templates may reach of objects without anything of use. */
export const NOTHING: ReadonlySet<string> = new Set()

/** Names that lead from data to code; no inherited member of such a name is ever found. */
export const NEVER =
  names(`__proto__ constructor prototype caller callee arguments __defineGetter__ __defineSetter__
  __lookupGetter__ __lookupSetter__`)

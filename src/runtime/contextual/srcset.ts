import { type Escaper, type Printing, plain } from './printing.js'
import { SafeUrl } from './trusted.js'
import { mediaUrl, navUrl } from './url.js'

/** A value that lists candidates, or is the whole of one: each URL is looked at by itself. */
export function srcset(printing: Printing): Escaper {
  const url = mediaUrl(printing)
  return (value, scope) => {
    if (value instanceof SafeUrl) return oneUrl(url(value, scope))
    return candidatesOf(plain(printing, value))
      .map((candidate) => filtered(candidate, (address) => url(address, scope)))
      .join(', ')
  }
}

/** A URL that is one candidate whatever it consists of. */
function oneUrl(url: string): string {
  return /^data:/i.test(url) ? withoutEdgeCommas(url) : url.replaceAll(',', '%2c')
}

/** The candidates as browsers tell them apart: by commas after descriptors and at the end of a URL. */
function candidatesOf(list: string): string[] {
  const found = list.match(/[^\t\n\f\r ,][^\t\n\f\r ]*(?:[\t\n\f\r ]+[^,]*)?/g) ?? []
  return found
    .flatMap((candidate) => candidate.split(/,+(?=[\t\n\f\r ]|$)/))
    .filter((one) => one.trim() !== '')
}

const CANDIDATE = /^[\t\n\f\r ]*([^\t\n\f\r ]*)([\s\S]*)$/
const DESCRIPTORS = /^(?:[\t\n\f\r ]+[\d.]+(?:e[+-]?\d+)?[wxh])*[\t\n\f\r ]*$/i

function filtered(candidate: string, url: (address: string) => string): string {
  const [, address = '', descriptors = ''] = CANDIDATE.exec(candidate) ?? []
  const safe = withoutEdgeCommas(url(address))
  return DESCRIPTORS.test(descriptors) ? safe + descriptors.trimEnd() : safe
}

/** A comma at the end of a URL would end its candidate. */
function withoutEdgeCommas(url: string): string {
  return url.replace(/^,+|,+$/g, (commas) => '%2c'.repeat(commas.length))
}

/** A time, what separates it from the URL, and `url=` with or without a quote, as browsers read them. */
const REFRESH =
  /^[\t\n\f\r ]*(?:(\d+)[\d.]*|\.[\d.]*)(?=[\t\n\f\r ;,]|$)[\t\n\f\r ]*[;,]?[\t\n\f\r ]*(?:url[\t\n\f\r ]*=[\t\n\f\r ]*)?(["']?)([\s\S]*)$/i

/** A value that says when a page is loaded again, and which one; text that browsers do not take for that stays. */
export function refresh(printing: Printing): Escaper {
  const follow = navUrl(printing)
  return (value, scope) => {
    const text = plain(printing, value)
    const found = REFRESH.exec(text)
    if (found === null) return text
    const [, seconds = '0', quote = '', rest = ''] = found
    const [address = ''] = quote === '' ? [rest] : rest.split(quote)
    return address.trim() === '' ? seconds : `${seconds};url=${follow(address, scope)}`
  }
}

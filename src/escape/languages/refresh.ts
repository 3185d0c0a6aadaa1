import { type Refresh, urlFor } from '../language.js'
import { advanceUrl } from './url.js'

/** The content of `<meta http-equiv=refresh>` at its beginning. */
export const REFRESH: Refresh = { kind: 'refresh', mode: 'time', url: null, text: '' }

/**
 * The content of a refresh after a text: a time, a separator, and an address with or without `url =` and a quote.
 * Source: HTML standard, section 4.2.5.3.
 */
export function advanceRefresh(start: Refresh, given: string): Refresh {
  if (start.mode === 'plain') return start
  if (start.mode === 'url') return withAddress(start, given)
  const text = start.text + given
  const [head = '', time = '', separator = ''] = /^\s*([\d.]*)(\s*[;,]?\s*)/.exec(text) ?? []
  const rest = text.slice(head.length)
  if (rest === '')
    return { ...start, mode: separator === '' ? 'time' : 'separator', text: text.slice(0, LONGEST) }
  if (time === '' || separator === '') return start.text === PRINTED ? afterPrinted(start, given) : PLAIN
  return afterSeparator(start, text, rest)
}

/** Stands for a printed time. */
export const PRINTED = '0'

const PLAIN: Refresh = { kind: 'refresh', mode: 'plain', url: null, text: '' }
const LONGEST = 64

function afterPrinted(start: Refresh, given: string): Refresh {
  return withAddress({ ...start, mode: 'url', text: '' }, given)
}

const LABEL = /^u(?:r(?:l(?:\s*(?:=\s*)?)?)?)?$/i

function afterSeparator(start: Refresh, text: string, rest: string): Refresh {
  if (LABEL.test(rest) && !rest.includes('=')) return { ...start, mode: 'separator', text }
  const [label = ''] = /^url\s*=\s*/i.exec(rest) ?? []
  return withAddress({ ...start, mode: 'url', text: '' }, rest.slice(label.length).replace(/^["']/, ''))
}

function withAddress(refresh: Refresh, text: string): Refresh {
  const url = refresh.url ?? urlFor('nav')
  const opened = url.part === 'start' ? text.replace(/^\s*["']/, '') : text
  return { ...refresh, url: advanceUrl(url, opened) }
}

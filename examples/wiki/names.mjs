/** Which names pages may have, and what the wiki keeps for itself. */

const RESERVED = new Set(['-', '.', '..', 'search', 'RecentChanges', 'TitleIndex'])

/** Slashes would be other addresses; bidirectional controls make a name look like another one. */
const REFUSED = /[/\\\p{Cc}\p{Cs}\p{Cn}\u2028\u2029\u202a-\u202e\u2066-\u2069]|^\s|\s$|\s\s/u

/** The name in the one form that pages are kept under, or null when no page can be called so. */
export function pageName(text) {
  const name = text.normalize('NFC')
  const refused = name === '' || name.length > 100 || REFUSED.test(name) || RESERVED.has(name)
  return refused ? null : name
}

/** The path of a page, or of something below it, in the form that templates give to `url`. */
export function pathOf(name, below = '') {
  return `/${encodeURIComponent(name)}${below}`
}

/** A line of text as people may write it: without what cannot be shown, and which XML cannot hold. */
export function lineOf(text, most) {
  return textOf(text).replace(/\s+/g, ' ').trim().slice(0, most).toWellFormed()
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot hold
const UNSHOWABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g

/** A text of several lines, in the same way. */
export function textOf(text) {
  return text.replace(/\r\n?/g, '\n').replace(UNSHOWABLE, '').toWellFormed()
}

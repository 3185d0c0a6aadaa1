/** An amount of cents as dollars: a cheap filter of a site's own, the same function for every engine. */
export function money(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`
}

/** A text cut after sixty characters. */
export function short(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`
}

/** A text in capitals, for engines without such a filter. */
export function upper(text: string): string {
  return text.toUpperCase()
}

/** A list as text, for engines without such a filter. */
export function join(list: readonly string[]): string {
  return list.join(', ')
}

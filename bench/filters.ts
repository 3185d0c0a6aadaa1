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

const calendar = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeZone: 'UTC' })

/** A moment, as ISO 8601 has it, as a date: for engines without such a filter. */
export function date(moment: string): string {
  return calendar.format(new Date(moment))
}

/** Whether a number is larger than another, for engines without comparisons. */
export function above(left: number, right: number): boolean {
  return left > right
}

/** An index as people count, for engines that count from nought. */
export function number(index: number): number {
  return index + 1
}

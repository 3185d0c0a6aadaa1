import { isSecret, REDACTED, type Secrets } from './secrets.js'

const MOST_ITEMS = 20
const MOST_DEPTH = 3
const LONGEST_TEXT = 200

/** A value as text for people, cut where it is long or deep and without secrets. No code of the value is run. */
export function show(value: unknown, secrets: Secrets, depth = 0): string {
  try {
    return shown(value, secrets, depth)
  } catch {
    // A proxy that does not want to be looked at.
    return '[cannot be shown]'
  }
}

/** Most values that are searched for secrets. */
const MOST_SEARCHED = 5000

/** Makes secrets of all text in a value that has the name of a secret, or is in something that has. */
export function collectSecrets(value: unknown, secrets: Secrets): void {
  let level: Member[] = [{ value, hidden: false }]
  let left = MOST_SEARCHED
  for (let depth = 0; depth <= MOST_DEPTH && left > 0; depth++) {
    level = level.flatMap(innerOf).slice(0, left)
    left -= level.length
    for (const { value: member, hidden } of level)
      if (hidden && typeof member === 'string') secrets.add(member)
  }
}

interface Member {
  readonly value: unknown
  /** Whether its name, or that of what it is in, is the name of a secret. */
  readonly hidden: boolean
}

function innerOf({ value, hidden }: Member): Member[] {
  return readable(value).map(([name, inner]) => ({ value: inner, hidden: hidden || isSecret(name) }))
}

/** As `membersOf`; nothing for a proxy that does not want to be looked at. */
function readable(value: unknown): ReturnType<typeof membersOf> {
  if (typeof value !== 'object' || value === null) return []
  try {
    return membersOf(value)
  } catch {
    return []
  }
}

function shown(value: unknown, secrets: Secrets, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(cut(secrets.mask(value), LONGEST_TEXT))
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return '[function]'
  if (typeof value !== 'object' || value === null) return String(value)
  if (value instanceof Date)
    return Number.isNaN(Date.prototype.getTime.call(value)) ? '[no date]' : iso(value)
  return depth >= MOST_DEPTH ? '…' : shownObject(value, secrets, depth)
}

function iso(date: Date): string {
  return Date.prototype.toISOString.call(date)
}

function shownObject(value: object, secrets: Secrets, depth: number): string {
  const members = membersOf(value)
  const isList = Array.isArray(value) || value instanceof Set
  const parts = members.slice(0, MOST_ITEMS).map(([name, member]) => {
    const text = isSecret(name) ? REDACTED : member === GETTER ? '[getter]' : show(member, secrets, depth + 1)
    return isList ? text : `${secrets.mask(cut(name, 80))}: ${text}`
  })
  if (members.length > MOST_ITEMS) parts.push(`… ${members.length - MOST_ITEMS} more`)
  if (isList) return `[${parts.join(', ')}]`
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

/** Stands for a value that only code could tell. */
const GETTER = Symbol('getter')

/** Most members that are looked at, so that a list of millions costs nothing. */
const MOST_MEMBERS = 1000

/** Names and values of what is in an object, with `GETTER` for getters. */
export function membersOf(value: object): [name: string, member: unknown][] {
  if (value instanceof Map) {
    const entries = Array.from(Map.prototype.entries.call(value)).slice(0, MOST_MEMBERS)
    return entries.map(([name, member]) => [typeof name === 'string' ? name : typeof name, member])
  }
  if (value instanceof Set)
    return Array.from(Set.prototype.values.call(value), (member) => ['', member] as [string, unknown])
  const names = Object.keys(value).slice(0, MOST_MEMBERS)
  return names.map((name) => {
    const descriptor = Object.getOwnPropertyDescriptor(value, name)
    return [name, descriptor === undefined || 'value' in descriptor ? descriptor?.value : GETTER]
  })
}

/** A text of at most so many characters. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`
}

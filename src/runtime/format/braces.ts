import { asciiOnly } from './percent.js'
import type { FormatRules } from './rules.js'
import { badFormat, formatBySpec } from './spec.js'

/** What a `format` pattern is filled with. */
export interface BraceValues {
  /** Values for fields with a number; null where a pattern may not have such fields. */
  readonly args: readonly unknown[] | null
  /** A mapping for fields with a name. */
  readonly named: unknown
}

/** Prints one field instead of `formatBySpec`; markup escapes here. */
export type Seal = (value: unknown, spec: string) => string

/** How many levels of fields may stand inside a specification. */
const DEEPEST = 2

/**
 * A pattern of Python's `str.format` with its fields replaced: `{}`, `{0}`, `{name.attr[key]!r:>10}`. Attributes
 * and items are read through the dialect. Faults: bad-format, too-large.
 */
export function formatBraces(rules: FormatRules, pattern: string, values: BraceValues, seal?: Seal): string {
  const filler: Filler = {
    rules,
    values,
    seal: seal ?? ((value, spec) => formatBySpec(rules, value, spec)),
    numbering: { next: 0, style: null },
  }
  return fill(filler, pattern, DEEPEST)
}

/** Fields without a number count up; a pattern numbers all its fields or none. */
interface Numbering {
  next: number
  style: 'automatic' | 'manual' | null
}

interface Filler {
  readonly rules: FormatRules
  readonly values: BraceValues
  readonly seal: Seal
  readonly numbering: Numbering
}

function fill(filler: Filler, pattern: string, depth: number): string {
  if (depth < 0) return badFormat('fields are nested too deeply')
  let filled = ''
  let at = 0
  while (at < pattern.length) {
    const brace = nextBrace(pattern, at)
    filled += pattern.slice(at, brace)
    if (brace === pattern.length) break
    if (pattern[brace + 1] === pattern[brace] && depth === DEEPEST) {
      filled += pattern[brace]
      at = brace + 2
      continue
    }
    if (pattern[brace] === '}') return badFormat('a "}" closes nothing')
    const end = fieldEnd(pattern, brace + 1)
    filled += field(filler, pattern.slice(brace + 1, end), depth)
    at = end + 1
  }
  return filled
}

function nextBrace(pattern: string, from: number): number {
  const at = pattern.slice(from).search(/[{}]/)
  return at < 0 ? pattern.length : from + at
}

/** The position of the brace that closes the field which starts at `start`. */
function fieldEnd(pattern: string, start: number): number {
  let depth = 1
  for (let at = start; at < pattern.length; at++) {
    if (pattern[at] === '[' && depth === 1) at = Math.max(at, pattern.indexOf(']', at))
    if (pattern[at] === '{') depth++
    if (pattern[at] === '}' && --depth === 0) return at
  }
  return badFormat('a "{" is not closed')
}

const FIELD = /^((?:[^![\]:{}]|\[[^\]]*\])*)(?:!([^:]*))?(?::([\s\S]*))?$/

function field(filler: Filler, source: string, depth: number): string {
  const found = FIELD.exec(source)
  if (found === null) return badFormat(`the field "${source}" is not valid`)
  const [, path = '', conversion, spec = ''] = found
  const value = fieldValue(filler, path)
  const printed = conversion === undefined ? value : converted(filler.rules, value, conversion)
  return filler.seal(printed, fill(filler, spec, depth - 1))
}

function converted(rules: FormatRules, value: unknown, conversion: string): string {
  if (conversion === 's') return rules.text(value)
  if (conversion === 'r') return rules.repr(value)
  if (conversion === 'a') return asciiOnly(rules.repr(value))
  return badFormat(`there is no conversion "!${conversion}"`)
}

function fieldValue(filler: Filler, path: string): unknown {
  const first = /^[^.[]*/.exec(path)?.[0] ?? ''
  let value = argument(filler, first)
  for (const [step, name, key] of path.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]+)\]|[\s\S]/g)) {
    if (name !== undefined) value = filler.rules.attr(value, name)
    else if (key !== undefined) value = filler.rules.item(value, /^\d+$/.test(key) ? Number(key) : key)
    else badFormat(`the field "${path}" is not valid at "${step}"`)
    if (value === undefined)
      badFormat(`the field "${path}" names nothing`, name === undefined ? 'KeyError' : 'AttributeError')
  }
  return value
}

function argument({ rules, values, numbering }: Filler, name: string): unknown {
  if (name !== '' && !/^\d+$/.test(name)) {
    if (!rules.contains(values.named, name)) return badFormat(`there is no value named "${name}"`, 'KeyError')
    return rules.item(values.named, name)
  }
  if (values.args === null) return badFormat('fields need names here', 'ValueError')
  const style = name === '' ? 'automatic' : 'manual'
  if (numbering.style !== null && numbering.style !== style)
    badFormat('some fields have numbers and some not')
  numbering.style = style
  const index = name === '' ? numbering.next++ : Number(name)
  return index < values.args.length
    ? values.args[index]
    : badFormat(`there is no value for field ${index}`, 'IndexError')
}

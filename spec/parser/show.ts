import type { AnyNode, Arguments } from '../../src/ast.js'

/** A tree on one line: `(kind part …)`, names and literals as they are written, spans left out. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(' ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  if (!('kind' in value)) return showArguments(value as Partial<Arguments>) ?? showRecord(value)
  const node = value as AnyNode
  if (node.kind === 'Name') return node.name
  if (node.kind === 'Text') return JSON.stringify(node.text)
  if (node.kind === 'Literal')
    return node.type === 'string' ? JSON.stringify(node.value) : showLiteral(node.value)
  const { kind, ...parts } = node
  return `(${[kind, ...showParts(parts)].join(' ')})`
}

function showLiteral(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function showParts(parts: object): string[] {
  return Object.entries(parts)
    .filter(([key, value]) => !/span$/i.test(key) && value !== null && value !== false && value !== '')
    .map(([key, value]) => (value === true ? key : show(value)))
    .filter((text) => text !== '')
}

function showRecord(value: object): string {
  return showParts(value).join(':')
}

function showArguments({ positional, named, rest, namedRest }: Partial<Arguments>): string | null {
  if (positional === undefined || named === undefined) return null
  return [
    ...positional.map(show),
    ...named.map((argument) => `${argument.name}=${show(argument.value)}`),
    ...(rest ? [`*${show(rest)}`] : []),
    ...(namedRest ? [`**${show(namedRest)}`] : []),
  ].join(' ')
}

/** The values between the passes as text, for `torii dump` and the golden tests. */
import type { AnyNode } from '../ast.js'
import { describe } from '../escape/describe.js'
import type { TemplatePlan } from '../escape/plan.js'
import type { Token } from '../lexer/tokens.js'
import type { NameScope, Names, Symbol as Variable } from '../semantics/names.js'
import type { Source } from '../source.js'

/** One token a line: place, type, source text, and the payload where it says more than the text. */
export function tokensText(tokens: readonly Token[], source: Source): string {
  return lines(tokens, ({ startOffset, tokenType, image, payload }) => {
    const { line, column } = source.position(startOffset)
    const value = payload === null || payload === image ? '' : ` = ${scalar(payload)}`
    return `${`${line}:${column}`.padEnd(7)} ${tokenType.name.padEnd(14)} ${JSON.stringify(image)}${value}`
  })
}

/** One node a line, indented by depth: kind, span, then the fields that are not nodes. */
export function treeText(root: AnyNode): string {
  return lines([...nodeLines('', root, 0)], (line) => line)
}

/** The scopes of a template, each with the symbols it owns and where their first values come from. */
export function namesText(names: Names): string {
  const texts: string[] = []
  for (const [node, parts] of names.scopes) {
    for (const [part, scope] of parts) {
      texts.push(`${node.kind} ${spanText(node.span)} ${part}`)
      for (const symbol of scope.symbols.values()) texts.push(`  ${symbolText(symbol, scope)}`)
    }
  }
  return lines(texts, (line) => line)
}

/** Where each output stands and how it is written there: a line each; nothing where places do not count. */
export function contextsText(plan: TemplatePlan | null, source: Source): string {
  const outputs = [...(plan?.contexts ?? [])].sort(([a], [b]) => a.span.start - b.span.start)
  return lines(outputs, ([node, context]) => {
    const { line, column } = source.position(node.span.start)
    const escapers = plan?.prints.get(node)?.escapers ?? ['escape']
    const text = source.text.slice(node.span.start, node.span.end).replace(/\s+/g, ' ')
    return `${`${line}:${column}`.padEnd(7)} ${text}  ${describe(context)}: ${escapers.join(', ') || 'as it is'}`
  })
}

function lines<T>(items: readonly T[], show: (item: T) => string): string {
  return items.map((item) => `${show(item)}\n`).join('')
}

function symbolText({ name, origin, assigned }: Variable, scope: NameScope): string {
  const exported = scope.topLevel && assigned && !name.startsWith('_') ? ', exported' : ''
  return `${name}: from ${origin.from}${assigned ? ', assigned' : ''}${exported}`
}

function* nodeLines(label: string, node: object, depth: number): Generator<string> {
  const fields = Object.entries(node).filter(([key]) => key !== 'kind' && key !== 'span')
  const inline = fields
    .filter(([, value]) => isInline(value))
    .map(([key, value]) => ` ${key}=${scalar(value)}`)
  const indent = '  '.repeat(depth)
  yield `${indent}${label}${heading(node)}${inline.join('')}`
  for (const [key, value] of fields) {
    if (isInline(value)) continue
    if (!Array.isArray(value)) yield* nodeLines(`${key}: `, value, depth + 1)
    else {
      yield `${indent}  ${key}:`
      for (const item of value) yield* nodeLines('', item, depth + 2)
    }
  }
}

/** Kind and span of a node; parts of nodes, such as arguments, have only a span or neither. */
function heading(node: object): string {
  const kind = 'kind' in node ? String(node.kind) : '·'
  return 'span' in node && isSpan(node.span) ? `${kind} ${spanText(node.span)}` : kind
}

function isInline(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || isSpan(value)) return true
  return Array.isArray(value) && value.length === 0
}

function isSpan(value: unknown): value is { start: number; end: number } {
  return typeof value === 'object' && value !== null && 'start' in value && typeof value.start === 'number'
}

function spanText({ start, end }: { start: number; end: number }): string {
  return `${start}-${end}`
}

function scalar(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  return isSpan(value) ? spanText(value) : (JSON.stringify(value) ?? String(value))
}

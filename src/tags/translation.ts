import type { Assign, Call, Dict, Expression, Fragment, Literal, Name, Output, Statement } from '../ast.js'
import type { Word } from '../parser/cursor.js'
import type { TagBlock } from '../parser/tag.js'
import type { Span } from '../source.js'

/** A message in gettext's form: `%(name)s` where a name is printed, `%%` for a percent sign. */
export interface Message {
  readonly text: string
  readonly names: readonly Name[]
}

/** What a translation is made of: one message, or two for singular and plural. */
export interface Translation {
  readonly context: Word | null
  readonly variables: ReadonlyMap<string, Expression>
  /** Name of the variable that counts, where the template says. */
  readonly count: string | null
  readonly messages: readonly Message[]
  readonly tagSpan: Span
}

/** The message of a body of text and printed names; trimmed, its lines are joined by single blanks. */
export function readMessage(body: readonly Statement[], trimmed: boolean): Message {
  const names = body.flatMap((part) =>
    part.kind === 'Output' && part.expression.kind === 'Name' ? [part.expression] : [],
  )
  const text = body.map(messageText).join('')
  return { text: trimmed ? trim(text) : text, names }
}

function messageText(part: Statement): string {
  if (part.kind === 'Text') return part.text.replaceAll('%', '%%')
  return part.kind === 'Output' && part.expression.kind === 'Name' ? `%(${part.expression.name})s` : ''
}

function trim(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '').join(' ')
}

/**
 * The call of gettext, ngettext, pgettext or npgettext for a translation. Newstyle functions get the variables as
 * keyword arguments; with oldstyle ones the template puts them in with `%`, into a message that is taken as safe.
 */
export function translation(parts: Translation, block: TagBlock): readonly Statement[] {
  const { span, syntax } = block
  const [before, variables] = settleCount(parts)
  const count = countOf(parts)
  if (count === null && parts.messages.length > 1) block.fail('plural-without-variables', parts.tagSpan, {})
  const call = gettext(parts, variables, count, syntax.i18n.newstyle)
  const expression = syntax.i18n.newstyle ? call : filled(call, variables)
  const output: Output = { kind: 'Output', span, expression: { ...expression, span }, final: false }
  return [...before, output]
}

/** A call as the first variable is made once, as `_trans`; printed names without a value are read as they are. */
function settleCount({ variables, messages, tagSpan }: Translation): [Statement[], Map<string, Expression>] {
  const all = new Map(variables)
  for (const name of messages.flatMap((message) => message.names)) {
    if (!all.has(name.name)) all.set(name.name, name)
  }
  const [first] = variables
  if (first === undefined || first[1].kind !== 'Call') return [[], all]
  const target: Name = { kind: 'Name', span: first[1].span, name: '_trans' }
  const node: Assign = { kind: 'Assign', span: tagSpan, target, value: first[1] }
  return [[node], all.set(first[0], target)]
}

function countOf({ count, variables, messages }: Translation): string | null {
  const [first] = variables.keys()
  return count ?? first ?? messages[0]?.names[0]?.name ?? null
}

function gettext(
  { context, messages, tagSpan: span }: Translation,
  variables: ReadonlyMap<string, Expression>,
  count: string | null,
  newstyle: boolean,
): Call {
  const plain = !newstyle && messages.every((message) => message.names.length === 0)
  const texts = messages.map(({ text }) => literal(plain ? text.replaceAll('%%', '%') : text, span))
  const counter = messages.length > 1 && count !== null ? variables.get(count) : undefined
  const positional = [
    ...(context === null ? [] : [literal(context.text, context.span)]),
    ...texts,
    ...(counter === undefined ? [] : [counter]),
  ]
  const given = [...variables].filter(([name]) => name !== 'num' || name !== count || counter === undefined)
  const named = newstyle ? given.map(([name, value]) => ({ span: value.span, name, value })) : []
  const name = `${messages.length > 1 ? 'n' : ''}${context === null ? '' : 'p'}gettext`
  const args = { positional, named, rest: null, namedRest: null }
  return { kind: 'Call', span, callee: { kind: 'Name', span, name }, args }
}

function filled(call: Call, variables: ReadonlyMap<string, Expression>): Expression {
  const { span } = call
  const message: Fragment = {
    kind: 'Fragment',
    span,
    body: [{ kind: 'Output', span, expression: call, final: true }],
  }
  if (variables.size === 0) return message
  const entries = [...variables].map(([name, value]) => ({ key: literal(name, value.span), value }))
  const values: Dict = { kind: 'Dict', span, entries }
  return { kind: 'Binary', span, operator: '%', left: message, right: values }
}

function literal(value: string, span: Span): Literal {
  return { kind: 'Literal', span, type: 'string', value }
}

import type { Cond, Expression, Filter, Fragment, Output } from '../ast.js'
import type { EscaperName } from '../runtime/contextual/names.js'

/** Filters that end in HTML; behind them no other escaper may see their output. */
const ESCAPING: ReadonlySet<string> = new Set(['e', 'escape', 'forceescape'])

/** Filters that end in JSON. */
const JSON_FILTERS: ReadonlySet<string> = new Set(['tojson', 'dump'])

/** Escapers that make a literal of any value. */
const LITERALS: ReadonlySet<EscaperName> = new Set<EscaperName>(['jsValue', 'json'])

/** How a value is written, as far as its last filters change what the place asks for. */
export interface Decision {
  readonly expression: Expression
  readonly escapers: readonly EscaperName[]
  readonly plain: boolean
}

/**
 * What is printed where a place asks for these escapers. A last filter that escapes is left out, since the place does
 * that; what one gives that makes JSON is a literal where the place takes literals, and plain text elsewhere.
 */
export function decide(
  expression: Expression,
  escapers: readonly EscaperName[],
  isBuiltIn: (filter: string) => boolean,
): Decision {
  if (isTranslation(expression)) return { expression, escapers, plain: true }
  if (expression.kind !== 'Filter' || !isBuiltIn(expression.name))
    return { expression, escapers, plain: false }
  const { name, input } = expression
  if (ESCAPING.has(name) && takesNothing(expression)) return decide(input, escapers, isBuiltIn)
  if (JSON_FILTERS.has(name)) {
    const [inner] = escapers
    return { expression, escapers, plain: inner === undefined || !LITERALS.has(inner) }
  }
  if (name !== 'urlencode') return { expression, escapers, plain: false }
  const encoded = escapers.map((each) => (each === 'urlComponent' ? 'urlPart' : each))
  return { expression, escapers: encoded, plain: false }
}

function takesNothing({ args }: Filter): boolean {
  return args.positional.length + args.named.length === 0 && args.rest === null && args.namedRest === null
}

const GETTEXT = /^n?p?gettext$/

/** Whether a printed value is what a trans block makes: a message, with values put into it or not. */
function isTranslation(expression: Expression): boolean {
  if (expression.kind === 'Binary' && expression.operator === '%') return isMessage(expression.left)
  if (expression.kind === 'Call') return isGettext(expression)
  return isMessage(expression)
}

function isMessage(expression: Expression): boolean {
  if (expression.kind !== 'Fragment') return false
  const [only, ...others] = expression.body
  return only?.kind === 'Output' && only.final && others.length === 0 && isGettext(only.expression)
}

function isGettext(expression: Expression): boolean {
  return (
    expression.kind === 'Call' && expression.callee.kind === 'Name' && GETTEXT.test(expression.callee.name)
  )
}

/** The texts that an expression chooses between when all it can give is text of the template; null for all others. */
export function constantTexts(expression: Expression): string[] | null {
  if (expression.kind === 'Literal') return expression.type === 'string' ? [String(expression.value)] : null
  return expression.kind === 'Cond' ? choices(expression) : null
}

function choices({ then, orElse }: Cond): string[] | null {
  const first = constantTexts(then)
  const second = orElse === null ? [''] : constantTexts(orElse)
  return first === null || second === null ? null : [...first, ...second]
}

/** Words that are JavaScript values already. */
const VALUE_WORD = /^(?:true|false|null|undefined|-?\d{1,15}(?:\.\d{1,15})?)$/

/** Whether a text is a JavaScript value as it stands, so that it is no string that a choice of it gives. */
export function isValueWord(text: string): boolean {
  return VALUE_WORD.test(text)
}

/** The body and the filters of a filter block, outermost first; null for other output. */
export function filterBlockOf({ expression, final }: Output): { body: Fragment; filters: string[] } | null {
  if (!final) return null
  const filters: string[] = []
  let value = expression
  while (value.kind === 'Filter') {
    filters.push(value.name)
    value = value.input
  }
  return filters.length > 0 && value.kind === 'Fragment' ? { body: value, filters } : null
}

/** The `safe` that a printed value ends in without saying what it is safe for; null for other values. */
export function bareSafe(expression: Expression): Filter | null {
  return expression.kind === 'Filter' && expression.name === 'safe' && takesNothing(expression)
    ? expression
    : null
}

/** Whether a value begins with the space before an attribute, or is empty: what `xmlattr` gives. */
export function bringsSpace(expression: Expression): boolean {
  return expression.kind === 'Filter' && expression.name === 'xmlattr' && takesNothing(expression)
}

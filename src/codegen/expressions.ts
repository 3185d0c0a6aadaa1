import type { Call, Compare, Cond, Dict, Expression, Filter, Logic, Of, Test } from '../ast.js'
import { boundArguments, callArguments, key } from './arguments.js'
import { at, type Code, join, js, Mapped, mark, quote, unmapped } from './code.js'
import { fold } from './fold.js'
import { fragment } from './fragments.js'
import { knownCall } from './known-macro.js'
import { loopAttribute, loopCycle } from './loop-variable.js'
import { macro } from './macros.js'
import { operands, pointOf } from './points.js'
import { readsInPlace } from './properties.js'
import type { Routine } from './routine.js'

type Rows = { readonly [K in Expression['kind']]: (node: Of<K>, routine: Routine) => Code }

/** Code for the value of an expression. */
export function expression(node: Expression, routine: Routine): Code {
  if (node.kind === 'Name') return routine.careful(node.span, rows.Name(node, routine))
  const constant = fold(node, routine.module.options.values)
  if (constant !== null) return at(node.span, constantCode(constant.value))
  const row = rows[node.kind] as (node: Expression, routine: Routine) => Code
  return routine.careful(node.span, at(node.span, row(node, routine), pointOf(node)))
}

/** Code for whether an expression is true, as a JavaScript boolean; fit for `if (…)` and for an operand of && and ||. */
export function condition(node: Expression, routine: Routine): Code {
  if (node.kind === 'Logic') return both(node, routine)
  if (node.kind === 'Unary' && node.operator === 'not') return negation(node.operand, routine)
  if (isBoolean(node)) return routine.value(node)
  return at(node.span, js`$.truthy(${routine.value(node)})`, pointOf(node))
}

function both(node: Logic, routine: Routine): Code {
  const codes = node.operands.map((operand) => {
    const test = routine.condition(operand)
    return operand.kind === 'Logic' ? js`(${test})` : test
  })
  return operands(codes, node.operator === 'and' ? '&&' : '||', node.operands)
}

function negation(operand: Expression, routine: Routine): Code {
  const test = routine.condition(operand)
  return operand.kind === 'Logic' || operand.kind === 'Compare' ? js`!(${test})` : js`!${test}`
}

function isBoolean(node: Expression): boolean {
  if (node.kind === 'Compare' || node.kind === 'Test') return true
  return node.kind === 'Literal' && node.type === 'boolean'
}

function constantCode(value: string | number | bigint | boolean | null): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'bigint') return `${value}n`
  if (Object.is(value, -0)) return '-0'
  if (typeof value === 'number' && value < 0) return `(${value})`
  return String(value)
}

/** Between the two ways to read an attribute, and before the other one. */
const OTHERWISE = unmapped('??')
const RUNTIME = unmapped('$.')

const rows: Rows = {
  Literal(node) {
    if (node.type !== 'pattern' || typeof node.value !== 'object' || node.value === null) return number(node)
    return js`$.pattern(${quote(node.value.pattern)}, ${quote(node.value.flags)})`
  },
  Name: (node, routine) =>
    new Mapped(node.span, node.span.start, node.name, routine.read(routine.symbol(node.name), node.span)),
  Attr(node, routine) {
    const counted = loopAttribute(node, routine)
    if (counted !== null) return counted
    const name = mark(node.nameSpan.start, quote(node.name), node.name)
    if (!readsInPlace(node.name, routine.module.options.values.members))
      return js`$.attr(scope, ${routine.value(node.object)}, ${name})`
    const [first, again] = twice(node.object, routine)
    const member = mark(node.nameSpan.start, node.name, node.name)
    // What is read another way is no branch of the template.
    const attr = at(node.span, js`attr(scope, ${again}, ${name})`, pointOf(node))
    return js`${first}?.${member} ${OTHERWISE} ${RUNTIME}${attr}`
  },
  Item(node, routine) {
    const object = routine.value(node.object)
    if (node.key.kind !== 'Slice') return js`$.item(scope, ${object}, ${routine.value(node.key)})`
    const bounds = [node.key.start, node.key.stop, node.key.step]
    return js`$.slice(${join([object, ...bounds.map((bound) => optional(bound, routine))], ', ')})`
  },
  Slice: (node, routine) =>
    js`[${join(
      [node.start, node.stop, node.step].map((bound) => optional(bound, routine)),
      ', ',
    )}]`,
  Call: call,
  Filter: filter,
  Test: test,
  Unary(node, routine) {
    if (node.operator === 'not') return negation(node.operand, routine)
    return js`$.${node.operator === '-' ? 'negate' : 'positive'}(${routine.value(node.operand)})`
  },
  Binary(node, routine) {
    const left = routine.value(node.left)
    const right = routine.value(node.right)
    if (node.operator === '~') return js`$.concat(${routine.site()}, ${left}, ${right})`
    return js`$.${arithmetic[node.operator]}(${left}, ${right})`
  },
  Compare: compare,
  Logic: logic,
  Cond: conditional,
  List: (node, routine) =>
    js`[${join(
      node.items.map((item) => routine.value(item)),
      ', ',
    )}]`,
  Tuple: tuple,
  Dict: dict,
  Fragment: (node, routine) => fragment(node, routine),
  Macro: (node, routine) => macro(node, routine),
}

const arithmetic = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '//': 'floorDivide',
  '%': 'modulo',
  '**': 'power',
} as const

function number(node: Of<'Literal'>): Code {
  return node.type === 'float' ? js`$.float(${String(node.value)})` : String(node.value)
}

function optional(node: Expression | null, routine: Routine): Code {
  return node === null ? 'null' : routine.value(node)
}

/** Code that evaluates an expression, and code that reads its value again without evaluating it twice. */
function twice(node: Expression, routine: Routine): [Code, Code] {
  const value = routine.value(node)
  if (node.kind === 'Name') {
    const symbol = routine.symbol(node.name)
    if (symbol.origin.from !== 'nothing' || routine.module.written.has(symbol)) return [value, value]
  }
  const kept = routine.temporary()
  return [js`(${kept} = ${value})`, kept]
}

function call(node: Call, routine: Routine): Code {
  const known = loopCycle(node, routine) ?? knownCall(node, routine)
  if (known !== null) return known
  const args = callArguments(node.args, routine)
  const { callee } = node
  if (callee.kind === 'Attr') {
    const object = routine.value(callee.object)
    const name = mark(callee.nameSpan.start, quote(callee.name), callee.name)
    return js`$.callMethod(${join([routine.site(), object, name, ...args], ', ')})`
  }
  if (callee.kind === 'Item' && callee.key.kind !== 'Slice') {
    const object = routine.value(callee.object)
    return js`$.callItem(${join([routine.site(), object, routine.value(callee.key), ...args], ', ')})`
  }
  return js`$.call(${join([routine.site(), routine.value(callee), ...args], ', ')})`
}

function filter(node: Filter, routine: Routine): Code {
  return operate(node, 'filters', routine)
}

function test(node: Test, routine: Routine): Code {
  return js`$.truthy(${operate(node, 'tests', routine)})`
}

function operate(node: Filter | Test, group: 'filters' | 'tests', routine: Routine): Code {
  const { options } = routine.module
  const operation = Object.hasOwn(options[group], node.name) ? options[group][node.name] : undefined
  const input = routine.value(node.input)
  const site = routine.site()
  if (operation === undefined) {
    const name = mark(node.nameSpan.start, quote(node.name), node.name)
    return js`$.${group === 'filters' ? 'missingFilter' : 'missingTest'}(${site}, ${name}, ${input})`
  }
  const name = mark(node.nameSpan.start, routine.module.operation(group, node.name), node.name)
  const bound = boundArguments(node.args, operation, routine)
  if (bound !== null) return js`${name}(${join([site, input, ...bound], ', ')})`
  const args = join([input, ...callArguments(node.args, routine)], ', ')
  return js`$.operate(${name}, ${quote(node.name)}, ${site}, [${args}])`
}

function compare(node: Compare, routine: Routine): Code {
  const [only, second] = node.rest
  if (only !== undefined && second === undefined) {
    return comparison(only.operator, routine.value(node.first), routine.value(only.right))
  }
  let left = routine.value(node.first)
  const parts = node.rest.map(({ operator, right }, index) => {
    if (index === node.rest.length - 1) return comparison(operator, left, routine.value(right))
    const kept = routine.temporary()
    const part = comparison(operator, left, js`(${kept} = ${routine.value(right)})`)
    left = kept
    return part
  })
  return join(parts, ' && ')
}

function comparison(operator: Compare['rest'][number]['operator'], left: Code, right: Code): Code {
  if (operator === '==') return js`$.equal(${left}, ${right})`
  if (operator === '!=') return js`!$.equal(${left}, ${right})`
  if (operator === 'in') return js`$.within(${left}, ${right})`
  if (operator === 'not in') return js`!$.within(${left}, ${right})`
  if (operator === '===') return js`$.identical(${left}, ${right})`
  if (operator === '!==') return js`!$.identical(${left}, ${right})`
  return js`$.compare(${left}, ${right}, ${quote(operator)}) ${operator} 0`
}

/** and / or give back an operand: the last one that was evaluated. */
function logic(node: Logic, routine: Routine): Code {
  const kept = routine.temporary()
  const last = node.operands.length - 1
  const tests = node.operands.map((operand, index) => {
    const assigned = js`${kept} = ${routine.value(operand)}`
    return index === last ? js`(${assigned})` : js`$.truthy(${assigned})`
  })
  return js`(${operands(tests, node.operator === 'and' ? '&&' : '||', node.operands)}, ${kept})`
}

function conditional(node: Cond, routine: Routine): Code {
  const test = routine.condition(node.test)
  const then = routine.value(node.then)
  const otherwise =
    node.orElse === null
      ? `$.omitted(${routine.module.place(node.span, 'plain')})`
      : routine.value(node.orElse)
  const ask = mark(node.then.span.start, '?')
  const colon = node.orElse === null ? unmapped(': ') : js`${mark(node.orElse.span.start, ':')} `
  return js`(${test} ${ask} ${then} ${colon}${otherwise})`
}

function tuple(node: Of<'Tuple'>, routine: Routine): Code {
  const items = join(
    node.items.map((item) => routine.value(item)),
    ', ',
  )
  const grouped = routine.module.options.groups === 'last' && node.items.length > 0
  return grouped ? js`(${items})` : js`$.tuple([${items}])`
}

/** Keys that an object literal keeps in their order and that mean themselves. */
function isPlain(entry: Dict['entries'][number]): boolean {
  const { key: name } = entry
  return name.kind === 'Literal' && typeof name.value === 'string' && !/^\d+$/.test(name.value)
}

function dict(node: Dict, routine: Routine): Code {
  if (node.entries.every(isPlain) && routine.module.options.values.plainDicts) {
    const members = node.entries.map(({ key: name, value }) => {
      const text = name.kind === 'Literal' ? String(name.value) : ''
      return js`${key(text)}: ${routine.value(value)}`
    })
    return members.length === 0 ? '{}' : js`{ ${join(members, ', ')} }`
  }
  const entries = node.entries.map(
    (entry) => js`[${routine.value(entry.key)}, ${routine.value(entry.value)}]`,
  )
  return js`$.mapping([${join(entries, ', ')}])`
}

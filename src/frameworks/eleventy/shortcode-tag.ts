import type { Arguments, Expression, Filter, NamedArgument, Output } from '../../ast.js'
import type { Cursor } from '../../parser/cursor.js'
import { kinds } from '../../parser/kinds.js'
import type { Tag } from '../../parser/tag.js'
import type { Span } from '../../source.js'

/** The filter that a shortcode is behind its tag: templates cannot write such a name. */
export function filterOf(shortcode: string): string {
  return `shortcode ${shortcode}`
}

/** A shortcode as a tag: `{% name a, b=1 %}`, also with brackets; a paired one has a body until `{% endname %}`. */
export function shortcodeTag(name: string, isPaired: boolean): Tag<Arguments> {
  return {
    name,
    end: isPaired ? `end${name}` : null,
    clauses: [],
    syntax: isPaired ? `{% ${name} arguments %} … {% end${name} %}` : `{% ${name} arguments %}`,
    head: (cursor) => (cursor.is('(') ? cursor.args() : bareArguments(cursor)),
    build({ head, body, tagSpan }, _, { span }) {
      const input: Expression = isPaired
        ? { kind: 'Fragment', span, body }
        : { kind: 'Literal', span: tagSpan, type: 'none', value: null }
      return [outputOf(input, { name, span, nameSpan: tagSpan, args: head })]
    },
  }
}

interface Use {
  readonly name: string
  readonly span: Span
  readonly nameSpan: Span
  readonly args: Arguments
}

function outputOf(input: Expression, { name, span, ...use }: Use): Output {
  const expression: Filter = { kind: 'Filter', span, input, name: filterOf(name), ...use }
  return { kind: 'Output', span, expression, final: true }
}

function bareArguments(cursor: Cursor): Arguments {
  const positional: Expression[] = []
  const named: NamedArgument[] = []
  if (!cursor.atEnd) {
    do {
      if (isNamed(cursor)) named.push(namedArgument(cursor))
      else positional.push(cursor.expression())
    } while (cursor.accept(','))
  }
  return { positional, named, rest: null, namedRest: null }
}

function isNamed(cursor: Cursor): boolean {
  return cursor.kind === kinds.NAME && cursor.ahead(1).tokenTypeIdx === kinds.EQUALS
}

function namedArgument(cursor: Cursor): NamedArgument {
  const { text: name, span } = cursor.word()
  cursor.expect('=')
  const value = cursor.expression()
  return { span: { start: span.start, end: value.span.end }, name, value }
}

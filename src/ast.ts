/**
 * The language as types. Tags are syntax; what they mean is built from this closed core, so a pass that has a
 * row for every kind below understands every tag there is or will be.
 *
 *     {% for user in users if user.active %}{{ user.name|upper }}{% endfor %}
 *
 * parses to
 *
 *     For { target: Name user, iterable: Name users, filter: Attr(user, active),
 *           body: [Output { expression: Filter(Attr(user, name), upper) }], orElse: [] }
 *
 * Nodes are plain frozen objects: a `kind`, a `span`, no parents, no optional fields (absent is null or []).
 */
import type { Span } from './source.js'

interface Node<K extends string> {
  readonly kind: K
  readonly span: Span
}

/** A whole template. */
export interface Template extends Node<'Template'> {
  readonly body: readonly Statement[]
}

/** Literal text, after whitespace control. */
export interface Text extends Node<'Text'> {
  readonly text: string
}

/** A printed value. `final` values (filter blocks) are printed as they are, neither finalized nor escaped. */
export interface Output extends Node<'Output'> {
  readonly expression: Expression
  readonly final: boolean
}

/** An expression evaluated for its effect. */
export interface Do extends Node<'Do'> {
  readonly expression: Expression
}

/** One tested arm of an `If`. */
export interface Branch {
  readonly span: Span
  readonly test: Expression
  readonly body: readonly Statement[]
}

/** if / elif / else; the arms are a list, so a long chain does not nest. */
export interface If extends Node<'If'> {
  readonly branches: readonly Branch[]
  readonly orElse: readonly Statement[]
}

/** A loop. `filter` is the `if` of its head; `orElse` runs when nothing was iterated. */
export interface For extends Node<'For'> {
  readonly target: Target
  readonly iterable: Expression
  readonly filter: Expression | null
  readonly recursive: boolean
  readonly body: readonly Statement[]
  readonly orElse: readonly Statement[]
}

/** break or continue. */
export interface Jump extends Node<'Jump'> {
  readonly to: 'break' | 'continue'
}

/** `target = value`, for set, set blocks and macros. */
export interface Assign extends Node<'Assign'> {
  readonly target: Target
  readonly value: Expression
}

/** One `target = value` of a `Scope`; values are evaluated outside the scope. */
export interface Binding {
  readonly span: Span
  readonly target: Target
  readonly value: Expression
}

/** A body with names of its own (with). */
export interface Scope extends Node<'Scope'> {
  readonly bindings: readonly Binding[]
  readonly body: readonly Statement[]
}

/** A body whose escaping is switched by a value; also a scope. */
export interface Escape extends Node<'Escape'> {
  readonly value: Expression
  readonly body: readonly Statement[]
}

/** A named part that child templates replace. */
export interface Block extends Node<'Block'> {
  readonly name: string
  readonly nameSpan: Span
  readonly scoped: boolean
  readonly required: boolean
  readonly body: readonly Statement[]
}

/** The parent of this template. */
export interface Extends extends Node<'Extends'> {
  readonly parent: Expression
}

/** Another template's output in place. `template` evaluates to a name, a template or a list of them. */
export interface Include extends Node<'Include'> {
  readonly template: Expression
  readonly ignoreMissing: boolean
  readonly withContext: boolean
}

/** One `name as alias` of a from-import; alias equals name when none was written. */
export interface ImportedName {
  readonly span: Span
  readonly name: string
  readonly alias: Name
}

/** `import template as target` (names is []), or `from template import names` (target is null). */
export interface Import extends Node<'Import'> {
  readonly template: Expression
  readonly withContext: boolean
  readonly target: Name | null
  readonly names: readonly ImportedName[]
}

/** The value of a regular expression literal `r/pattern/flags`. */
export interface Pattern {
  readonly pattern: string
  readonly flags: string
}

/** A constant. Whole-valued floats stay `float`, so that the python dialect can tell 1.0 from 1. */
export interface Literal extends Node<'Literal'> {
  readonly type: 'none' | 'boolean' | 'integer' | 'float' | 'string' | 'pattern'
  readonly value: null | boolean | number | bigint | string | Pattern
}

/** A name, read or (as a target) written. */
export interface Name extends Node<'Name'> {
  readonly name: string
}

/** `object.name`. */
export interface Attr extends Node<'Attr'> {
  readonly object: Expression
  readonly name: string
  readonly nameSpan: Span
}

/** `object[key]`. */
export interface Item extends Node<'Item'> {
  readonly object: Expression
  readonly key: Expression
}

/** `start:stop:step`, only as the key of an `Item`. */
export interface Slice extends Node<'Slice'> {
  readonly start: Expression | null
  readonly stop: Expression | null
  readonly step: Expression | null
}

/** One `name=value` argument. */
export interface NamedArgument {
  readonly span: Span
  readonly name: string
  readonly value: Expression
}

/** The arguments of a call, filter or test, in source order within each group. */
export interface Arguments {
  readonly positional: readonly Expression[]
  readonly named: readonly NamedArgument[]
  /** `*rest` */
  readonly rest: Expression | null
  /** `**namedRest` */
  readonly namedRest: Expression | null
}

/** `callee(args)`. */
export interface Call extends Node<'Call'> {
  readonly callee: Expression
  readonly args: Arguments
}

/** `input|name(args)`. A name may have dots. */
export interface Filter extends Node<'Filter'> {
  readonly input: Expression
  readonly name: string
  readonly nameSpan: Span
  readonly args: Arguments
}

/** `input is name(args)`; `is not` is a `Unary` not around it. */
export interface Test extends Node<'Test'> {
  readonly input: Expression
  readonly name: string
  readonly nameSpan: Span
  readonly args: Arguments
}

/** not, - and + before a value. */
export interface Unary extends Node<'Unary'> {
  readonly operator: 'not' | '-' | '+'
  readonly operand: Expression
}

/** Arithmetic and `~`. */
export interface Binary extends Node<'Binary'> {
  readonly operator: '+' | '-' | '*' | '/' | '//' | '%' | '**' | '~'
  readonly left: Expression
  readonly right: Expression
}

/** The operators of a `Compare`; the two identity ones come from JavaScript habits. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | '===' | '!=='

/** A chain `first op right op right …`; each operand is evaluated once. */
export interface Compare extends Node<'Compare'> {
  readonly first: Expression
  readonly rest: readonly { readonly operator: Comparison; readonly right: Expression }[]
}

/** and / or over two or more operands; the value is an operand. */
export interface Logic extends Node<'Logic'> {
  readonly operator: 'and' | 'or'
  readonly operands: readonly Expression[]
}

/** `then if test else orElse`. */
export interface Cond extends Node<'Cond'> {
  readonly test: Expression
  readonly then: Expression
  readonly orElse: Expression | null
}

/** `[a, b]`. */
export interface List extends Node<'List'> {
  readonly items: readonly Expression[]
}

/** `(a, b)`, also as an assignment target. */
export interface Tuple extends Node<'Tuple'> {
  readonly items: readonly Expression[]
}

/** `{key: value}`. */
export interface Dict extends Node<'Dict'> {
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[]
}

/** A rendered body used as a value: safe markup where escaping is on, text elsewhere. A scope. */
export interface Fragment extends Node<'Fragment'> {
  readonly body: readonly Statement[]
}

/** One parameter of a `Macro`. */
export interface Parameter {
  readonly span: Span
  readonly name: Name
  readonly default: Expression | null
}

/** A function made of a body. Call blocks have no name. */
export interface Macro extends Node<'Macro'> {
  readonly name: string | null
  readonly parameters: readonly Parameter[]
  readonly body: readonly Statement[]
}

/** What can stand left of `=`: a name, an attribute of a namespace, or a tuple of targets. */
export type Target = Name | Attr | Tuple

/** Every kind of statement. */
export type Statement =
  | Text
  | Output
  | Do
  | If
  | For
  | Jump
  | Assign
  | Scope
  | Escape
  | Block
  | Extends
  | Include
  | Import

/** Every kind of expression. */
export type Expression =
  | Literal
  | Name
  | Attr
  | Item
  | Slice
  | Call
  | Filter
  | Test
  | Unary
  | Binary
  | Compare
  | Logic
  | Cond
  | List
  | Tuple
  | Dict
  | Fragment
  | Macro

/** Any node of the tree. */
export type AnyNode = Template | Statement | Expression

/** The node type of a kind. */
export type Of<K extends AnyNode['kind']> = Extract<AnyNode, { kind: K }>

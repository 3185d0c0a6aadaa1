import { operatorHabit, tagHabit } from '../habits.js'
import { quote, quoteChoice } from '../quote.js'
import { didYouMean } from '../suggest.js'
import type { NoData, Rows } from './row.js'

/** Where a tag was found: the tags that would have been right there, and the tag whose body it is in. */
interface TagPlace {
  /** Names that continue or close the innermost open tag; empty at the top level. */
  wanted: readonly string[]
  innermost: string | null
}

/**
 * What diagnostics of the parser have to say, by id. `found` and `expected` are descriptions of tokens in Jinja's
 * words: a token's text, or `end of statement block`, `end of print statement`, `end of template`, `name`.
 */
export interface ParsingData {
  'expected-token': { expected: string; found: string }
  'unexpected-token': { found: string }
  'expected-expression': { found: string }
  /** `{% %}` or something other than a name after `{%`. */
  'tag-name-expected': { found: string }
  'unknown-tag': { name: string; known: readonly string[] } & TagPlace
  /** A closing or inner tag (endif, else) outside of what it belongs to. */
  'stray-end-tag': { name: string } & TagPlace
  /** The template ends inside a tag's body. */
  'unclosed-block': { tag: string; wanted: readonly string[] }
  /** The left side of `=` is not a name, tuple or attribute of a namespace; `kind` in Jinja's words. */
  'bad-target': { kind: string }
  'nested-too-deeply': { most: number }
  'chained-tests': NoData
  /** A call block whose head is not a call. */
  'expected-call': NoData
  /** A parameter without default after one that has one. */
  'default-order': NoData
  /** Arguments in an order no call has, such as a positional one after a keyword. */
  'bad-call': NoData
  /** Something other than a name or number after a dot. */
  'bad-attribute': { found: string }
  'bad-subscript': NoData
  /** An imported name that starts with an underscore. */
  'private-import': { name: string }
  'bad-block-name': { name: string }
  /** A required block with content. */
  'required-block-content': { name: string }
  /** A tag that belongs to an outer block, while an inner one is still open. */
  'misnested-tag': { name: string } & TagPlace
  /** The same name twice where each may stand once; `variable` is one of a translation. */
  'repeated-name': { what: 'argument' | 'parameter' | 'variable'; name: string }
  /** A tag inside a translation, whose body holds text and names only; `name` is empty for none. */
  'tag-in-translation': { name: string }
  'unclosed-translation': NoData
  /** `{% pluralize name %}` with a name that the opening tag does not give a value. */
  'unknown-plural-variable': { name: string }
  'plural-without-variables': NoData
  /** Something behind the expression of `compileExpression`. */
  'after-expression': NoData
  /** What a tag of the environment's user has to say. */
  'bad-tag': { tag: string; reason: string }
}

/** Wording of the parser's diagnostics. */
export const parsing: Rows<ParsingData> = {
  'expected-token': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ expected, found }) =>
      found === 'end of template'
        ? `unexpected end of template, expected ${quote(expected)}.`
        : `expected token ${quote(expected)}, got ${quote(found)}`,
    help: ({ found }) => operatorHabit(found),
  },
  'unexpected-token': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ found }) => `unexpected ${quote(found)}`,
    help: ({ found }) => operatorHabit(found),
  },
  'expected-expression': {
    severity: 'error',
    error: 'syntax',
    jinja: {
      type: () => 'TemplateSyntaxError',
      message: ({ found }) =>
        found === 'end of template' ? `unexpected ${quote(found)}` : expectedExpression(found),
    },
    message: ({ found }) => expectedExpression(found),
    help: () => null,
  },
  'tag-name-expected': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'tag name expected',
    help: () => 'A tag starts with its name, as in {% if … %}; to print a value use {{ … }}.',
  },
  'unknown-tag': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ name, wanted, innermost }) =>
      `Encountered unknown tag ${quote(name)}.${lookingFor(wanted, innermost)}`,
    help: ({ name, known, wanted }) => tagHabit(name) ?? didYouMean(name, [...wanted, ...known]),
  },
  'stray-end-tag': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ name, wanted, innermost }) =>
      innermost === null && name.startsWith('end')
        ? `Encountered unknown tag ${quote(name)}.`
        : `Encountered unknown tag ${quote(name)}.${lookingFor(wanted, innermost)}`,
    help: ({ name, innermost }) =>
      innermost === null
        ? `Nothing is open here that ${quote(name)} could belong to.`
        : `Close ${quote(innermost)} first, or check the order of the tags.`,
  },
  'unclosed-block': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ tag, wanted }) => `Unexpected end of template.${lookingFor(wanted, tag)}`,
    help: () => null,
  },
  'bad-target': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ kind }) => `can't assign to ${quote(kind)}`,
    help: () => 'A value can be given to a name, to several names (a, b) or to an attribute of a namespace.',
  },
  'nested-too-deeply': {
    severity: 'error',
    error: 'syntax',
    jinja: 'RecursionError',
    message: ({ most }) => `This is nested more than ${most} levels deep`,
    help: () => 'Move the inner part into a macro, a variable or a template of its own.',
  },
  'chained-tests': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'You cannot chain multiple tests with is',
    help: () => "Write 'x is a and x is b'.",
  },
  'expected-call': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'expected call',
    help: () => 'A call block calls a macro: {% call name(…) %}.',
  },
  'default-order': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'non-default argument follows default argument',
    help: () => 'Move parameters with a default behind those without.',
  },
  'bad-call': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'invalid syntax for function call expression',
    help: () => 'Positional arguments come first, then keyword arguments, then *rest and **rest.',
  },
  'bad-attribute': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'expected name or number',
    help: () => "After a dot comes a name or an index; any other key goes in brackets: value['a key'].",
  },
  'bad-subscript': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'expected subscript expression',
    help: () => null,
  },
  'private-import': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateAssertionError',
    message: () => 'names starting with an underline can not be imported',
    help: ({ name }) => `${quote(name)} is private to its template.`,
  },
  'bad-block-name': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () =>
      'Block names in Jinja have to be valid Python identifiers and may not contain hyphens, ' +
      'use an underscore instead.',
    help: () => null,
  },
  'required-block-content': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'Required blocks can only contain comments or whitespace',
    help: () => "Remove the content, or the word 'required'.",
  },
  'misnested-tag': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ name, wanted, innermost }) =>
      `Encountered unknown tag ${quote(name)}. You probably made a nesting mistake. Jinja is expecting this tag, ` +
      `but currently looking for ${quoteChoice(wanted)}.${lookingFor([], innermost)}`,
    help: ({ innermost }) => (innermost === null ? null : `Close ${quote(innermost)} first.`),
  },
  'repeated-name': {
    severity: 'error',
    error: 'syntax',
    jinja: {
      type: ({ what }) => (what === 'variable' ? 'TemplateAssertionError' : 'TemplateSyntaxError'),
    },
    message: ({ what, name }) =>
      what === 'variable'
        ? `translatable variable ${quote(name)} defined twice.`
        : `The ${what} ${quote(name)} is given twice`,
    help: () => 'Remove one of the two.',
  },
  'tag-in-translation': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ name }) => {
      if (name === 'trans') return "trans blocks can't be nested; did you mean `endtrans`?"
      if (name === 'pluralize') return 'a translatable section can have only one pluralize section'
      return `control structures in translatable sections are not allowed; saw \`${name || 'None'}\``
    },
    help: () => 'Compute the value before the translation and give it a name: {% trans name=value %}.',
  },
  'unclosed-translation': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'unclosed translation block',
    help: () => 'Close it with {% endtrans %}.',
  },
  'unknown-plural-variable': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateAssertionError',
    message: ({ name }) => `unknown variable ${quote(name)} for pluralization`,
    help: ({ name }) => `Give it a value in the opening tag: {% trans ${name}=value %}.`,
  },
  'plural-without-variables': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'pluralize without variables',
    help: () => 'Give the number that decides in the opening tag: {% trans count=value %}.',
  },
  'after-expression': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: () => 'chunk after expression',
    help: () => 'The text has to be one expression.',
  },
  'bad-tag': {
    severity: 'error',
    error: 'syntax',
    jinja: 'TemplateSyntaxError',
    message: ({ tag, reason }) => `${tag}: ${reason}`,
    help: () => null,
  },
}

function expectedExpression(found: string): string {
  return `Expected an expression, got ${quote(found)}`
}

function lookingFor(wanted: readonly string[], innermost: string | null): string {
  const tags = wanted.length === 0 ? '' : ` Jinja was looking for the following tags: ${quoteChoice(wanted)}.`
  const block =
    innermost === null ? '' : ` The innermost block that needs to be closed is ${quote(innermost)}.`
  return tags + block
}

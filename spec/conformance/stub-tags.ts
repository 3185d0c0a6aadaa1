import type { Statement } from '../../src/ast.js'
import type { Cursor } from '../../src/parser/cursor.js'
import type { Tag } from '../../src/parser/tag.js'
import type { Span } from '../../src/source.js'
import type { StubTags } from './formats.js'

/**
 * Tags that stand in for those a set has and its engine has not. A shortcode prints `[name]`; a pair prints
 * `[name]`, its body and `[/name]`, with no scope of its own. Arguments are passed over unread.
 */
export function stubTags({ shortcode = [], paired = [] }: StubTags): Tag[] {
  return [...shortcode.map(shortcodeTag), ...paired.map(pairedTag)]
}

function shortcodeTag(name: string): Tag<null> {
  return { ...stub(name, null), build: (opening) => [print(opening.tagSpan, `[${name}]`)] }
}

function pairedTag(name: string): Tag<null> {
  return {
    ...stub(name, `end${name}`),
    build: ({ tagSpan, body }) => [print(tagSpan, `[${name}]`), ...body, print(tagSpan, `[/${name}]`)],
  }
}

function stub(name: string, end: string | null): Omit<Tag<null>, 'build'> {
  return { name, end, clauses: [], syntax: `{% ${name} … %}`, head: skipArguments }
}

function skipArguments(cursor: Cursor): null {
  // An unclosed tag ends with the template, whose end is a token without text.
  while (!cursor.atEnd && cursor.token.image !== '') cursor.advance()
  return null
}

function print(span: Span, text: string): Statement {
  return Object.freeze({ kind: 'Text', span, text })
}

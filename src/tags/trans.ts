import type { Expression } from '../ast.js'
import type { Cursor, Word } from '../parser/cursor.js'
import type { Tag } from '../parser/tag.js'
import { readMessage, translation } from './translation.js'

interface Head {
  readonly context: Word | null
  readonly variables: ReadonlyMap<string, Expression>
  /** Null where it does not say. */
  readonly trimmed: boolean | null
  /** In pluralize: the variable that counts, if named. */
  readonly count: Word | null
}

const EMPTY: Head = { context: null, variables: new Map(), trimmed: null, count: null }

/** `{% trans 'context' name=value, … trimmed %} … {% pluralize name %} … {% endtrans %}`. */
export const transTag: Tag<Head> = {
  name: 'trans',
  end: 'endtrans',
  clauses: [{ name: 'pluralize', repeats: false, alias: null }],
  syntax: '{% trans name=value %} … {{ name }} … {% pluralize name %} … {% endtrans %}',
  flat: true,
  head: (cursor, keyword) => (keyword === 'pluralize' ? readCount(cursor) : readHead(cursor)),
  build({ head, body, tagSpan }, [plural], block) {
    const { context, variables } = head
    const count = plural?.head.count ?? null
    if (count !== null && !variables.has(count.text)) {
      block.fail('unknown-plural-variable', count.span, { name: count.text })
    }
    const trimmed = head.trimmed ?? block.syntax.i18n.trimmed
    const messages = [body, ...(plural === undefined ? [] : [plural.body])].map((part) =>
      readMessage(part, trimmed),
    )
    return translation({ context, variables, count: count?.text ?? null, messages, tagSpan }, block)
  },
}

function readCount(cursor: Cursor): Head {
  const count = cursor.atEnd ? null : cursor.word()
  cursor.expectEnd()
  return { ...EMPTY, count }
}

function readHead(cursor: Cursor): Head {
  const context = cursor.text()
  const variables = new Map<string, Expression>()
  let trimmed: boolean | null = null
  while (!cursor.atEnd) {
    if (variables.size > 0) cursor.expect(',')
    if (cursor.accept(':')) break
    const { text: name, span } = cursor.word()
    if (variables.has(name)) cursor.fail('repeated-name', span, { what: 'variable', name })
    if (cursor.accept('=')) variables.set(name, cursor.expression())
    else if (trimmed === null && /^(no)?trimmed$/.test(name)) trimmed = name === 'trimmed'
    else variables.set(name, { kind: 'Name', span, name })
  }
  cursor.expectEnd()
  return { context, variables, trimmed, count: null }
}

import type { Block, Statement } from '../ast.js'
import type { Word } from '../parser/cursor.js'
import type { Tag } from '../parser/tag.js'

interface Head {
  readonly name: Word
  readonly scoped: boolean
  readonly required: boolean
}

/** `{% block name scoped required %} … {% endblock name %}`. */
export const blockTag: Tag<Head> = {
  name: 'block',
  end: 'endblock',
  clauses: [],
  syntax: '{% block name %} … {% endblock %}',
  head(cursor) {
    const name = cursor.word()
    const scoped = cursor.accept('scoped')
    const required = cursor.accept('required')
    if (cursor.is('-')) cursor.fail('bad-block-name', name.span, { name: name.text })
    return { name, scoped, required }
  },
  close(cursor, head) {
    cursor.accept(head.name.text)
  },
  build({ head, body }, _, block) {
    const { name, scoped, required } = head
    const content = required ? body.find((statement) => !isBlank(statement)) : undefined
    if (content !== undefined) block.fail('required-block-content', content.span, { name: name.text })
    const { span } = block
    const node: Block = { kind: 'Block', span, name: name.text, nameSpan: name.span, scoped, required, body }
    return [node]
  },
}

function isBlank(statement: Statement): boolean {
  return statement.kind === 'Text' && statement.text.trim() === ''
}

import type { Import, ImportedName } from '../ast.js'
import type { Cursor } from '../parser/cursor.js'
import type { Tag } from '../parser/tag.js'
import { readContext } from './import.js'

/** `{% from template import name as alias, … with context %}`. */
export const fromTag: Tag<Omit<Import, 'kind' | 'span' | 'target'>> = {
  name: 'from',
  end: null,
  clauses: [],
  syntax: "{% from 'template' import name as alias %}",
  head(cursor) {
    const template = cursor.expression()
    cursor.expect('import')
    const names: ImportedName[] = []
    let withContext = readContext(cursor)
    while (withContext === null) {
      names.push(readName(cursor))
      withContext = readContext(cursor)
      if (withContext !== null || !cursor.accept(',')) break
      withContext = readContext(cursor)
    }
    return { template, names, withContext: withContext ?? false }
  },
  build({ head }, _, { span }) {
    const { template, withContext, names } = head
    const node: Import = { kind: 'Import', span, template, withContext, target: null, names }
    return [node]
  },
}

function readName(cursor: Cursor): ImportedName {
  const { start } = cursor
  const { name, span, ...exported } = cursor.name()
  if (name.startsWith('_')) cursor.fail('private-import', span, { name })
  const alias = cursor.accept('as') ? cursor.name() : { ...exported, name, span }
  return { span: cursor.spanFrom(start), name, alias }
}

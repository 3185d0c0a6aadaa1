import { SourceMapGenerator } from 'source-map'
import type { Mappings } from '../codegen/mappings.js'
import type { Source } from '../source.js'
import { PLACES, placesOf } from '../sourcemap/places.js'

/** What a map connects: the file of the module and where the template is, as seen from there. */
export interface Ends {
  readonly file: string
  readonly template: string
  /** Lines that the module has before the mapped code. */
  readonly linesBefore: number
}

/** The text of a module's source map, version 3, with the template's text and the places of failures in it. */
export function sourceMap(mappings: Mappings, source: Source, ends: Ends): string {
  const generator = new SourceMapGenerator({ file: ends.file })
  for (const { line, column, from, name } of mappings) {
    const generated = { line: line + ends.linesBefore, column }
    if (from === null) generator.addMapping({ generated } as Parameters<SourceMapGenerator['addMapping']>[0])
    else {
      const place = source.position(from)
      const original = { line: place.line, column: place.column - 1 }
      generator.addMapping({ generated, original, source: ends.template, ...(name !== null && { name }) })
    }
  }
  generator.setSourceContent(ends.template, source.text)
  return JSON.stringify({ ...generator.toJSON(), [PLACES]: placesOf(mappings, source.name) })
}

import { Mappings, MappingWriter, noMappings } from '../codegen/mappings.js'
import { Source, type Span } from '../source.js'
import { decodeMappings, type Segment, segmentAt } from './decode.js'
import type { Place } from './registry.js'
import type { StackFrame } from './stack.js'

/** Key, in the source map of a module, of what failures are shown at; names that start so are free for anybody. */
export const PLACES = 'x_torii'

/** What a source map says for failures: the template's name and the spans of its mappings. */
export interface Spans {
  readonly template: string | null
  /** Start and end for each mapping in order; -1 where it has no span. */
  readonly spans: readonly number[]
}

/** The spans of mappings, as a source map holds them. */
export function placesOf(mappings: Mappings, template: string | null): Spans {
  return { template, spans: [...mappings].flatMap(({ span }) => [span?.start ?? -1, span?.end ?? -1]) }
}

/** A source map that was read to find the places of failures. */
export interface ReadMap {
  readonly sources: readonly (Source | null)[]
  readonly segments: readonly Segment[]
  readonly spans: readonly number[] | null
}

/**
 * A source map from its text; null when it is none. `nameOf` gives the template's name by what a map calls it, and null
 * for a source that is no template: maps of bundles are about all kinds of files.
 */
export function readMap(text: string, nameOf: (source: string) => string | null): ReadMap | null {
  const map = parsed(text)
  if (typeof map?.mappings !== 'string' || !Array.isArray(map.sources)) return null
  const own = isSpans(map[PLACES]) ? map[PLACES] : null
  const contents: readonly unknown[] = Array.isArray(map.sourcesContent) ? map.sourcesContent : []
  const sources = map.sources.map((source, index) => {
    const content = contents[index]
    const name = own === null ? nameOf(String(source)) : (own.template ?? '')
    return name === null || typeof content !== 'string' ? null : new Source(name, content)
  })
  return { sources, segments: decodeMappings(map.mappings), spans: own?.spans ?? null }
}

/** The mappings that a map with spans was made from, none when it is no such map. `linesBefore` is by how much it was shifted. */
export function mappingsIn(text: string, source: Source, linesBefore: number): Mappings {
  const map = parsed(text)
  const own = map?.[PLACES]
  if (typeof map?.mappings !== 'string' || !isSpans(own)) return noMappings()
  const names: readonly unknown[] = Array.isArray(map.names) ? map.names : []
  const writer = new MappingWriter()
  const starts = [0]
  for (const [index, { line, column, original, name }] of decodeMappings(map.mappings).entries()) {
    while (starts.length < line - linesBefore) {
      writer.endLine()
      starts.push(writer.size)
    }
    const from =
      original === null ? null : source.offset({ line: original.line, column: original.column + 1 })
    writer.add(column, spanOf(own.spans, index), from, name === null ? null : String(names[name]))
  }
  writer.endLine()
  return new Mappings({ bytes: writer.bytes, starts, indents: [], names: writer.names })
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>> | null
  } catch {
    return null
  }
}

function isSpans(value: unknown): value is Spans {
  return typeof value === 'object' && value !== null && 'spans' in value && Array.isArray(value.spans)
}

/**
 * The place that a frame was at, and whether it is a step on the way to failures in what it calls; null when it was at
 * none. A map without spans, that of a bundle, tells only the name or operator of what failed.
 */
export function placeIn(map: ReadMap, frame: StackFrame): { place: Place; step: boolean } | null {
  const { segments, spans } = map
  const index = segmentAt(segments, frame.line, frame.column - 1)
  const segment = index === null ? undefined : segments[index]
  if (index === null || segment === undefined) return null
  const step = segment.original !== null
  // What stands for no place of the template has one in what follows it: the operands of what failed.
  const { original } = spans !== null || step ? segment : (segments[index + 1] ?? segment)
  const source = map.sources[original?.source ?? 0] ?? null
  if (source === null) return null
  const span = spans === null ? wordAt(source, original) : spanOf(spans, index)
  return span === null ? null : { place: { source, span }, step }
}

function spanOf(spans: readonly number[], index: number): Span | null {
  const [start = -1, end = -1] = spans.slice(index * 2, index * 2 + 2)
  return start < 0 ? null : { start, end }
}

function wordAt(source: Source, original: Segment['original']): Span | null {
  if (original === null) return null
  const start = source.offset({ line: original.line, column: original.column + 1 })
  const [word = ''] = /^[\p{L}\p{N}_]*/u.exec(source.text.slice(start)) ?? []
  return { start, end: start + Math.max(1, word.length) }
}

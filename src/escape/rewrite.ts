import type { Text } from '../ast.js'
import type { Edit } from './scan.js'

/** A text after edits, which are in order. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = ''
  let from = 0
  for (const { at, remove, insert } of edits) {
    result += text.slice(from, at) + insert
    from = at + remove
  }
  return result + text.slice(from)
}

/** Edits of the texts of a template, which come one after the other. */
export class Edits {
  readonly #edits = new Map<Text, readonly Edit[]>()

  /** Takes note of the edits of a text, instead of those it had. */
  set(text: Text, edits: readonly Edit[]): void {
    if (edits.length > 0) this.#edits.set(text, edits)
    else this.#edits.delete(text)
  }

  /** Adds text at an offset. */
  insert(text: Text, at: number, insert: string): void {
    const edits = this.#edits.get(text) ?? []
    const before = edits.filter((edit) => edit.at <= at)
    this.#edits.set(text, [...before, { at, remove: 0, insert }, ...edits.slice(before.length)])
  }

  /** Offsets of a text as offsets of what is printed for it. */
  moved(text: Text, offsets: readonly number[]): readonly number[] {
    const edits = this.#edits.get(text) ?? []
    return offsets.map((offset) =>
      edits.reduce(
        (sum, { at, remove, insert }) => (at < offset ? sum + insert.length - remove : sum),
        offset,
      ),
    )
  }

  /** The texts that are printed otherwise than they stand. */
  *texts(): Iterable<readonly [Text, string]> {
    for (const [text, edits] of this.#edits) yield [text, edited(text.text, edits)]
  }
}

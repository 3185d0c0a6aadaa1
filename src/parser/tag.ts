import type { Statement } from '../ast.js'
import type { DiagnosticData, DiagnosticId } from '../diagnostics/catalogue.js'
import type { Span } from '../source.js'
import type { Cursor } from './cursor.js'
import type { ParserSyntax } from './syntax.js'

/** An inner tag, such as `else`. */
export interface Clause {
  readonly name: string
  /** Whether it may stand several times in a row. */
  readonly repeats: boolean
  /** A second spelling for those who have the habit, or null. */
  readonly alias: string | null
}

/** One tag of a block with the statements behind it: the opening tag's part, or an inner tag's. */
export interface Part<Head> {
  /** The tag's name; an alias is given as the name it stands for. */
  readonly keyword: string
  readonly head: Head
  /** The tag itself, from delimiter to delimiter. */
  readonly tagSpan: Span
  /** The tag and its body. */
  readonly span: Span
  readonly body: readonly Statement[]
}

/** The block a tag builds its nodes for. */
export interface TagBlock {
  /** From the opening tag to the end of the closing one. */
  readonly span: Span
  readonly syntax: ParserSyntax
  /** Records a problem; the block is then left out of the tree, its body stays. */
  fail<K extends DiagnosticId>(id: K, span: Span, data: DiagnosticData[K]): never
}

/**
 * What a tag is: its syntax, and the core nodes it stands for. Built-in tags and those of users are the same.
 *
 *     const upper: Tag<null> = {
 *       name: 'upper', end: 'endupper', clauses: [], syntax: '{% upper %} … {% endupper %}',
 *       head: () => null,
 *       build: (opening, _, { span }) => [ … ],
 *     }
 */
export interface Tag<Head = unknown> {
  /** The name that opens it. */
  readonly name: string
  /** The name of its closing tag; null for a tag without a body. */
  readonly end: string | null
  /** Its inner tags, in the order they may follow each other. */
  readonly clauses: readonly Clause[]
  /** One line of usage, for errors and hover texts. */
  readonly syntax: string
  /** Whether its bodies hold text and printed names only, as translations do; absent means no. */
  readonly flat?: true
  /** Reads what follows the name in the opening tag or in an inner one (`keyword` says which). */
  head(cursor: Cursor, keyword: string): Head
  /** Whether a body follows, for tags that have one only sometimes; absent means whenever `end` is set. */
  opens?(head: Head): boolean
  /** Reads what may follow the name in the closing tag; absent means nothing may. */
  close?(cursor: Cursor, head: Head): void
  /** The statements the block stands for. Called once its bodies are complete. */
  build(opening: Part<Head>, clauses: readonly Part<Head>[], block: TagBlock): readonly Statement[]
}

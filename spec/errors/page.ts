/** The pages of `spec/errors` as data: the examples that their fenced blocks make. */

/** One example: the blocks from the first after the last example up to an `error` or `output` block. */
export interface Example {
  /** The line of the page it starts on. */
  readonly line: number
  /** Templates by name; the first is rendered. A template without a name has the key ''. */
  readonly templates: ReadonlyMap<string, string>
  readonly vars: Readonly<Record<string, unknown>>
  /** Options of the environment. */
  readonly options: Readonly<Record<string, unknown>>
  /** Body of a function of the public API that returns `{ options, vars, run }`, each optional; empty for none. */
  readonly setup: string
  readonly outcome: Outcome
}

/** What rendering an example leads to. */
export type Outcome =
  | { readonly kind: 'output'; readonly text: string }
  /** `place` as `line:column-line:column`; `help` is null when the page does not say. */
  | {
      readonly kind: 'error'
      readonly id: string
      readonly place: string
      readonly message: string
      readonly help: string | null
    }

interface Block {
  readonly line: number
  readonly tag: string
  readonly label: string
  readonly text: string
}

/** The examples of a page in order. */
export function examplesOf(page: string): Example[] {
  const examples: Example[] = []
  let blocks: Block[] = []
  for (const block of blocksOf(page)) {
    const outcome = outcomeOf(block)
    if (outcome === null) blocks.push(block)
    else {
      examples.push(exampleOf(blocks, outcome))
      blocks = []
    }
  }
  return examples
}

/** Blocks that are part of examples; others are prose. */
const TAGS = new Set(['template', 'json', 'js', 'output', 'error'])

function blocksOf(page: string): Block[] {
  const fence = /^(```+)(\w+)(?: +(\S+))?\n(.*?)^\1$/gms
  return [...page.matchAll(fence)]
    .map(({ index, 2: tag = '', 3: label = '', 4: text = '' }) => {
      return { line: page.slice(0, index).split('\n').length, tag, label, text: text.replace(/\n$/, '') }
    })
    .filter(({ tag }) => TAGS.has(tag))
}

function exampleOf(blocks: readonly Block[], outcome: Outcome): Example {
  const templates = new Map<string, string>()
  for (const { tag, label, text } of blocks) if (tag === 'template') templates.set(label, text)
  const json = (label: string): Record<string, unknown> => JSON.parse(textOf(blocks, 'json', label) || '{}')
  return {
    line: blocks[0]?.line ?? 0,
    templates,
    vars: json('vars'),
    options: json('options'),
    setup: textOf(blocks, 'js', 'setup'),
    outcome,
  }
}

function textOf(blocks: readonly Block[], tag: string, label: string): string {
  return blocks.find((block) => block.tag === tag && block.label === label)?.text ?? ''
}

function outcomeOf({ tag, text }: Block): Outcome | null {
  if (tag === 'output') return { kind: 'output', text }
  if (tag !== 'error') return null
  const [head = '', message = '', help = null] = text.split('\n')
  const [id = '', place = ''] = head.split(' ')
  return { kind: 'error', id, place, message, help: help?.replace(/^help: /, '') ?? null }
}

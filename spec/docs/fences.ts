/** A fenced block of a Markdown page. */
export interface Fence {
  readonly language: string
  readonly text: string
  /** Line of the page on which `text` begins, from 1. */
  readonly line: number
}

/** Every fenced block of a page, in order. */
export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = []
  let open: { language: string; line: number; lines: string[] } | null = null
  for (const [index, text] of markdown.split('\n').entries()) {
    const fence = /^```(\w*)/.exec(text)
    if (open === null && fence !== null) open = { language: fence[1] ?? '', line: index + 2, lines: [] }
    else if (open !== null && fence !== null) {
      fences.push({ language: open.language, line: open.line, text: `${open.lines.join('\n')}\n` })
      open = null
    } else open?.lines.push(text)
  }
  return fences
}

/** A template of a page with the output the page promises. */
export interface DocumentedTemplate {
  readonly line: number
  readonly template: string
  readonly vars: Record<string, unknown>
  readonly output: string
}

/** The `jinja` fences that an `output` fence follows. */
export function templatesOf(fences: readonly Fence[]): DocumentedTemplate[] {
  return fences.flatMap((fence, index) => {
    const json = fences[index + 1]?.language === 'json' ? fences[index + 1] : undefined
    const output = fences[json === undefined ? index + 1 : index + 2]
    if (fence.language !== 'jinja' || output?.language !== 'output') return []
    const vars: Record<string, unknown> = json === undefined ? {} : JSON.parse(json.text)
    return [{ line: fence.line, template: fence.text, vars, output: output.text }]
  })
}

import type { FuzzCase, Rendered } from './fuzz-case.js'

/** A difference between the engines, with the smallest case found that shows it. */
export interface Difference {
  readonly kind: string
  /** What repeats the run that found it, and which case of it that was. */
  readonly found: { readonly seed: number; readonly index: number }
  readonly smallest: FuzzCase
  readonly torii: Rendered
  readonly jinja: Rendered
}

/** A difference as paragraphs: templates, variables and settings that are used, both answers. */
export function describeDifference({ kind, found, smallest, torii, jinja }: Difference): string {
  const texts = Object.entries(smallest.templates).map(
    ([name, text]) => `  ${name.padEnd(7)} ${JSON.stringify(text)}`,
  )
  const parts = [smallest.vars, smallest.env].map((part) => JSON.stringify(part))
  return [
    `differs: ${kind} (seed ${found.seed}, case ${found.index})`,
    ...texts,
    `  vars    ${parts[0]}`,
    `  env     ${parts[1]}`,
    `  jinja   ${JSON.stringify(jinja)}`,
    `  torii   ${JSON.stringify(torii)}`,
    '',
  ].join('\n')
}

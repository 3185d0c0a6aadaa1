import type { Stages } from '../compiler.js'
import type { Meta } from '../meta.js'

/** One variable of a template, as a member of a TypeScript interface. */
export interface Var {
  readonly name: string
  readonly optional: boolean
  /** A TypeScript type. */
  readonly type: string
}

/** The variables of a template: those that a `{# @vars … #}` comment declares, then the others that it reads. */
export interface DeclaredVars {
  readonly list: readonly Var[]
  /** Whether it includes templates that only run time knows, which may read anything. */
  readonly open: boolean
}

/** The variables of one template, without those of the templates it refers to. */
export function declaredVars({ trivia }: Pick<Stages, 'trivia'>, meta: Meta): DeclaredVars {
  const declared = trivia.flatMap(({ tokenType, image }) =>
    tokenType.name === 'Comment' ? declarations(image) : [],
  )
  const known = new Set(declared.map(({ name }) => name))
  const read = meta.undeclared.filter((name) => !known.has(name))
  return {
    list: [...declared, ...read.map((name) => ({ name, optional: true, type: 'unknown' }))],
    open: meta.referenced.includes(null),
  }
}

/** `name: type` members after `@vars`, separated by line ends, semicolons or commas outside brackets. */
function declarations(comment: string): Var[] {
  const [, body] = /^\W*@vars\s([\s\S]*?)[-+]?(?:\W{2})?$/.exec(comment) ?? []
  if (body === undefined) return []
  return members(body).flatMap((member) => {
    const [, name, optional, type] = /^\s*([A-Za-z_]\w*)\s*(\??)\s*:\s*([\s\S]*\S)\s*$/.exec(member) ?? []
    return name === undefined || type === undefined ? [] : [{ name, optional: optional === '?', type }]
  })
}

function members(body: string): string[] {
  const found: string[] = []
  let depth = 0
  let member = ''
  for (const character of body) {
    if ('([{<'.includes(character)) depth++
    else if (')]}'.includes(character) || (character === '>' && !member.endsWith('='))) depth--
    if (depth <= 0 && '\n;,'.includes(character)) {
      found.push(member)
      member = ''
    } else member += character
  }
  return [...found, member]
}

/**
 * A template's variables with those of all that it leads to, which are optional: whoever includes a template may well
 * set them. Of several declarations the nearest counts.
 */
export function allVars(name: string, of: (name: string) => Reachable | undefined): DeclaredVars {
  const seen = new Set<string>()
  const found = new Map<string, Var>()
  let open = false
  const visit = (each: string): void => {
    const reached = of(each)
    if (reached === undefined || seen.has(each)) return
    seen.add(each)
    open ||= reached.vars.open
    for (const one of reached.vars.list) {
      const known = found.get(one.name)
      if (known === undefined || (known.type === 'unknown' && one.type !== 'unknown'))
        found.set(one.name, each === name ? one : { ...one, optional: true })
    }
    for (const dependency of reached.dependencies) visit(dependency)
  }
  visit(name)
  return { list: [...found.values()], open }
}

/** A template's own variables and where it leads. */
export interface Reachable {
  readonly vars: DeclaredVars
  readonly dependencies: readonly string[]
}

/** The text of a template's declarations: its vars and its default export. */
export function declarationText({ list, open }: DeclaredVars, format: 'esm' | 'cjs'): string {
  const lines = [...list]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, optional, type }) => `  ${name}${optional ? '?' : ''}: ${type}`)
  if (open) lines.push('  [name: string]: unknown')
  const body = lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`
  const vars = `/** What the template is rendered with. */\n`
  if (format === 'cjs') {
    return `import type { TemplateModule } from 'toriijs/runtime'\n\ndeclare namespace template {\n${vars}type Vars = ${body}\n}\ndeclare const template: TemplateModule<template.Vars>\nexport = template\n`
  }
  return `import type { TemplateModule } from 'toriijs/runtime'\n\n${vars}export type Vars = ${body}\n\ndeclare const template: TemplateModule<Vars>\nexport default template\n`
}

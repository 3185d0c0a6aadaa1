/**
 * `npm run new -- tag|filter|diagnostic NAME [FILE]` starts a new part of Torii in all the places it needs: the source
 * with its table entry, and a chapter whose example fails until it is written. FILE is the module of
 * `src/runtime/filters` a filter goes into (default `text`), or the phase of a diagnostic (default `semantics`).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A file as it will be; `before` is null for a new one. */
interface Change {
  readonly path: string
  readonly before: string | null
  readonly text: string
}

/** What is asked for cannot be made; the message says why. */
class Refusal extends Error {}

const USAGE = 'Usage: npm run new -- tag|filter|diagnostic NAME [FILE]'

const scaffolds: Readonly<Record<string, (name: string, file: string | undefined) => Change[]>> = {
  tag: newTag,
  filter: newFilter,
  diagnostic: newDiagnostic,
}

try {
  make(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 2
}

/** Plans every change before the first is written, so a refusal leaves nothing half done. */
function make([kind = '', name = '', file]: readonly string[]): void {
  const scaffold = Object.hasOwn(scaffolds, kind) ? scaffolds[kind] : undefined
  if (scaffold === undefined || name === '') throw new Refusal(USAGE)
  for (const { path, before, text } of scaffold(name, file)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`${before === null ? 'created' : 'changed'} ${path}`)
  }
}

function newTag(name: string): Change[] {
  if (!/^[a-z]\w*$/i.test(name))
    throw new Refusal(`'${name}' cannot be the name of a tag: letters and digits only`)
  const constant = `${name}Tag`
  const source = `import type { Do, Expression } from '../ast.js'
import type { Tag } from '../parser/tag.js'

/** \`{% ${name} expression %}\`: … */
export const ${constant}: Tag<Expression> = {
  name: '${name}',
  end: null,
  clauses: [],
  syntax: '{% ${name} expression %}',
  head: (cursor) => cursor.expression(),
  build({ head }, _, { span }) {
    const node: Do = { kind: 'Do', span, expression: head }
    return [node]
  },
}
`
  return [
    created(`src/tags/${kebab(name)}.ts`, source),
    changed('src/tags/index.ts', (text) => {
      const imported = sortedLine(text, `import { ${constant} } from './${kebab(name)}.js'`)
      return replaced(imported, /^ {2}core: \[\n/m, `  core: [\n    ${constant},\n`)
    }),
    created(`spec/language/tags/${kebab(name)}.md`, chapter(name, `{% ${name} 1 %}`)),
  ]
}

function newFilter(name: string, file = 'text'): Change[] {
  if (!/^[a-z]\w*$/i.test(name))
    throw new Refusal(`'${name}' cannot be the name of a filter: letters and digits only`)
  const path = `src/runtime/filters/${file}.ts`
  const source = `
/** … */
export const ${name} = /* @__PURE__ */ operation('', (site, value: unknown) => {
  return site.host.values.text(value)
})
`
  return [
    changed(path, (text) => {
      if (!text.includes('operation } from')) throw new Refusal(`${path} is not a file of filters`)
      if (new RegExp(`^export (const|function) ${name}\\b`, 'm').test(text))
        throw new Refusal(`${path} has '${name}'`)
      return `${text.trimEnd()}\n${source}`
    }),
    created(`spec/language/filters/${kebab(name)}.md`, chapter(name, `{{ 'text'|${name} }}`)),
  ]
}

function newDiagnostic(id: string, phase = 'semantics'): Change[] {
  if (!/^[a-z]+(-[a-z]+)*$/.test(id))
    throw new Refusal(`'${id}' cannot be an id: lower-case words joined by '-'`)
  const row = `  '${id}': {
    severity: 'error',
    error: 'syntax',
    message: ({ name }) => \`… \${quote(name)} …\`,
    help: () => null,
  },
}`
  const page = `# ${id}\n\nWhat it means.\n\n\`\`\`template\n…\n\`\`\`\n\n\`\`\`error\n${id} 1:1-1:2\n…\n\`\`\`\n
## What to do\n\nWhat to do.\n`
  return [
    changed(`src/diagnostics/catalogue/${phase}.ts`, (text) => {
      if (text.includes(`'${id}':`)) throw new Refusal(`The catalogue has '${id}'`)
      const typed = replaced(
        text,
        /^(export interface \w+Data \{[\s\S]*?)^\}/m,
        `$1  '${id}': { name: string }\n}`,
      )
      return replaced(typed, /^(export const \w+: Rows<\w+> = \{[\s\S]*?)^\}/m, `$1${row}`)
    }),
    created(`spec/errors/${id}.md`, page),
  ]
}

function chapter(name: string, template: string): string {
  return `# ${name}\n\nWhat it does.\n\n\`\`\`template\n${template}\n\`\`\`\n\n\`\`\`output\n…\n\`\`\`\n`
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')
}

function created(path: string, text: string): Change {
  if (existsSync(path)) throw new Refusal(`${path} exists already`)
  return { path, before: null, text }
}

function changed(path: string, change: (text: string) => string): Change {
  if (!existsSync(path)) throw new Refusal(`There is no ${join('.', path)}`)
  const before = readFileSync(path, 'utf8')
  return { path, before, text: change(before) }
}

function replaced(text: string, pattern: RegExp, by: string): string {
  if (!pattern.test(text)) throw new Refusal(`The place for a new entry was not found: ${pattern.source}`)
  return text.replace(pattern, by)
}

/** Puts an import among the others, in order of its path. */
function sortedLine(text: string, line: string): string {
  const imports = text.split('\n').filter((other) => other.startsWith('import {'))
  const path = (of: string): string => of.slice(of.indexOf("'"))
  const next = imports.find((other) => path(other) > path(line))
  return next === undefined
    ? text.replace(imports.at(-1) ?? '', (last) => `${last}\n${line}`)
    : text.replace(next, `${line}\n${next}`)
}

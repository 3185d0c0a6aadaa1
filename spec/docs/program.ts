import ts from 'typescript'
import type { Fence } from './fences.js'

/** What the statement on a line of the page gives. */
export interface Result {
  readonly line: number
  readonly value: string
}

/** A page's program, which prints its results as JSON, and the results the page promises. */
export interface Program {
  readonly code: string
  readonly expected: readonly Result[]
}

const ARROW = /^\/\/ → ?(.*)$/

const report = `
import { inspect as $inspect } from 'node:util'
const $results = []
process.on('exit', () => process.stdout.write(JSON.stringify($results)))
async function $check(line, evaluate) {
  $results.push({ line, value: await evaluate().then($show, $failure) })
}
const $show = (value) => (typeof value === 'string' ? value : $inspect(value, { breakLength: 200, depth: 6 }))
const $failure = (error) => \`\${error.name}: \${String(error.message).split('\\n')[0]}\`
console.log = () => {}
`

/** The program of a page: its js fences in order, every promised statement wrapped so that its value is recorded. */
export function programOf(fences: readonly Fence[]): Program {
  const parts = fences.filter(({ language }) => language === 'js').map(partOf)
  return {
    code: report + parts.map(({ code }) => code).join('\n'),
    expected: parts.flatMap(({ expected }) => expected),
  }
}

function partOf({ text, line }: Fence): Program {
  const tree = ts.createSourceFile('page.mjs', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  const expected: Result[] = []
  let code = ''
  let copied = 0
  for (const statement of tree.statements) {
    const promise = promiseAfter(text, statement.end)
    if (promise === null || !ts.isExpressionStatement(statement)) continue
    const place = line + tree.getLineAndCharacterOfPosition(statement.getStart()).line
    expected.push({ line: place, value: promise })
    const { pos, end } = statement.expression
    code += `${text.slice(copied, pos)};await $check(${place}, async () => (${text.slice(pos, end)}\n));`
    copied = statement.end
  }
  return { code: code + text.slice(copied), expected }
}

/** The text of the `// → …` comment after an offset, continued by the comment lines below it; null without one. */
function promiseAfter(text: string, offset: number): string | null {
  const [first, ...more] = text
    .slice(offset)
    .replace(/^[ \t]*\n?[ \t]*/, '')
    .split('\n')
  const match = ARROW.exec(first ?? '')
  if (match === null) return null
  const lines = [match[1] ?? '']
  for (const line of more) {
    const continued = /^\s*\/\/(?: {3}(.*))?$/.exec(line)
    if (continued === null) break
    lines.push(continued[1] ?? '')
  }
  return lines.join('\n')
}

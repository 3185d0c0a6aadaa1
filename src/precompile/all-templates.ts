import { quote } from '../codegen/code.js'
import type { Files } from './module.js'
import type { PrecompileOptions } from './options.js'

/** The text of the module of all templates: an object of them by name, for `createRenderer`. */
export function indexModule(files: Files, { format }: Pick<PrecompileOptions, 'format'>): string {
  const all = [...files].map(([name, file], index) => ({
    name,
    from: quote(`./${file}`),
    variable: `template_${index}`,
  }))
  if (format === 'cjs') {
    const lines = all.map(({ name, from }) => `  [${quote(name)}]: require(${from}),\n`)
    return `module.exports = {\n${lines.join('')}};\n`
  }
  const imports = all.map(({ from, variable }) => `import ${variable} from ${from};\n`)
  const lines = all.map(({ name, variable }) => `  [${quote(name)}]: ${variable},\n`)
  return `${imports.join('')}export default {\n${lines.join('')}};\n`
}

/** The declarations of the module of all templates: the vars of each by its name. */
export function indexDeclaration(files: Files, { format }: Pick<PrecompileOptions, 'format'>): string {
  const all = [...files].map(([name, file]) => ({ name: quote(name), from: quote(`./${file}`) }))
  if (format === 'cjs') {
    const imports = all.map(({ from }, index) => `import template_${index} = require(${from})\n`)
    const lines = all.map(({ name }, index) => `  readonly ${name}: typeof template_${index}\n`)
    return `${imports.join('')}\ndeclare const templates: {\n${lines.join('')}}\nexport = templates\n`
  }
  const lines = all.map(({ name, from }) => `  readonly ${name}: typeof import(${from}).default\n`)
  const vars = all.map(({ name, from }) => `  readonly ${name}: import(${from}).Vars\n`)
  return (
    `/** What each template is rendered with. */\nexport interface Templates {\n${vars.join('')}}\n\n` +
    `declare const templates: {\n${lines.join('')}}\nexport default templates\n`
  )
}

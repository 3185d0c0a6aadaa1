import { statSync } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { type Command, Option } from 'commander'
import { FileLoader } from '../loader/file.js'
import { Environment } from '../node-environment.js'
import { Mistake } from './mistake.js'

/** The options every command has that compiles templates. */
export interface EngineOptions {
  readonly root?: string
  readonly values: 'js' | 'python'
  readonly autoescape?: 'contextual' | 'html' | 'off'
  readonly escapePolicy?: 'strict' | 'migrate'
  readonly wellFormed?: 'off' | 'warn' | 'error'
  readonly undefined: 'lenient' | 'chainable' | 'strict' | 'debug'
  readonly compat?: 'nunjucks'
}

/** Adds the options of `EngineOptions` to a command. */
export function withEngineOptions(command: Command): Command {
  return command
    .option('--root <folder>', "folder that template names start from (default: the file's own)")
    .addOption(new Option('--values <dialect>', 'what values mean').choices(['js', 'python']).default('js'))
    .addOption(
      new Option('--autoescape <mode>', 'escaping (default: by the name of the template)').choices([
        'contextual',
        'html',
        'off',
      ]),
    )
    .addOption(
      new Option('--escape-policy <policy>', 'what contextual escaping refuses, or only warns of').choices([
        'strict',
        'migrate',
      ]),
    )
    .addOption(
      new Option('--undefined <kind>', 'what a missing value may be used for')
        .choices(['lenient', 'chainable', 'strict', 'debug'])
        .default('lenient'),
    )
    .addOption(
      new Option('--compat <engine>', 'preset for templates of another engine').choices(['nunjucks']),
    )
}

/** A file as the template of a root folder. */
export interface Page {
  readonly root: string
  readonly name: string
}

/** The root folder and template name of a file. Throws `Mistake` when it is not a file below the root. */
export function pageOf(file: string, root: string | undefined): Page {
  const path = resolve(file)
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new Mistake(`There is no file '${file}'`)
  if (root === undefined) return { root: dirname(path), name: basename(path) }
  const name = relative(resolve(root), path).split(sep).join('/')
  if (name.startsWith('../') || resolve(root, name) !== path || name === '') {
    throw new Mistake(`'${file}' is not in the root folder '${root}'`)
  }
  return { root: resolve(root), name }
}

/** An environment whose templates are the files below `root`; their code is kept in the folder `directory`, if any. */
export function engine(root: string, options: EngineOptions, directory?: string): Environment {
  const { values, autoescape, escapePolicy, wellFormed, undefined: missing, compat } = options
  return new Environment({
    loader: new FileLoader(root),
    values,
    undefined: missing,
    ...(directory === undefined ? {} : { cache: { directory } }),
    ...(autoescape === undefined ? {} : { autoescape: autoescape === 'off' ? false : autoescape }),
    ...(escapePolicy === undefined ? {} : { escapePolicy }),
    ...(wellFormed === undefined ? {} : { wellFormed }),
    ...(compat === undefined ? {} : { compat }),
  })
}

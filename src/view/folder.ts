import { FileLoader } from '../loader/file.js'
import { Environment } from '../node-environment.js'
import { isEscaped } from './media-types.js'
import { ofEnvironment, type Templates } from './templates.js'

/** The templates of a folder, with escaping as the endings of their names ask for. */
export function openFolder(folder: string): Templates {
  return ofEnvironment(new Environment({ loader: new FileLoader(folder), autoescape: isEscaped }))
}

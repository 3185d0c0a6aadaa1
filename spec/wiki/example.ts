/** The modules of the example, which is JavaScript, with types. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { lint, type Render, view } from '../../src/view/api.js'
import type { App } from '../../src/view/contract.js'
import { root } from '../architecture/source-tree.js'

/** The folder of the example. */
export const folder = join(root, 'examples/wiki')

/** The folder of its templates. */
export const templates = join(folder, 'templates')

/** A revision of a page. */
export interface Page {
  readonly id: number
  readonly name: string
  readonly rev: number
  readonly body: string
  readonly author: string
  readonly comment: string
  readonly at: string
}

/** What a save is told. */
export interface Draft {
  readonly base: number
  readonly body: string
  readonly author: string
  readonly comment: string
}

/** The model. */
export interface Pages {
  version(): { readonly store: string; readonly changes: number; readonly pages: number }
  get(name: string, rev?: number): Page | null
  save(name: string, draft: Draft): { readonly page: Page | null; readonly conflict: boolean }
}

interface Example {
  readonly app: {
    wiki(parts: { readonly pages: Pages; readonly render: Render }): App
  }
  readonly start: { started(pages: Pages): Pages }
  readonly memory: { MemoryPages: new (options?: { now(): Date }) => Pages }
  readonly open: { openPages(path: string): Promise<Pages> }
  readonly markup: {
    toHtml(
      text: string,
      pageLink: (name: string) => { readonly href: string; readonly exists: boolean } | null,
    ): string
    linksOf(text: string): Set<string>
  }
  readonly names: {
    pageName(text: string): string | null
    lineOf(text: string, most: number): string
    textOf(text: string): string
  }
  readonly changes: {
    changesBetween(
      left: string,
      right: string,
    ): readonly {
      readonly left: number
      readonly right: number
      readonly lines: readonly { readonly kind: string; readonly text: string }[]
    }[]
  }
  readonly words: {
    excerptOf(
      text: string,
      terms: readonly string[],
    ): readonly { readonly text: string; readonly hit: boolean }[]
  }
  readonly visitor: {
    nameOf(environ: { readonly HTTP_COOKIE?: string }): string
    isOwnForm(environ: Readonly<Record<string, string>>): boolean
  }
}

const files: { readonly [K in keyof Example]: string } = {
  app: 'app.mjs',
  start: 'start.mjs',
  memory: 'model/memory.mjs',
  open: 'model/open.mjs',
  markup: 'markup.mjs',
  names: 'names.mjs',
  changes: 'changes.mjs',
  words: 'model/words.mjs',
  visitor: 'visitor.mjs',
}

/** A module of the example. */
export function example<K extends keyof Example>(module: K): Promise<Example[K]> {
  return import(pathToFileURL(join(folder, files[module])).href)
}

/** The wiki with its first pages in memory, watched for whatever breaks the contract or goes against its advice. */
export async function memoryWiki(): Promise<App> {
  const [{ wiki }, { started }, { MemoryPages }] = await Promise.all([
    example('app'),
    example('start'),
    example('memory'),
  ])
  return lint(wiki({ pages: started(new MemoryPages()), render: view(templates) }), { strict: true })
}

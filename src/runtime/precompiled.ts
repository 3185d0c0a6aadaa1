import { oneBlock } from './blocks.js'
import type { Dialect } from './dialects/dialect.js'
import type { BlockTable, Body, Host, Operation, Program, Scope } from './scope.js'
import type { UndefinedKind } from './undefined.js'

/** Key of the type of a template's vars; nothing is there at run time. */
declare const VARS: unique symbol

/** What a template needs of the renderer besides the functions it imports; nothing is there that no template needs. */
export interface Needs {
  readonly dialect?: Dialect
  /** Built-in filters, tests and globals that are looked up by name at run time. */
  readonly filters?: Readonly<Record<string, Operation>>
  readonly tests?: Readonly<Record<string, Operation>>
  readonly globals?: Readonly<Record<string, unknown>>
  /** The kind of missing values and the newline it was compiled for, where they are not the usual ones. */
  readonly undefined?: UndefinedKind
  readonly newline?: string
  /** Gives the full name of a template by its name as written; for references that only run time knows. */
  readonly resolve?: (name: string, from: string | null) => string | null
  /** Renders one block where the name of a page says so; for templates with blocks. */
  readonly part?: typeof part | undefined
  /** Finds templates for uses in other places; for templates that have others in such. */
  readonly variants?: typeof variants | undefined
}

/** What a precompiled template's module hands over. */
export interface Parts {
  readonly name: string
  readonly root: Body
  readonly blocks?: BlockTable
  /** Its blocks for other places, by use. */
  readonly others?: Readonly<Record<string, Body>>
  /** In words, where its output ends, if that is not where it begins. */
  readonly ends?: string
  /** Its name and what it is compiled for, if that is another place than its usual one. */
  readonly id?: string
  readonly needs?: Needs
  /** Templates that its code may lead to; a function, since modules may import each other in a circle. */
  readonly links?: () => readonly TemplateModule[]
}

/** A template as the default export of a precompiled module; `V` is what it may be rendered with. */
export interface TemplateModule<V = unknown> extends Program {
  readonly name: string
  readonly needs: Needs
  readonly id?: string
  links(): readonly TemplateModule[]
  readonly [VARS]?: V
}

const NOTHING: Readonly<Record<string, never>> = {}
const NO_LINKS = (): readonly TemplateModule[] => []

/** The template that a precompiled module exports. */
export function template(parts: Parts): TemplateModule {
  return {
    ...{ blocks: NOTHING, needs: NOTHING, links: NO_LINKS, globals: NOTHING },
    ...parts,
    get chunked() {
      return this
    },
    get valued() {
      return this
    },
  }
}

/** Finds, of all templates by name and use, one for a use in another place; undefined where there is none. */
export function variants(templates: ReadonlyMap<string, TemplateModule>): NonNullable<Host['variant']> {
  return ({ name }, use) => templates.get(`${name}\n${use}`)
}

/** One block of a page named `page.html#block`; undefined for a name without one. */
export function part(name: string, open: (page: string) => Scope): string | undefined {
  const at = name.lastIndexOf('#')
  return at < 0 ? undefined : oneBlock(open(name.slice(0, at)), name.slice(at + 1))
}

export { joinName } from './join-name.js'
export { laterFilter, laterTest } from './operate.js'

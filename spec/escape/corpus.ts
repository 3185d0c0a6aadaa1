import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** A place in a document where the untrusted value `x` is printed. */
export interface Context {
  readonly id: string
  readonly group: string
  readonly tpl: string
  readonly file: string
  readonly base: string
  /** What is to be clicked in a browser. */
  readonly click?: string
  readonly rec: 'escape' | 'filter' | 'error' | 'drop'
  /** Other values by name. */
  readonly fix: Readonly<Record<string, unknown>>
}

/** A value that `x` has. */
export interface Payload {
  readonly id: string
  readonly v: unknown
  readonly tags: readonly string[]
}

/** A place that is reached through several constructs or templates. */
export interface Structure {
  readonly id: string
  readonly templates: Readonly<Record<string, string>>
  readonly flat: { readonly tpl: string; readonly base?: string }
  readonly expect: 'render' | 'error' | 'either'
  readonly trusted?: boolean
  readonly fix?: Readonly<Record<string, unknown>>
}

/** A value printed in a place; what another engine made of it is told beside it. */
export interface SysCase {
  readonly id: string
  readonly context: Context
  readonly payload: Payload
  readonly go?: string
  readonly go_error?: string
  readonly go_fidelity?: 'exact' | 'lossy'
}

/** A value printed through a structure. */
export interface StructCase {
  readonly id: string
  readonly structure: Structure
  readonly payload: Payload
}

/** A template of another engine's tests. */
export interface GoCase {
  readonly id: string
  readonly kind: 'render' | 'error' | 'context' | 'function'
  readonly template?: string
  readonly templates?: Readonly<Record<string, string>>
  readonly entry?: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly expected?: string
  readonly go_error?: string
  readonly must_error?: boolean
  readonly mapped?: boolean
}

/** The cases of a folder, by suite. */
export interface Corpus {
  readonly sys: readonly SysCase[]
  readonly struct: readonly StructCase[]
  readonly go: readonly GoCase[]
}

/** The cases of a folder such as `open`, whose contexts and payloads are defined in the folder above it. */
export function readCorpus(folder: string): Corpus {
  const above = dirname(resolve(folder))
  const contexts = byId<Context>(join(above, 'contexts.json'))
  const payloads = byId<Payload>(join(above, 'payloads.json'))
  const structures = byId<Structure>(join(above, 'structural.json'))
  const sys = linesOf<Omit<SysCase, 'context' | 'payload'> & Keys>(join(folder, 'sys.jsonl'))
  const struct = linesOf<Keys & { structural: string }>(join(folder, 'struct.jsonl'))
  return {
    sys: sys.map((one) => ({
      ...one,
      context: named(contexts, one.context),
      payload: named(payloads, one.payload),
    })),
    struct: struct.map((one) => ({
      id: one.id,
      structure: named(structures, one.structural),
      payload: named(payloads, one.payload),
    })),
    go: linesOf<GoCase>(join(folder, 'go.jsonl')),
  }
}

interface Keys {
  readonly id: string
  readonly context: string
  readonly payload: string
}

function byId<T extends { id: string }>(file: string): ReadonlyMap<string, T> {
  const list: readonly T[] = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(list.map((one) => [one.id, one]))
}

function named<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id)
  if (found === undefined) throw new TypeError(`The corpus has no definition of ${id}`)
  return found
}

function linesOf<T>(file: string): T[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): T => JSON.parse(line))
}

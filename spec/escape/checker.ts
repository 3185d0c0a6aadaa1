import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What a check found out about a page. */
export interface Verdict {
  readonly verdict: 'safe' | 'unsafe' | 'broken' | 'rejected'
  readonly reasons: readonly string[]
  readonly fidelity?: 'exact' | 'lossy'
}

/** A place as a check wants it. */
export interface CheckedPlace {
  readonly id: string
  readonly file: string
  readonly fix: object
  readonly base: string
  readonly tpl: string
}

/** Decides whether pages are safe: the programs of a folder that lies outside of this project. */
export interface Checker {
  check(place: CheckedPlace, payload: unknown, output: string | { error: string }): Verdict
  equiv(wanted: string, output: string): { readonly ok: boolean; readonly why?: string }
}

/** The checker in a folder where its packages are installed. */
export async function loadChecker(folder: string): Promise<Checker> {
  const load = async (file: string): Promise<Partial<Checker>> =>
    import(pathToFileURL(join(resolve(folder), file)).href)
  const { check } = await load('check.mjs')
  const { equiv } = await load('equiv.mjs')
  if (check === undefined || equiv === undefined) throw new TypeError(`${folder} holds no checker`)
  return { check, equiv }
}

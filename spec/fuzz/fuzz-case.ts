import type { JinjaOptions, JsonObject } from '../conformance/formats.js'

/** One thing to render in both engines: the template `main` of a set, with values in the spelling of recorded cases. */
export interface FuzzCase {
  readonly templates: Readonly<Record<string, string>>
  readonly vars: JsonObject
  readonly env: JinjaOptions
}

/** An error as Jinja would report it: class, sentence, line. */
export interface Raised {
  readonly type: string
  readonly message: string
  readonly line: number | null
}

/** What an engine made of a case. `lost` says why there is no answer; `unable` why none can be expected. */
export type Rendered =
  | { readonly output: string }
  | { readonly error: Raised }
  | { readonly lost: string }
  | { readonly unable: string }

/** The only template that is asked for by name; the others are reached from it. */
export const MAIN = 'main'

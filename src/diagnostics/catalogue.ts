/**
 * Every diagnostic there is: its severity, the class it is thrown as, and all of its wording. One file per phase
 * in `catalogue/` declares the ids of that phase with the data each carries, and one row of words for each.
 */
import type { FaultData } from '../runtime/fault.js'
import { type EscapingData, escaping } from './catalogue/escaping.js'
import { type LexingData, lexing } from './catalogue/lexing.js'
import { type ParsingData, parsing } from './catalogue/parsing.js'
import type { Rows } from './catalogue/row.js'
import { runtime } from './catalogue/runtime.js'
import { type SemanticsData, semantics } from './catalogue/semantics.js'

/** The data of every diagnostic, by id. */
export interface DiagnosticData extends LexingData, ParsingData, SemanticsData, EscapingData, FaultData {}

/** The name of a diagnostic; it is also the name of its page in `spec/errors`. */
export type DiagnosticId = keyof DiagnosticData

/** The row of every diagnostic, by id. */
export const catalogue: Rows<DiagnosticData> = {
  ...lexing,
  ...parsing,
  ...semantics,
  ...escaping,
  ...runtime,
}

import { js } from '../runtime/values/js.js'
import type { Preset } from './preset.js'

/** Jinja's language as it is: what an environment does without a preset. */
export const jinja: Preset = {
  undefined: 'lenient',
  autoescape: 'contextual',
  keepTrailingNewline: false,
  lexer: { trimComments: true, questionNames: false, deafTag: null },
  codegen: { scoping: 'jinja', groups: 'tuple', safeCaptures: true, childOutput: true },
  values: js,
  filters: {},
  lenientCalls: false,
}

import type { CodegenOptions } from '../codegen/options.js'
import type { LexerSyntax } from '../lexer/syntax.js'
import type { Operation } from '../runtime/scope.js'
import type { Values } from '../runtime/values/values.js'

/**
 * What an environment does differently for templates of another engine. Passes and runtime know the single settings
 * and not whom they are for.
 */
export interface Preset {
  readonly undefined: 'lenient' | 'chainable'
  readonly autoescape: 'contextual' | 'html'
  readonly keepTrailingNewline: boolean
  readonly lexer: Pick<LexerSyntax, 'trimComments' | 'questionNames' | 'deafTag'>
  readonly codegen: Pick<CodegenOptions, 'scoping' | 'groups' | 'safeCaptures' | 'childOutput'>
  readonly values: Values
  /** Filters that replace built-in ones. */
  readonly filters: Readonly<Record<string, Operation>>
  /** Whether macros ignore arguments they have no parameter for. */
  readonly lenientCalls: boolean
}

import { TemplateError } from '../../src/diagnostics/errors.js'

/** When an error came: while the environment was built, a template was loaded, or it ran. */
export type Phase = 'env' | 'load' | 'run'

/** What became of an operation: what it gave, or what it threw and when. */
export type Outcome<T> =
  | { readonly value: T; readonly phase: null; readonly error: null }
  | { readonly phase: Phase; readonly error: unknown }

/** Marks an error with the phase it came in, while it travels up to `outcomeOf`. */
class Phased {
  readonly phase: Phase
  readonly error: unknown

  constructor(phase: Phase, error: unknown) {
    this.phase = phase
    this.error = error
  }
}

/** What `body` gives; what it throws is marked as an error of `phase`. */
export function during<T>(phase: Phase, body: () => T): T {
  try {
    return body()
  } catch (error) {
    throw new Phased(phase, error)
  }
}

/** The outcome of a body that marks its steps with `during`; anything thrown outside them passes through. */
export function outcomeOf<T>(body: () => T): Outcome<T> {
  try {
    return { value: body(), phase: null, error: null }
  } catch (error) {
    if (error instanceof Phased) return error
    throw error
  }
}

/** An error in one line: class, place, sentence; for anything but a template error also where it was thrown. */
export function describeError(error: unknown): string {
  if (error instanceof TemplateError) {
    return `${error.name} [${error.id}] at ${error.template ?? '<string>'}:${error.line}: ${error.reason}`
  }
  if (!(error instanceof Error)) return `thrown: ${String(error)}`
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return `${error.name}: ${error.message} ${(frames[0] ?? '').trim()}`
}

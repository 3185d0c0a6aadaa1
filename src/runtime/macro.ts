import { INVOKE } from './call.js'
import { fault } from './fault.js'
import { Keywords, splitKeywords } from './keywords.js'
import type { Markup } from './markup.js'
import { markup } from './output.js'
import { PLACED, type PlacedCall } from './places.js'
import type { Host, Scope } from './scope.js'

/** Key of what a macro was made of. */
export const MACRO: unique symbol = Symbol('macro')

/** A macro as a value: a function whose last argument may be `Keywords`. */
export interface MacroFunction {
  (...args: unknown[]): unknown
  readonly [MACRO]: { readonly host: Host; readonly signature: Signature }
  readonly [INVOKE]: (args: readonly unknown[]) => unknown
}

/** Whether a value is a macro. */
export function isMacro(value: unknown): value is MacroFunction {
  return typeof value === 'function' && Object.hasOwn(value, MACRO)
}

/** The function generated for a macro's body; an argument that was not given is undefined. */
type Body = (...args: unknown[]) => unknown

/** Parameters a macro takes only when its body mentions them, in this order after its own. */
type Implicit = 'caller' | 'kwargs' | 'varargs'

/** What a macro is called (null for the body of a call block) and takes. */
export interface Signature {
  readonly name: string | null
  readonly parameters: readonly string[]
  readonly implicit: readonly Implicit[]
  /** Whether the text that its body gives is safe as a value. */
  readonly safe: boolean
}

/** Bodies of one macro for other places than text. */
type Variants = Readonly<Record<string, Body>>

/**
 * A macro value from its generated body, and from bodies for other places where there are any. Calling it:
 * too-many-arguments, unknown-argument, duplicate-argument.
 */
export function macro(
  host: Host,
  signature: Signature,
  body: Body,
  variants: Variants | null = null,
): MacroFunction {
  const shape = new Shape(host, signature)
  const given = (args: readonly unknown[]): unknown => body(...(shape.fits(args) ? args : shape.bind(args)))
  const run = signature.safe ? (args: readonly unknown[]): Markup => markup(String(given(args))) : given
  const value = (...args: unknown[]): unknown => run(args)
  // Templates read the name of a macro as that of any function, past its own facts.
  Object.defineProperties(value, { name: { value: signature.name }, toString: { value: describe } })
  // Pages define macros each time they are rendered, so nothing else is made that is only sometimes asked for.
  const made = Object.assign(value, { [MACRO]: { host, signature }, [INVOKE]: run })
  if (variants === null) return made
  const forPlace = (place: string): PlacedCall | null => {
    const variant = variants[place]
    if (variant === undefined) return null
    return (args) => String(variant(...(shape.fits(args) ? args : shape.bind(args))))
  }
  return Object.assign(made, { [PLACED]: forPlace })
}

/** What a macro tells about itself to templates, by name. */
export function factsOf(of: MacroFunction): Readonly<Record<string, unknown>> {
  const { host, signature } = of[MACRO]
  const { name, parameters, implicit } = signature
  return {
    name,
    arguments: host.values.tuple([...parameters]),
    catch_kwargs: implicit.includes('kwargs'),
    catch_varargs: implicit.includes('varargs'),
    caller: implicit.includes('caller'),
    explicit_caller: parameters.includes('caller'),
  }
}

/** A macro prints as what it is, never as the source of the function behind it. */
function describe(this: MacroFunction): string {
  const { name } = this[MACRO].signature
  return name === null ? '<Macro anonymous>' : `<Macro '${name}'>`
}

/** How arguments meet parameters. */
class Shape {
  readonly #host: Host
  readonly #name: string
  readonly #parameters: readonly string[]
  readonly #implicit: readonly Implicit[]
  /** Whether a parameter is called like something every object has. */
  readonly #inherits: boolean

  constructor(host: Host, { name, parameters, implicit }: Signature) {
    this.#host = host
    this.#name = name === null ? 'caller' : `macro '${name}'`
    this.#parameters = parameters
    this.#implicit = implicit
    this.#inherits = parameters.some((parameter) => parameter in Object.prototype)
  }

  /** Whether the arguments are already what the body takes: no keywords, nothing implicit, not too many. */
  fits(args: readonly unknown[]): boolean {
    if (this.#implicit.length > 0 || args.length > this.#parameters.length) return false
    return !(args[args.length - 1] instanceof Keywords)
  }

  bind(args: readonly unknown[]): unknown[] {
    return (this.#implicit.length === 0 ? this.#bindNamed(args) : null) ?? this.#bindAll(args)
  }

  /** Arguments that end in keywords, all of which are parameters without a positional argument; null for others. */
  #bindNamed(args: readonly unknown[]): unknown[] | null {
    const given = args.length - 1
    const named = args[given]
    if (!(named instanceof Keywords) || given > this.#parameters.length) return null
    const { values } = named
    const bound = args.slice(0, given)
    let unused = named.size
    for (let at = given; at < this.#parameters.length; at++) {
      const parameter = this.#parameters[at] ?? ''
      const value = values[parameter]
      bound.push(value)
      if (value !== undefined) unused--
    }
    return unused === 0 && !this.#inherits ? bound : null
  }

  #bindAll(args: readonly unknown[]): unknown[] {
    const { positional, keywords } = splitKeywords(args)
    const bound = positional.slice(0, this.#parameters.length)
    const given = bound.length
    let used = 0
    for (let at = given; at < this.#parameters.length; at++) {
      const parameter = this.#parameters[at] ?? ''
      const named = Object.hasOwn(keywords, parameter)
      bound.push(named ? keywords[parameter] : undefined)
      if (named) used++
    }
    if (positional.length > given || this.#implicit.length > 0 || used < Object.keys(keywords).length) {
      this.#bindRest(bound, positional, this.#unused(keywords, given))
    }
    return bound
  }

  /** The keywords that are none of the parameters without a positional argument. */
  #unused(keywords: Readonly<Record<string, unknown>>, given: number): Map<string, unknown> {
    const open = new Set(this.#parameters.slice(given))
    return new Map(Object.entries(keywords).filter(([name]) => !open.has(name)))
  }

  #bindRest(bound: unknown[], positional: readonly unknown[], rest: Map<string, unknown>): void {
    for (const special of this.#implicit) bound.push(this.#special(special, positional, rest))
    if (!this.#implicit.includes('kwargs')) this.#noneLeft(rest)
    if (!this.#implicit.includes('varargs')) this.#notTooMany(positional.length)
  }

  #special(special: Implicit, positional: readonly unknown[], rest: Map<string, unknown>): unknown {
    if (special === 'varargs') return this.#host.values.tuple(positional.slice(this.#parameters.length))
    if (special === 'kwargs') return Object.fromEntries(rest)
    const caller = rest.get('caller')
    rest.delete('caller')
    return caller ?? new this.#host.undefined({ path: 'caller', hint: 'No caller defined' })
  }

  #noneLeft(rest: ReadonlyMap<string, unknown>): void {
    const [first] = rest.keys()
    if (first === undefined) return
    const argument = rest.has('caller') ? 'caller' : first
    if (this.#parameters.includes(argument)) fault('duplicate-argument', { callee: this.#name, argument })
    if (this.#host.lenientCalls) return
    fault('unknown-argument', { callee: this.#name, argument, known: this.#parameters })
  }

  #notTooMany(got: number): void {
    const most = this.#parameters.length
    if (got > most && !this.#host.lenientCalls) fault('too-many-arguments', { callee: this.#name, most, got })
  }
}

/** The value of a parameter that got no argument and has no default. */
export function unfilled(scope: Scope, parameter: string): unknown {
  return scope.missing({ path: parameter, hint: `parameter '${parameter}' was not provided` })
}

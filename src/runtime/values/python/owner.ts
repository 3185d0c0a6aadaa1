import { typeName } from './types.js'

/** Modules of the types that are none of Python's built-in ones, by name of type. */
const MODULES: Readonly<Record<string, string>> = {
  Markup: 'markupsafe',
  Namespace: 'jinja2.utils',
  Cycler: 'jinja2.utils',
  Joiner: 'jinja2.utils',
  LoopContext: 'jinja2.runtime',
  Macro: 'jinja2.runtime',
  BlockReference: 'jinja2.runtime',
  TemplateReference: 'jinja2.runtime',
  Undefined: 'jinja2.runtime',
  TemplateModule: 'jinja2.environment',
  Template: 'jinja2.environment',
  datetime: 'datetime',
  date: 'datetime',
  time: 'datetime',
  timedelta: 'datetime',
  Decimal: 'decimal',
}

/** What Jinja's messages call a value that something was looked for in: `dict object`, `jinja2.utils.Cycler object`. */
export function owner(value: unknown): string {
  return value === null ? 'None' : `${qualifiedName(value)} object`
}

/** The type's name with its module; a class of the caller's can say what Python calls it in a static `pythonName`. */
function qualifiedName(value: unknown): string {
  const given = givenName(value)
  if (given !== null) return given
  const name = typeName(value)
  return Object.hasOwn(MODULES, name) ? `${MODULES[name]}.${name}` : name
}

function givenName(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null
  const made: unknown = value.constructor
  const named = typeof made === 'function' && Object.hasOwn(made, 'pythonName')
  return named && 'pythonName' in made && typeof made.pythonName === 'string' ? made.pythonName : null
}

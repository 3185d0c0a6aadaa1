import type { BugCase } from './formats.js'

/** What a recorded defect needs besides its templates and context. */
export interface Setup {
  readonly vars?: Readonly<Record<string, unknown>>
  readonly filters?: Readonly<Record<string, (...args: never[]) => unknown>>
  readonly options?: Readonly<Record<string, unknown>>
  /** Text that replaces the entry's. */
  readonly source?: string
  /** Renders the entry's text as a string template of this name. */
  readonly name?: string
  /** Why it is not run. */
  readonly skip?: string
}

/** The set-up a defect describes, or null when its words are not known here. */
export function setupFor({ how, context_fn: described, templates }: BugCase): Setup | null {
  const byWords = byHow[how ?? ''] ?? (/^(async|loader async)/.test(how ?? '') ? asynchronous : null)
  const byVars = described === undefined ? {} : byContext[described]
  if (byWords === null || byVars === undefined) return null
  const bySource = sources[Object.values(templates)[0] ?? ''] ?? {}
  return { ...byWords, ...byVars, ...bySource }
}

const asynchronous: Setup = { skip: 'asynchronous' }

class OwnError extends Error {
  readonly code = 'E42'
}

function thrower(error: Error): () => never {
  return () => {
    throw error
  }
}

/** Set-ups by the words of `how`. */
const byHow: Readonly<Record<string, Setup>> = {
  '': {},
  throwOnUndefined: { options: { undefined: 'strict' } },
  'filter throws': { filters: { throws: thrower(new Error('filter broke')) } },
  'throw MyErr{code:E42}': { filters: { throws: thrower(new OwnError('filter broke')) } },
  'getter throws': {
    vars: {
      o: Object.defineProperty({}, 'g', { get: thrower(new Error('getter broke')), enumerable: true }),
    },
  },
  'tags [% %] [= =] [# #]': {
    options: { delimiters: { block: ['[%', '%]'], output: ['[=', '=]'], comment: ['[#', '#]'] } },
  },
  'secret = function(){ return "password123" }': { vars: { secret: () => 'password123' } },
  'f.meta = "M"': withSharedFunction(),
  'data = {"name":"bob","__keywords":true,"admin":true}': {
    vars: { data: { name: 'bob', __keywords: true, admin: true } },
  },
  'p = Promise.resolve(5)': { vars: { p: Promise.resolve(5) } },
  'filter is an async function, not registered as async': {
    filters: { promised: async (value: unknown) => `${value}!` },
  },
  'r = env.render(...) without callback': { filters: { slow: async (value: unknown) => `${value}!` } },
  'render(cb)': {},
  'renderString(src, ctx, "main.njk")': { name: 'main.njk' },
  'renderString(`{% include "./i" %}`) with a name': {},
  'FileSystemLoader("<root>/views"), sibling folder views-secret': {},
}

/** Vars by the words of `context_fn`. */
const byContext: Readonly<Record<string, Setup>> = {
  'f = (...args) => JSON.stringify(args)': { vars: { f: (...args: unknown[]) => JSON.stringify(args) } },
}

/** Set-ups the record leaves to the reader, by the first template's text. */
const sources: Readonly<Record<string, Setup>> = {
  '{{ xs|join(",", "a.b") }}': { vars: { xs: [{ a: { b: 1 } }, { a: { b: 2 } }] } },
  '{{ ((( ... 5000 ... ))) }}': { source: `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}` },
  '# if true\nx\n# endif': { options: { delimiters: { lineStatement: '#' } } },
  '<a title={{ x }}>': { options: { autoescape: 'contextual' } },
  '{{ "<b>bold text</b>"|safe|truncate(6) }}': { options: { autoescape: 'contextual' } },
  'configure({autoescape:true}); configure({autoescape:false}); renderString({{ "<" }})': {
    skip: 'about an API, not a template',
  },
}

function withSharedFunction(): Setup {
  const f = Object.assign(() => '', { meta: 'M' })
  return { vars: { f, o: { f } } }
}

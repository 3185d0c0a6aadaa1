import { Lru } from '../cache/lru.js'
import { viewError } from '../diagnostics/view-error.js'
import { preferred } from './accept.js'
import type { Environ } from './contract.js'
import type { Init } from './init.js'
import { MEDIA_TYPES, type MediaType, mediaTypeOf } from './media-types.js'
import type { Templates } from './templates.js'

/** What a request gets: a template, all of it or a block. */
export interface Choice {
  readonly template: string
  readonly block: string | null
  /** The header; undefined when `init` has it. */
  readonly contentType: string | undefined
  /** The headers of requests that had a say. */
  readonly vary: readonly string[]
  /** What tells this choice from others at the same address. */
  readonly variant: string
}

/** Nothing that a request would accept, and what there is. */
export interface NoChoice {
  readonly offered: readonly MediaType[]
}

/** Finds the template of a name: the name's own, or for one without an ending what the client likes best. */
export class Chooser {
  readonly #templates: Templates
  readonly #variants = new Lru<string, readonly MediaType[]>(400)
  /** Choices that depend on nothing but the name. */
  readonly #plain = new Lru<string, Choice>(400)

  constructor(templates: Templates) {
    this.#templates = templates
  }

  /** The choice; at once where nothing has to be looked for. Throws `ViewError`: unknown-type, no-variant. */
  choose(environ: Environ, name: string, init: Init): Choice | Promise<Choice | NoChoice> {
    const known = this.#plain.get(name)
    if (known !== undefined) return partOf(environ, known, init)
    const { template, block } = splitName(name)
    const type = mediaTypeOf(template)
    const isGiven = hasOwnType(init)
    if (type === null && !isGiven) return this.#negotiate(environ, { template, block }, init)
    if (!type && !isGiven) return viewError('unknown-type', { name: template, endings: ENDINGS })
    const choice = { template, block, contentType: type?.header, vary: NOTHING, variant: '' }
    if (type) this.#plain.set(name, choice)
    return partOf(environ, choice, init)
  }

  async #negotiate(environ: Environ, { template, block }: Named, init: Init): Promise<Choice | NoChoice> {
    const offered = await this.#typesOf(template)
    if (offered.length === 0) return viewError('no-variant', { name: template, endings: ENDINGS })
    const type = preferred(environ.HTTP_ACCEPT, offered)
    if (type === null) return { offered }
    const { ending: variant, header: contentType } = type
    const choice = { template: `${template}.${variant}`, block, contentType, vary: ['Accept'], variant }
    return partOf(environ, choice, init)
  }

  /** The types there are templates of. Looked for once, since templates rarely come while a server runs. */
  async #typesOf(name: string): Promise<readonly MediaType[]> {
    const known = this.#variants.get(name)
    if (known !== undefined) return known
    const found: MediaType[] = []
    for (const type of MEDIA_TYPES) if (await this.#templates.has(`${name}.${type.ending}`)) found.push(type)
    if (found.length > 0 && !this.#templates.mayChange()) this.#variants.set(name, found)
    return found
  }
}

const NOTHING: readonly string[] = Object.freeze([])
const ENDINGS = MEDIA_TYPES.map(({ ending }) => `.${ending}`)

interface Named {
  readonly template: string
  readonly block: string | null
}

/** `page.html#list`: a template and one of its blocks. */
function splitName(name: string): Named {
  const at = name.lastIndexOf('#')
  return at < 0 ? { template: name, block: null } : { template: name.slice(0, at), block: name.slice(at + 1) }
}

function hasOwnType({ headers }: Init): boolean {
  return headers !== undefined && Object.hasOwn(headers, 'content-type')
}

/** What htmx sends; boosted links and its own history want whole pages. */
const HTMX = ['HX-Request', 'HX-Boosted', 'HX-History-Restore-Request']

/** The choice, or for a page with a fragment that block of it where htmx asks for one. */
function partOf(environ: Environ, choice: Choice, { fragment }: Init): Choice {
  if (fragment === undefined || choice.block !== null) return choice
  const vary = [...choice.vary, ...HTMX]
  const isPart =
    environ.HTTP_HX_REQUEST === 'true' &&
    environ.HTTP_HX_BOOSTED !== 'true' &&
    environ.HTTP_HX_HISTORY_RESTORE_REQUEST !== 'true'
  if (!isPart) return { ...choice, vary }
  const variant = choice.variant === '' ? fragment : `${choice.variant};${fragment}`
  return { ...choice, block: fragment, vary, variant }
}

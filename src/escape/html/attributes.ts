import { type Facts, TEXT } from '../context.js'
import { type Language, SCRIPT, STYLE, type Url, urlFor } from '../language.js'
import { REFRESH } from '../languages/refresh.js'
import { ANIMATIONS, isControl } from './elements.js'

/** An attribute in its tag. */
export interface Attribute {
  readonly element: string
  readonly name: string
  readonly facts: Facts
  /** Whether the element is one of SVG. */
  readonly svg: boolean
}

/** The language that the value of an attribute is written in; null for plain text. */
export function attributeLanguage(attribute: Attribute): Language | null {
  const { element, name } = attribute
  if (isControl(element, name)) return CONTROL
  if (element === 'iframe' && name === 'srcdoc') return { kind: 'html', inner: TEXT.key }
  if (element === 'meta' && name === 'content') return metaContent(attribute.facts)
  if (ANIMATIONS.has(element) && ANIMATED.has(name)) return animatedValue(attribute.facts)
  return anywhere(attribute, localName(name))
}

const CONTROL: Language = { kind: 'control', text: '' }

/** What attributes are whatever the element. */
function anywhere(attribute: Attribute, local: string): Language | null {
  if (local.startsWith('on') || attribute.name.startsWith('on')) return SCRIPT
  if (local === 'style' || (attribute.svg && PRESENTATION.has(local))) return STYLE
  if (local === 'srcset' || local === 'imagesrcset') return { kind: 'srcset', url: urlFor('media') }
  const use = urlUse(attribute, local)
  return use === null ? null : urlFor(use)
}

/** The name after a namespace's prefix; names that frameworks give a meaning (`:href`, `v-bind:href`) have none. */
function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon > 0 && /^[a-z]+$/.test(name.slice(0, colon)) && !name.startsWith('xmlns:')
    ? name.slice(colon + 1)
    : name
}

/** Attributes of SVG that are declarations of CSS, in which `url()` may stand. */
const PRESENTATION: ReadonlySet<string> = new Set(
  'clip-path cursor fill filter marker marker-end marker-mid marker-start mask stroke'.split(' '),
)

const ANIMATED: ReadonlySet<string> = new Set(['to', 'from', 'by', 'values'])

/** What an animation sets takes values when it is known not to be an address. */
function animatedValue(facts: Facts): Language | null {
  const target = factOf(facts, 'attributename')
  return target === undefined || target === null || /href|^on|style/.test(target)
    ? { kind: 'control', text: '' }
    : null
}

/** A `meta` that is something else for certain has plain content; that of a policy takes no values. */
function metaContent(facts: Facts): Language | null {
  const pragma = factOf(facts, 'http-equiv')
  if (pragma === undefined) return facts.length > 0 ? null : REFRESH
  if (pragma === null || pragma === 'refresh') return REFRESH
  return pragma.startsWith('content-security-policy') ? CONTROL : null
}

/** The first value of an attribute of the open tag: null when it is not fixed, undefined when it is absent. */
export function factOf(facts: Facts, name: string): string | null | undefined {
  return facts.find(([known]) => known === name)?.[1]
}

type Use = Url['use']

/** Attributes with addresses, by element; `*` is for all others (HTML standard, index of attributes; SVG 2). */
const ADDRESSES: Readonly<Record<string, Readonly<Record<string, Use>>>> = {
  href: { base: 'resource', script: 'resource', image: 'media', feimage: 'media', use: 'media', '*': 'nav' },
  src: {
    script: 'resource',
    iframe: 'resource',
    frame: 'resource',
    embed: 'resource',
    portal: 'resource',
    '*': 'media',
  },
  data: { object: 'resource' },
  action: { '*': 'nav' },
  formaction: { '*': 'nav' },
  cite: { '*': 'nav' },
  ping: { '*': 'nav' },
  attributionsrc: { '*': 'nav' },
  longdesc: { '*': 'nav' },
  profile: { '*': 'nav' },
  base: { '*': 'nav' },
  poster: { '*': 'media' },
  background: { '*': 'media' },
  icon: { '*': 'media' },
  dynsrc: { '*': 'media' },
  lowsrc: { '*': 'media' },
  usemap: { '*': 'nav' },
  manifest: { '*': 'resource' },
  codebase: { '*': 'resource' },
  classid: { '*': 'resource' },
  archive: { '*': 'resource' },
  code: { applet: 'resource', embed: 'resource' },
}

function urlUse({ element, facts, name }: Attribute, local: string): Use | null {
  if (element === 'link' && local === 'href') return linkUse(factOf(facts, 'rel'))
  if (local === 'base' && name !== 'xml:base') return null
  const uses = ADDRESSES[local]
  return uses?.[element] ?? uses?.['*'] ?? null
}

/** Links that load nothing that runs or styles. */
const HARMLESS_LINKS: ReadonlySet<string> = new Set(
  (
    'alternate amphtml apple-touch-icon apple-touch-icon-precomposed apple-touch-startup-image archives author bookmark ' +
    'canonical contents dns-prefetch edituri first fluid-icon help home icon image_src index last license ' +
    'mask-icon me next nofollow noopener noreferrer openid.delegate openid.server pingback preconnect prefetch ' +
    'preload prev previous privacy-policy publisher search self shortcut shortlink sitemap start tag ' +
    'terms-of-service up webmention wlwmanifest'
  ).split(' '),
)

function linkUse(rel: string | null | undefined): Use {
  if (rel === null || rel === undefined || rel === '') return 'resource'
  const kinds = rel.split(/\s+/).filter((kind) => kind !== '')
  if (!kinds.every((kind) => HARMLESS_LINKS.has(kind))) return 'resource'
  return kinds.some((kind) => kind.includes('icon') || kind.includes('image')) ? 'media' : 'nav'
}

const MIME =
  /^(?:application|text)\/(?:x-)?(?:javascript(?:1\.[0-5])?|ecmascript|jscript|livescript|babel|jsx|tsx|typescript)$/
const JSON_TYPE = /^(?:application\/(?:[\w.-]+\+)?json|text\/json|speculationrules)$/

/** What the text of a `<script>` is; types that are not fixed count as JavaScript. */
export function scriptKind(facts: Facts): 'js' | 'json' | 'importmap' | 'data' {
  const type = factOf(facts, 'type') ?? typeOfLanguage(facts)
  const essence = (type.split(';')[0] ?? '').trim()
  if (essence === '' || essence === 'module' || MIME.test(essence)) return 'js'
  if (essence === 'importmap') return 'importmap'
  return JSON_TYPE.test(essence) ? 'json' : 'data'
}

/** The old attribute `language` counts where there is no type. */
function typeOfLanguage(facts: Facts): string {
  const language = factOf(facts, 'language')
  const typed = facts.some(([name]) => name === 'type')
  return typed || !language ? '' : `text/${language}`
}

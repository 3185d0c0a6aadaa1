import { Attributes } from './attributes.js'
import { type ElementRules, PRINTED } from './elements.js'
import type { Spot } from './spot.js'

type Mode =
  | 'text'
  /** After `<`, or `</`. */
  | 'open'
  | 'name'
  | 'tag'
  | 'attribute'
  /** After an attribute's name. */
  | 'after'
  /** After `=`. */
  | 'before'
  | 'value'
  /** In what `until` ends: a comment, a section, a declaration. */
  | 'skip'
  | 'raw'

/** Where a reader is in a document. */
export interface Place {
  readonly mode: Mode
  /** The name of the tag that is being read, or of the element with raw text. */
  readonly name: string
  readonly isEnd: boolean
  readonly spot: Spot
  readonly attributes: Attributes
  /** The name of the attribute that is being read. */
  readonly attribute: string
  readonly attributeSpot: Spot
  /** What a value or something skipped ends with; empty for a value without quotes. */
  readonly until: string
  /** Whether the last that was read in the tag is a `/`. */
  readonly slash: boolean
  /** How many elements of SVG and MathML are around. */
  readonly foreign: number
}

/** Who is told of tags. */
export interface Listener {
  opened(name: string, spot: Spot): void
  closed(name: string, spot: Spot): void
  /** An end tag of an element that has none. */
  needless(name: string, spot: Spot): void
  repeated(attribute: string, spot: Spot, first: Spot): void
}

const NOWHERE: Spot = { node: { span: { start: 0, end: 0 } }, at: 0, length: 0 }

/** A new place in text. */
export function start(): Place {
  return {
    ...{ mode: 'text', name: '', isEnd: false, spot: NOWHERE, attributes: new Attributes(null) },
    ...{ attribute: '', attributeSpot: NOWHERE, until: '', slash: false, foreign: 0 },
  }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Finds the tags in the static text of a template, which comes in pieces with printed values in between. */
export class Reader {
  readonly #rules: ElementRules
  readonly #listener: Listener
  #place: Mutable<Place> = start()
  #node: Spot['node'] = NOWHERE.node
  #text = ''
  #at = 0

  constructor(rules: ElementRules, listener: Listener) {
    this.#rules = rules
    this.#listener = listener
  }

  get place(): Place {
    return { ...this.#place }
  }

  set place(place: Place) {
    this.#place = { ...place }
  }

  /** Whether the document is between tags. */
  get isBetween(): boolean {
    return this.#place.mode === 'text'
  }

  /** Reads static text. */
  text(node: { readonly span: Spot['node']['span']; readonly text: string }): void {
    this.#node = node
    this.#text = node.text
    this.#at = 0
    while (this.#at < this.#text.length) {
      const { mode } = this.#place
      const at = this.#at
      this.#steps[mode]()
      if (this.#at === at && this.#place.mode === mode) this.#at++
    }
  }

  /** Something is printed of which nothing is known. */
  printed(): void {
    const place = this.#place
    if (place.mode === 'open') this.#begin(PRINTED, 0)
    else if (place.mode === 'name') place.name += PRINTED
    else if (place.mode === 'attribute') place.attribute = PRINTED
    else if (place.mode === 'before') Object.assign(place, { mode: 'value', until: '' })
    else if (place.mode === 'tag' || place.mode === 'after') {
      Object.assign(place, { mode: 'attribute', attribute: PRINTED, slash: false })
    }
  }

  /** An entry for each mode: reads on, or changes the mode. */
  readonly #steps: Readonly<Record<Mode, () => void>> = {
    text: () => this.#betweenTags(),
    open: () => this.#afterLess(),
    name: () => this.#tagName(),
    tag: () => this.#inTag(),
    attribute: () => this.#attributeName(),
    after: () => this.#afterName(),
    before: () => this.#beforeValue(),
    value: () => this.#value(),
    skip: () => this.#skip(),
    raw: () => this.#raw(),
  }

  #betweenTags(): void {
    const at = this.#text.indexOf('<', this.#at)
    this.#at = at < 0 ? this.#text.length : at + 1
    if (at >= 0) Object.assign(this.#place, { mode: 'open', isEnd: false, spot: this.#spot(at, 1) })
  }

  #afterLess(): void {
    const rest = this.#text.slice(this.#at, this.#at + SECTION.length)
    const place = this.#place
    if (rest.startsWith('/') && !place.isEnd) {
      place.isEnd = true
      this.#at++
    } else if (NAME_START.test(rest)) this.#begin('', 1)
    else if (rest.startsWith('!--')) this.#skipTo('-->', 3)
    else if (rest === SECTION) this.#skipTo(']]>', SECTION.length)
    else if (rest.startsWith('!')) this.#skipTo('>', 1)
    else if (rest.startsWith('?')) this.#skipTo('?>', 1)
    else place.mode = 'text'
  }

  #begin(name: string, length: number): void {
    const { spot, isEnd } = this.#place
    const whole = { ...spot, length: length + Number(isEnd) + 1 }
    Object.assign(this.#place, { mode: 'name', name, spot: whole, slash: false })
    this.#place.attributes = new Attributes(null)
  }

  #skipTo(until: string, length: number): void {
    Object.assign(this.#place, { mode: 'skip', until })
    this.#at += length
  }

  #tagName(): void {
    const read = this.#read(NAME)
    const place = this.#place
    place.name += read
    place.spot = { ...place.spot, length: place.name.length + Number(place.isEnd) + 1 }
    if (this.#at < this.#text.length) place.mode = 'tag'
  }

  #inTag(): void {
    this.#read(SPACE)
    const unit = this.#text.charAt(this.#at)
    const place = this.#place
    if (unit === '>') this.#tagEnd()
    else if (unit === '/') {
      place.slash = true
      this.#at++
    } else if (unit !== '') {
      Object.assign(place, { mode: 'attribute', attribute: '', slash: false })
      place.attributeSpot = this.#spot(this.#at, 0)
      if (unit === '=') this.#at++
    }
  }

  #attributeName(): void {
    const read = this.#read(ATTRIBUTE_NAME)
    const place = this.#place
    if (place.attribute !== PRINTED) place.attribute += read
    if (this.#at < this.#text.length) place.mode = 'after'
  }

  #afterName(): void {
    this.#read(SPACE)
    const unit = this.#text.charAt(this.#at)
    if (unit === '') return
    this.#named()
    if (unit === '=') this.#at++
    this.#place.mode = unit === '=' ? 'before' : 'tag'
  }

  /** The tag has one attribute more. */
  #named(): void {
    const { attribute, attributeSpot, attributes, isEnd } = this.#place
    if (attribute.includes('{') && attribute !== PRINTED) attributes.giveUp()
    const name = this.#rules.nameOf(attribute)
    if (isEnd || !REASONABLE.test(name)) return
    const spot = { ...attributeSpot, length: attribute.length }
    const first = attributes.add(name, spot)
    if (first !== null) this.#listener.repeated(name, spot, first)
  }

  #beforeValue(): void {
    this.#read(SPACE)
    const unit = this.#text.charAt(this.#at)
    if (unit === '') return
    const quoted = unit === '"' || unit === "'"
    if (quoted) this.#at++
    if (unit === '>') this.#place.mode = 'tag'
    else Object.assign(this.#place, { mode: 'value', until: quoted ? unit : '' })
  }

  #value(): void {
    const place = this.#place
    if (place.until === '') {
      this.#read(BARE)
      if (this.#at < this.#text.length) place.mode = 'tag'
    } else if (this.#pass(place.until)) place.mode = 'tag'
  }

  #skip(): void {
    if (this.#pass(this.#place.until)) this.#place.mode = 'text'
  }

  /** Text that is no markup, up to the end tag of its element. */
  #raw(): void {
    const end = new RegExp(`</${this.#place.name}(?=[\\s/>])`, 'gi')
    end.lastIndex = this.#at
    const found = end.exec(this.#text)
    this.#at = found === null ? this.#text.length : found.index
    if (found !== null) this.#place.mode = 'text'
  }

  #tagEnd(): void {
    this.#at++
    const place = this.#place
    const name = this.#rules.nameOf(place.name)
    place.mode = 'text'
    if (!REASONABLE.test(name.replaceAll(PRINTED, 'x'))) return
    if (place.isEnd) this.#endTag(name, place)
    else this.#startTag(name, place)
  }

  #endTag(name: string, place: Mutable<Place>): void {
    if (FOREIGN.test(name)) place.foreign = Math.max(0, place.foreign - 1)
    if (this.#rules.isVoid(name)) this.#listener.needless(name, place.spot)
    else this.#listener.closed(name, place.spot)
  }

  #startTag(name: string, place: Mutable<Place>): void {
    const foreign = place.foreign > 0
    // No element of SVG has the name of one; what has it is in a foreignObject, or ends the SVG.
    if (this.#rules.isVoid(name)) return
    if (place.slash && this.#rules.closesItself(name, foreign)) return
    if (FOREIGN.test(name)) place.foreign++
    if (this.#rules.isRaw(name, foreign)) Object.assign(place, { mode: 'raw', name })
    this.#listener.opened(name, place.spot)
  }

  #read(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const [read = ''] = pattern.exec(this.#text) ?? []
    this.#at += read.length
    return read
  }

  /** Goes behind the next `end`; whether there is one in the text. */
  #pass(end: string): boolean {
    const at = this.#text.indexOf(end, this.#at)
    this.#at = at < 0 ? this.#text.length : at + end.length
    return at >= 0
  }

  #spot(at: number, length: number): Spot {
    return { node: this.#node, at, length }
  }
}

const SECTION = '![CDATA['
const NAME_START = /^[a-z_:]/i
const NAME = /[^\s/>]*/y
const SPACE = /\s*/y
const ATTRIBUTE_NAME = /[^\s/>=]*/y
const BARE = /[^\s>]*/y
const FOREIGN = /^(?:svg|math)$/i
/** Names as people give them; anything else is text that only looks like a tag. */
const REASONABLE = /^[\p{L}_:][\p{L}\p{N}_:.-]*$/u

/** Level two of the lexer: the inside of tags. */
import { type Bracket, Brackets } from './brackets.js'
import { isBlank, isDigit, isLetter, isWhitespace, skipWhitespace, trimEnd, wordEnd } from './characters.js'
import type { Findings } from './findings.js'
import { Literals, NO_LITERAL } from './literals.js'
import { type Opening, type Sign, signAt } from './openings.js'
import { isForeign, type Operator, operatorAt } from './operators.js'
import type { LexerSyntax } from './syntax.js'
import { type Closing, type TagForm, type TagKind, tagForms } from './tag-form.js'
import { Name, OutputOpen, Skipped, TagEnd, TagInner, TagOpen, type TagRole, TagUnknown } from './tokens.js'
import { textStart } from './whitespace-control.js'
import { Words } from './words.js'

const TAG_TYPES = { open: TagOpen, inner: TagInner, end: TagEnd } satisfies Record<TagRole, unknown>

/** Where text continues while the tag has not ended yet. */
const INSIDE = -1

/**
 * Scans the tags of one source, one after the other. Every tag gets a closing token and every bracket its partner;
 * those the source lacks are empty tokens, and one problem says so.
 */
export class TagScanner {
  readonly #text: string
  readonly #syntax: LexerSyntax
  readonly #found: Findings
  readonly #literals: Literals
  readonly #forms: Readonly<Record<TagKind, TagForm>>
  /** Opening delimiters that end a tag wherever they stand, and those that do after an operand. */
  readonly #foreignOpeners: readonly string[]
  readonly #braceOpeners: readonly string[]
  /** The first units of all delimiters and their signs: elsewhere no tag ends. */
  readonly #suspects: ReadonlySet<number>
  readonly #brackets = new Brackets()
  readonly #words = new Words()
  #form: TagForm
  #bodyStart = 0
  #at = 0
  #lastEnd = 0
  #textFrom = INSIDE
  #operandEnded = false
  /** The current tag is the one whose `-` is ignored, as long as no `=` is found in it. */
  #deaf = false

  constructor(text: string, syntax: LexerSyntax, found: Findings) {
    this.#text = text
    this.#syntax = syntax
    this.#found = found
    this.#literals = new Literals(text, syntax, found)
    this.#forms = tagForms(syntax)
    this.#form = this.#forms.output
    const { block, output } = syntax.delimiters
    const openers = [block[0], output[0]]
    this.#foreignOpeners = openers.filter(isForeign)
    this.#braceOpeners = openers.filter((opener) => opener.startsWith('{') && !isForeign(opener))
    this.#suspects = new Set([...block, ...output, '+', '-'].map((delimiter) => delimiter.charCodeAt(0)))
  }

  /** Scans the tag of this kind that `opening` opens; returns the offset where text continues. */
  scan(kind: TagKind, opening: Opening): number {
    this.#form = this.#forms[kind]
    this.#bodyStart = opening.end
    this.#textFrom = INSIDE
    this.#operandEnded = false
    this.#deaf = false
    if (kind === 'output') this.#found.token(OutputOpen, opening.delimiter, opening.end)
    this.#advance(kind === 'output' ? opening.end : this.#head(opening))
    while (this.#textFrom === INSIDE) {
      if (!this.#ends()) this.#step()
    }
    return this.#textFrom
  }

  #head({ delimiter, end }: Opening): number {
    const nameStart = skipWhitespace(this.#text, end)
    const nameEnd = this.#mayBeName(end, nameStart) ? wordEnd(this.#text, nameStart) : nameStart
    if (nameEnd === nameStart) {
      this.#found.token(TagUnknown, delimiter, end)
      return end
    }
    const word = this.#words.word(this.#text.slice(nameStart, nameEnd))
    const name = word.text
    if (!word.isIdentifier) this.#badName(name, nameStart)
    this.#deaf = name === this.#syntax.deafTag
    const role = this.#syntax.tagRole(name)
    this.#found.token(role === null ? TagUnknown : TAG_TYPES[role], delimiter, nameEnd, name)
    return nameEnd
  }

  #mayBeName(from: number, start: number): boolean {
    if (isDigit(this.#text.charCodeAt(start))) return false
    const { close } = this.#form
    if (close === null) return lineEnd(this.#text, from) === INSIDE
    return close === '' || !this.#text.startsWith(close, start)
  }

  #badName(name: string, start: number): void {
    this.#found.problem('bad-identifier', { start, end: start + name.length }, { text: name })
  }

  #advance(end: number): void {
    this.#at = end
    this.#lastEnd = end
  }

  // Ends of tags

  #ends(): boolean {
    const suspect = this.#suspects.has(this.#text.charCodeAt(this.#at))
    if (this.#form.close === null ? this.#lineEnds() : suspect && (this.#closes() || this.#closesWrongly())) {
      return true
    }
    return (this.#at >= this.#text.length || (suspect && this.#interrupted())) && this.#unclosed()
  }

  #lineEnds(): boolean {
    if (this.#brackets.expected !== null) return false
    const end = lineEnd(this.#text, this.#at)
    return end !== INSIDE && this.#close(end, '')
  }

  #closes(): boolean {
    if (this.#brackets.expected !== null) return false
    const sign = this.#closingSign(this.#at)
    return sign !== null && this.#close(this.#at + sign.length + (this.#form.close ?? '').length, sign)
  }

  /** The sign of the tag's own closing delimiter at an offset, or null when it is not there. */
  #closingSign(at: number): Sign | null {
    const { close, signs } = this.#form
    if (close === null || close === '') return null
    const sign = signAt(this.#text, at)
    if (sign !== '' && signs.includes(sign) && this.#text.startsWith(close, at + 1)) return sign
    return this.#text.startsWith(close, at) ? '' : null
  }

  #close(end: number, sign: Sign): true {
    this.#found.token(this.#form.closeType, this.#at, end)
    this.#textFrom = textStart(this.#text, end, this.#deaf ? '' : sign, this.#form.trims)
    this.#found.whitespace(end, this.#textFrom)
    return true
  }

  /** Ends the tag at a closing delimiter that cannot be anything else: inside brackets, or of the other kind. */
  #closesWrongly(): boolean {
    if (this.#syntax.patient === true) return false
    const wrong = this.#form.closings.find(
      (closing) => this.#text.startsWith(closing.text, this.#at) && this.#isMisplaced(closing),
    )
    if (wrong === undefined) return false
    const { expected } = this.#brackets
    const bracket = wrong.bracketAt === -1 ? wrong.text : wrong.text.charAt(wrong.bracketAt)
    const span = { start: this.#at, end: this.#at + wrong.text.length }
    const found = bracket === expected ? wrong.text : bracket
    this.#found.problem('unbalanced-bracket', span, { found, expected })
    this.#closeBrackets(this.#at)
    return this.#close(span.end, '')
  }

  #isMisplaced({ text, bracketAt, foreign }: Closing): boolean {
    const { expected } = this.#brackets
    if (!foreign) return bracketAt === 0 && text.charAt(0) !== expected
    // In `{{ a %}}` the modulo sign has no operand, but the tag's own delimiter is there.
    return expected !== null || bracketAt === -1 || this.#closingSign(this.#at + bracketAt) === null
  }

  #interrupted(): boolean {
    if (this.#syntax.patient === true) return false
    const opens = (opener: string) => this.#text.startsWith(opener, this.#at)
    return this.#foreignOpeners.some(opens) || (this.#operandEnded && this.#braceOpeners.some(opens))
  }

  #unclosed(): true {
    const end = this.#lastEnd
    const { kind, close, closeType } = this.#form
    const expected = close ?? this.#brackets.expected ?? '\n'
    const id = kind === 'output' ? 'unclosed-output' : 'unclosed-tag'
    this.#found.problem(id, { start: end, end }, { expected })
    this.#closeBrackets(end)
    this.#found.token(closeType, end, end)
    this.#textFrom = this.#at
    return true
  }

  // Tokens

  #step(): void {
    const code = this.#text.charCodeAt(this.#at)
    if (!isWhitespace(code)) {
      this.#advance(this.#token(code))
      return
    }
    const end = skipWhitespace(this.#text, this.#at)
    this.#found.whitespace(this.#at, end)
    this.#at = end
  }

  /** Adds the token at the current offset; returns its end, as all methods do that add one kind of token. */
  #token(code: number): number {
    if (isLetter(code)) return this.#word()
    if (isDigit(code)) return this.#operand(this.#literals.number(this.#at))
    if (code === 0x27 || code === 0x22) return this.#string()
    const operator = operatorAt(this.#text, this.#at, this.#syntax.strictEquality)
    if (operator !== null) return this.#operator(operator)
    if (code >= 0x80 && wordEnd(this.#text, this.#at) > this.#at) return this.#word()
    return this.#unexpected()
  }

  #operand(end: number): number {
    this.#operandEnded = true
    return end
  }

  #word(): number {
    const start = this.#at
    const end = this.#nameEnd(start)
    const word = this.#words.word(this.#text.slice(start, end))
    const name = word.text
    if (name === 'r' && this.#syntax.regexLiterals && !this.#operandEnded && this.#text[end] === '/') {
      const patternEnd = this.#literals.pattern(start, this.#form.close)
      if (patternEnd !== NO_LITERAL) return this.#operand(patternEnd)
    }
    if (!word.isIdentifier && !name.endsWith('?')) this.#badName(name, start)
    this.#found.token(Name, start, end, name)
    this.#operandEnded = !word.isOperator
    return end
  }

  #nameEnd(start: number): number {
    const end = wordEnd(this.#text, start)
    return this.#syntax.questionNames && this.#text[end] === '?' ? end + 1 : end
  }

  #string(): number {
    const end = this.#literals.string(this.#at)
    if (end !== NO_LITERAL) return this.#operand(end)
    const stop = this.#literals.unclosedString(this.#at, this.#form.close)
    // The missing brackets are most likely in the string: one mistake, one problem.
    this.#closeBrackets(stop)
    return this.#operand(stop)
  }

  #operator(operator: Operator): number {
    const end = this.#at + operator.text.length
    this.#operandEnded = operator.closes
    if (operator.text === '=') this.#deaf = false
    if (operator.closes) return this.#closeBracket(operator)
    if (operator.closer !== null) this.#brackets.push(operator.closer)
    this.#found.token(operator.type, this.#at, end)
    return end
  }

  /**
   * Closes a bracket. A wrong one closes the outer bracket it belongs to, and those inside; else it stands for the
   * right one, which the parser then sees; where no bracket is open it is skipped.
   */
  #closeBracket(bracket: Bracket): number {
    const start = this.#at
    const end = start + bracket.text.length
    const { expected } = this.#brackets
    if (bracket.text !== expected) {
      this.#found.problem('unbalanced-bracket', { start, end }, { found: bracket.text, expected })
      if (this.#brackets.holds(bracket.text)) this.#closeBrackets(start, bracket.text)
    }
    const closed = this.#brackets.pop()
    if (closed === null) return this.#strayBracket(end)
    this.#found.token(closed.type, start, end)
    return end
  }

  #strayBracket(end: number): number {
    if (this.#endsDelimiter(end)) this.#close(end, '')
    else this.#found.trivium(Skipped, this.#at, end)
    return end
  }

  /** Whether a closing delimiter ends here whose first part was taken for a bracket, as in `{{ {'a': 1 }}`. */
  #endsDelimiter(end: number): boolean {
    return this.#form.closings.some(({ text }) => {
      const start = end - text.length
      return text !== '' && start >= this.#bodyStart && this.#text.startsWith(text, start)
    })
  }

  /** Adds empty closing brackets until `outer` is the innermost one to close; null closes them all. */
  #closeBrackets(at: number, outer: string | null = null): void {
    while (this.#brackets.expected !== outer) {
      const closed = this.#brackets.pop()
      if (closed === null) return
      this.#found.token(closed.type, at, at)
    }
  }

  #unexpected(): number {
    const width = (this.#text.codePointAt(this.#at) ?? 0) > 0xffff ? 2 : 1
    this.#found.unexpected(this.#at, this.#at + width)
    return this.#at + width
  }
}

/**
 * Where a line statement ends that stands before `at`: after the last newline of the whitespace there, so blank lines
 * go with it, or at the end of the text. `INSIDE` when the line goes on.
 */
function lineEnd(text: string, at: number): number {
  const next = skipWhitespace(text, at)
  if (next === text.length) return next
  const end = trimEnd(text, at, next, isBlank)
  return end === at ? INSIDE : end
}

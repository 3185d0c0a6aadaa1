/** What each finding says besides its place; all texts are as they stand in the template. */
export interface FindingData {
  /** Markup that browsers read otherwise than it looks. */
  'bad-html': { reason: BadHtml; text: string }
  /** A printed element name with other text at it. */
  'tag-name': { name: string }
  /** A printed attribute name with other text at it, or two attributes without a space between them. */
  'attr-name': { name: string }
  /** A printed value of an attribute that decides what others mean (`rel`, `sandbox`, `http-equiv` …). */
  'control-attr': { element: string; attribute: string }
  /** A printed type of a script, or a value in a script all of whose values are code (an import map). */
  'script-type': { attribute: string }
  /** An address with a scheme in which values are code, or whose scheme is put together; empty for the latter. */
  'url-scheme': { scheme: string }
  /** The printed host of something that is run or embedded. */
  'url-host': { element: string }
  /** A value that would be part of a JavaScript name; `before` is what it follows: a name, a declaration, a dot, a value. */
  'js-ident': { before: 'a name' | 'a declaration' | 'a dot' | 'a value' }
  /** A literal or comment of JavaScript that does not end. */
  'js-unterminated': { literal: string }
  /** A value between `@import` and its semicolon. */
  'css-import': Record<never, never>
  /** A value after markup in an element whose text is not markup. */
  'raw-markup': { element: string }
  /** A value after the beginning of an escape. */
  'partial-escape': { text: string }
  /** A value after the beginning of a character reference. */
  'partial-charref': { text: string }
  /** A value in a doctype, a declaration or a processing instruction. */
  declaration: Record<never, never>
}

/**
 * Why markup is bad: a quote, `<`, `=` or a backtick in a value without quotes; text after which a comment may end
 * early; markup inside a script or style of SVG.
 */
export type BadHtml = 'unquoted' | 'comment-end' | 'foreign-script'

/** The name of a finding, which is the id of the diagnostic made of it. */
export type FindingId = keyof FindingData

/** What is wrong with a printed value; its place is that of the output. */
export type Refusal = {
  readonly [Id in FindingId]: { readonly id: Id; readonly data: FindingData[Id] }
}[FindingId]

/** Something wrong with static text; `at` and `length` are UTF-16 units in the text that was given. */
export type Finding = Refusal & {
  readonly at: number
  readonly length: number
  /** Whether the page stays safe in spite of it, so that a lenient policy may warn instead. */
  readonly harmless: boolean
}

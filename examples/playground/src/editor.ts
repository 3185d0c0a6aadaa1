import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, type LanguageSupport, syntaxHighlighting } from '@codemirror/language'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { marks, setLinked, setWrong } from './marks.js'
import type { Span, Wrong } from './run/messages.js'

/** How an editor is made. */
export interface EditorOptions {
  readonly parent: HTMLElement
  /** What it is called by screen readers. */
  readonly label: string
  readonly language: LanguageSupport
  /** Whether its text can be changed; it can be selected in any case. */
  readonly editable: boolean
}

/** A text with line numbers and colours, that shows marks and says what is pointed at. */
export class Editor {
  readonly #view: EditorView
  #changed: () => void = () => {}
  #pointed: (offset: number | null) => void = () => {}

  constructor({ parent, label, language, editable }: EditorOptions) {
    const own: Extension = editable
      ? [history(), keymap.of([...defaultKeymap, ...historyKeymap])]
      : [EditorState.readOnly.of(true), keymap.of(defaultKeymap)]
    this.#view = new EditorView({
      parent,
      extensions: [
        ...[own, language, marks, lineNumbers(), bracketMatching(), syntaxHighlighting(classHighlighter)],
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
        EditorView.updateListener.of(({ docChanged, selectionSet, view }) => {
          if (docChanged) this.#changed()
          else if (selectionSet && view.hasFocus) this.#pointed(view.state.selection.main.head)
        }),
        EditorView.domEventHandlers({
          mousemove: ({ clientX, clientY }) => this.#pointed(this.#offsetAt(clientX, clientY)),
          mouseleave: () => this.#pointed(null),
          blur: () => this.#pointed(null),
        }),
      ],
    })
  }

  get text(): string {
    return this.#view.state.doc.toString()
  }

  /** Replaces the text, unless it is that already. */
  set text(text: string) {
    if (text === this.text) return
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } })
  }

  /** Calls back when the text changes. */
  onChange(changed: () => void): void {
    this.#changed = changed
  }

  /** Calls back with the offset of the character below the mouse, or of the caret; null when there is none. */
  onPoint(pointed: (offset: number | null) => void): void {
    this.#pointed = pointed
  }

  /** Marks stretches as belonging to what is pointed at; with `reveal` the first of them comes into view. */
  link(spans: readonly Span[], reveal: boolean): void {
    this.#view.dispatch({ effects: setLinked.of(spans) })
    const first = spans[0]
    if (reveal && first !== undefined) this.#reveal(first.start)
  }

  /** Shows what is wrong below the lines where it is. */
  explain(wrong: readonly Wrong[]): void {
    this.#view.dispatch({ effects: setWrong.of(wrong) })
  }

  /** Scrolls this text only: where panes lie below each other, the page would jump. */
  #reveal(offset: number): void {
    const { scrollDOM } = this.#view
    const { top, bottom } = this.#view.lineBlockAt(offset)
    const { scrollTop, clientHeight } = scrollDOM
    if (top < scrollTop || bottom > scrollTop + clientHeight) scrollDOM.scrollTop = top - clientHeight / 3
  }

  #offsetAt(x: number, y: number): number | null {
    const near = this.#view.posAtCoords({ x, y })
    if (near === null) return null
    // The nearest position may be the end of the character that is meant.
    const found = [near, near - 1].find((offset) => {
      const place = offset < 0 ? null : this.#view.coordsForChar(offset)
      return place !== null && place.left <= x && x < place.right && place.top <= y && y <= place.bottom
    })
    return found ?? null
  }
}

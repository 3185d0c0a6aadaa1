import { type Extension, Prec, type Range, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import type { Span, Wrong } from './run/messages.js'

/** Sets the stretches of an editor that belong to what is pointed at elsewhere. */
export const setLinked = StateEffect.define<readonly Span[]>()

/** Sets what is wrong in an editor. */
export const setWrong = StateEffect.define<readonly Wrong[]>()

/** Editors with both kinds of marks, around the colours of what they mark. */
export const marks: Extension = Prec.lowest([
  field(setLinked, (spans) => spans.map(({ start, end }) => LINKED.range(start, end))),
  field(setWrong, (wrongs, document) => wrongs.flatMap((wrong) => wrongMarks(wrong, document))),
])

const LINKED = Decoration.mark({ class: 'linked' })
const WRONG = Decoration.mark({ class: 'wrong' })

type Document = EditorView['state']['doc']

/** Decorations that an effect sets and that move along with the text. */
function field<T>(
  effect: ReturnType<typeof StateEffect.define<readonly T[]>>,
  decorate: (given: readonly T[], document: Document) => Range<Decoration>[],
): Extension {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(decorations, transaction) {
      const given = transaction.effects.find((each) => each.is(effect))
      if (given === undefined) return decorations.map(transaction.changes)
      return Decoration.set(decorate(given.value, transaction.newDoc), true)
    },
    provide: (own) => EditorView.decorations.from(own),
  })
}

/** What is wrong is underlined, and said below its line. */
function wrongMarks(wrong: Wrong, document: Document): Range<Decoration>[] {
  const start = Math.min(wrong.span.start, document.length)
  const end = Math.min(wrong.span.end, document.length)
  const line = document.lineAt(start)
  const before = line.text.slice(0, start - line.from)
  const carets = '^'.repeat(Math.max(1, Math.min(end, line.to) - start))
  const widget = new Frame({ before, carets, reason: wrong.reason, help: wrong.help ?? '' })
  const frame = Decoration.widget({ widget, block: true, side: 1 }).range(line.to)
  return start < end ? [WRONG.range(start, end), frame] : [frame]
}

/** What is said about a place: carets below it, what is wrong, what to do. */
interface Note {
  readonly before: string
  readonly carets: string
  readonly reason: string
  readonly help: string
}

class Frame extends WidgetType {
  readonly #note: Note

  constructor(note: Note) {
    super()
    this.#note = note
  }

  override eq(other: Frame): boolean {
    return JSON.stringify(other.#note) === JSON.stringify(this.#note)
  }

  override toDOM(): HTMLElement {
    const { before, carets, reason, help } = this.#note
    const pointer = element('div', 'pointer', '')
    pointer.ariaHidden = 'true'
    // The text before, unseen, puts the carets where they belong, whatever the widths of its characters.
    pointer.append(element('span', 'before', before), element('span', 'carets', carets))
    const frame = element('div', 'frame', '')
    frame.append(pointer, element('p', 'reason', reason))
    if (help !== '') frame.append(element('p', 'help', help))
    return frame
  }
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

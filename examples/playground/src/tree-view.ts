import type { Row } from './run/messages.js'

/** Most lines that are shown. */
const MOST = 2000

/** A tree as lines that say when they are pointed at, with the mouse or by moving the focus with the arrow keys. */
export class TreeView {
  readonly #list = document.createElement('ol')
  #pointed: (row: number | null) => void = () => {}

  constructor(parent: HTMLElement, label: string) {
    this.#list.setAttribute('role', 'tree')
    this.#list.ariaLabel = label
    parent.append(this.#list)
    this.#list.addEventListener('mouseover', ({ target }) => this.#pointed(this.#rowOf(target)))
    this.#list.addEventListener('mouseleave', () => this.#pointed(null))
    this.#list.addEventListener('focusin', ({ target }) => this.#focused(target))
    this.#list.addEventListener('focusout', () => this.#pointed(null))
    this.#list.addEventListener('keydown', (event) => this.#move(event))
  }

  /** Calls back with the number of the line that is pointed at, or null. */
  onPoint(pointed: (row: number | null) => void): void {
    this.#pointed = pointed
  }

  /** Shows other lines. */
  show(rows: readonly Row[]): void {
    const items = rows.slice(0, MOST).map(item)
    if (rows.length > MOST) items.push(line(`… and ${rows.length - MOST} more`))
    this.#list.replaceChildren(...items)
    items[0]?.setAttribute('tabindex', '0')
  }

  /** Marks a line as belonging to what is pointed at; with `reveal` it comes into view. */
  link(row: number | null, reveal: boolean): void {
    for (const linked of this.#list.querySelectorAll('.linked')) linked.classList.remove('linked')
    const found = row === null ? undefined : this.#items()[row]
    found?.classList.add('linked')
    const pane = this.#list.parentElement
    if (!reveal || found === undefined || pane === null) return
    const top = found.offsetTop
    const isSeen = pane.scrollTop <= top && top + found.offsetHeight <= pane.scrollTop + pane.clientHeight
    if (!isSeen) pane.scrollTop = top - pane.clientHeight / 3
  }

  #items(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>(':scope > li')]
  }

  #rowOf(target: EventTarget | null): number | null {
    const found = target instanceof Element ? target.closest('li') : null
    const row = found === null ? -1 : this.#items().indexOf(found)
    return row < 0 ? null : row
  }

  /** One line can be reached with the tab key: that which had the focus last. */
  #focused(target: EventTarget | null): void {
    for (const other of this.#items()) other.tabIndex = other === target ? 0 : -1
    this.#pointed(this.#rowOf(target))
  }

  #move(event: KeyboardEvent): void {
    const items = this.#items()
    const at = this.#rowOf(event.target) ?? 0
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    items[to]?.focus()
  }
}

function item({ depth, field, kind, detail }: Row): HTMLElement {
  const made = line('')
  made.ariaLevel = String(depth + 1)
  made.style.setProperty('--depth', String(depth))
  if (field !== '') made.append(part('field', `${field}: `))
  made.append(part('kind', kind), part('detail', detail === '' ? '' : ` ${detail}`))
  return made
}

function line(text: string): HTMLElement {
  const made = document.createElement('li')
  made.setAttribute('role', 'treeitem')
  made.tabIndex = -1
  made.textContent = text
  return made
}

function part(className: string, text: string): HTMLElement {
  const made = document.createElement('span')
  made.className = className
  made.textContent = text
  return made
}

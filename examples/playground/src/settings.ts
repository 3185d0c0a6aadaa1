import type { Input } from './run/messages.js'

/** What can be chosen. */
export type Chosen = Pick<Input, 'dialect' | 'escaping'>

/** The form with what can be chosen. */
export class Settings {
  readonly #dialects: readonly HTMLInputElement[]
  readonly #escaping: HTMLInputElement | null

  constructor(form: HTMLElement, changed: () => void) {
    this.#dialects = [...form.querySelectorAll<HTMLInputElement>('[name=dialect]')]
    this.#escaping = form.querySelector<HTMLInputElement>('[name=escaping]')
    form.addEventListener('change', changed)
    form.addEventListener('submit', (event) => event.preventDefault())
  }

  get chosen(): Chosen {
    const python = this.#dialects.some(({ value, checked }) => value === 'python' && checked)
    return { dialect: python ? 'python' : 'js', escaping: this.#escaping?.checked ?? true }
  }

  set chosen({ dialect, escaping }: Chosen) {
    for (const radio of this.#dialects) radio.checked = radio.value === dialect
    if (this.#escaping !== null) this.#escaping.checked = escaping
  }
}

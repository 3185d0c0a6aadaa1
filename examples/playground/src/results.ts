import { byId } from './elements.js'
import { Preview } from './preview.js'
import type { Failed, Rendered } from './run/messages.js'

/** The page that came out, as text and as a browser shows it, or why there is none. */
export class Results {
  readonly #text = byId('text')
  readonly #failure = byId('failure')
  readonly #status = byId('status')
  readonly #preview = new Preview(byId('page'), 'The rendered page')

  /** Shows a page. */
  rendered({ output, cut }: Rendered): void {
    const count = output.length.toLocaleString('en')
    this.#show(output, '')
    this.say(cut ? `Only the first ${count} characters are shown` : `${count} characters`)
  }

  /** Shows why there is no page. */
  failed({ message }: Failed): void {
    this.#show('', message)
    this.say(message.split('\n')[0] ?? '')
  }

  /** Says something in passing. */
  say(text: string): void {
    this.#status.textContent = text
  }

  #show(output: string, failure: string): void {
    this.#text.textContent = output
    this.#preview.show(output)
    this.#failure.textContent = failure
    this.#failure.hidden = failure === ''
  }
}

import { Markup } from '../../runtime/markup.js'
import { randomText } from '../../view/nonce.js'

/** What a page waits for: marks stand in its text for what asynchronous shortcodes will give. */
export class Pending {
  readonly #promises: Promise<unknown>[] = []
  readonly #key = randomText(9)

  /** A mark for what a promise will give. It has no character that escaping or Markdown would change. */
  mark(promise: Promise<unknown>): Markup {
    // Told of where it is waited for; until then it is not unhandled.
    promise.catch(() => undefined)
    this.#promises.push(promise)
    return new Markup(this.#at(this.#promises.length - 1))
  }

  /** A text with what the promises gave in place of their marks. Rejects as the first promise that does. */
  async settle(text: string): Promise<string> {
    let settled = text
    // From the last one, since what a shortcode gives may hold marks of those in its body, which came before it.
    for (const [index, given] of (await Promise.all(this.#promises)).toReversed().entries()) {
      settled = settled.replaceAll(this.#at(this.#promises.length - 1 - index), () => String(given))
    }
    return settled
  }

  #at(index: number): string {
    return `torii${this.#key.replace(/[-_]/g, 'x')}n${index}n`
  }
}

/** What a page may do that was rendered from anybody's template: look as it wants, and load nothing. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"

/**
 * Shows HTML in a frame that has an origin of its own, runs no scripts and sends no forms. Its policy comes first, so that
 * nothing the page says of itself can be before it.
 */
export class Preview {
  readonly #frame = document.createElement('iframe')

  constructor(parent: HTMLElement, title: string) {
    this.#frame.title = title
    this.#frame.setAttribute('sandbox', '')
    parent.append(this.#frame)
  }

  /** Shows another page. */
  show(html: string): void {
    this.#frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="color-scheme" content="light">${html}`
  }
}

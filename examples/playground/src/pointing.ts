import type { Editor } from './editor.js'
import type { Link, Links } from './links.js'
import type { TreeView } from './tree-view.js'

/** The three things whose parts belong together. */
export interface Views {
  readonly template: Editor
  readonly code: Editor
  readonly tree: TreeView
}

/** Marks in all three views what belongs to the part of one of them that is pointed at. */
export class Pointing {
  readonly #views: Views
  #links: Links | null = null
  #shown: Link | null = null

  constructor(views: Views) {
    this.#views = views
    const { template, code, tree } = views
    template.onPoint((offset) =>
      this.#show(template, offset === null ? null : this.#links?.ofTemplate(offset)),
    )
    code.onPoint((offset) => this.#show(code, offset === null ? null : this.#links?.ofCode(offset)))
    tree.onPoint((row) => this.#show(tree, row === null ? null : this.#links?.ofRow(row)))
  }

  /** Goes by other links; null while it is not known what belongs together. */
  follow(links: Links | null): void {
    this.#show(null, null)
    this.#links = links
  }

  /** What is pointed at is in view already; its counterparts are brought there. */
  #show(origin: Editor | TreeView | null, found: Link | null | undefined): void {
    const link = found ?? null
    if (isSame(link, this.#shown)) return
    this.#shown = link
    const { template, code, tree } = this.#views
    template.link(link === null ? [] : [link.template], origin !== template)
    code.link(link?.code ?? [], origin !== code)
    tree.link(link?.row ?? null, origin !== tree)
  }
}

function isSame(left: Link | null, right: Link | null): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

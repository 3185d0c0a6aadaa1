import { javascript } from '@codemirror/lang-javascript'
import { jinja } from '@codemirror/lang-jinja'
import { json } from '@codemirror/lang-json'
import { Editor } from './editor.js'
import { byId } from './elements.js'
import { Links } from './links.js'
import { Pointing } from './pointing.js'
import { Results } from './results.js'
import type { Answer, Compiled, Input } from './run/messages.js'
import { Runner } from './run/runner.js'
import { Settings } from './settings.js'
import { fromHash, toHash } from './share.js'
import { START } from './start.js'
import { tabs } from './tabs.js'
import { TreeView } from './tree-view.js'

/** How long typing has to pause before it is rendered, in milliseconds. */
const PAUSE = 150

/** The whole page: what is typed goes to the runner, what comes back is shown. */
class Playground {
  readonly #template = editor('template', 'Template')
  readonly #vars = editor('vars', 'Variables')
  readonly #code = editor('code', 'Code')
  readonly #tree = new TreeView(byId('tree'), 'Tree')
  readonly #pointing = new Pointing({ template: this.#template, code: this.#code, tree: this.#tree })
  readonly #results = new Results()
  readonly #settings = new Settings(byId('settings'), () => this.#changed())
  readonly #runner = new Runner((answer) => this.#take(answer))
  /** The number of the newest state; answers to older ones are not shown. */
  #id = 0
  #timer = 0

  constructor() {
    this.#template.onChange(() => this.#changed())
    this.#vars.onChange(() => this.#changed())
    byId('share').addEventListener('click', () => void this.#share())
    window.addEventListener('hashchange', () => this.#open())
    this.#open()
  }

  /** Shows what the address says; where it says nothing, what there is to start with. */
  #open(): void {
    const { hash } = window.location
    const given = fromHash(hash)
    this.#input = given ?? START
    this.#changed()
    if (given === null && hash.length > 1) this.#results.say('The address could not be read')
  }

  get #input(): Input {
    return { template: this.#template.text, vars: this.#vars.text, ...this.#settings.chosen }
  }

  set #input(input: Input) {
    this.#template.text = input.template
    this.#vars.text = input.vars
    this.#settings.chosen = input
  }

  #changed(): void {
    this.#id++
    this.#pointing.follow(null)
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#run(), PAUSE)
  }

  #run(): void {
    const input = this.#input
    this.#runner.run({ id: this.#id, ...input })
    const hash = toHash(input)
    // An address that says something else would be worse than one that says nothing.
    window.history.replaceState(null, '', hash ?? window.location.pathname + window.location.search)
  }

  #take(answer: Answer): void {
    if (answer.kind === 'ready' || answer.id !== this.#id) return
    if (answer.kind === 'compiled') return this.#compiled(answer)
    const wrong = answer.kind === 'failed' ? answer.wrong : []
    this.#template.explain(wrong.filter(({ where }) => where === 'template'))
    this.#vars.explain(wrong.filter(({ where }) => where === 'vars'))
    if (answer.kind === 'failed') this.#results.failed(answer)
    else this.#results.rendered(answer)
  }

  #compiled(answer: Compiled): void {
    this.#code.text = answer.code
    this.#tree.show(answer.rows)
    this.#pointing.follow(new Links(answer, this.#template.text))
  }

  async #share(): Promise<void> {
    const hash = toHash(this.#input)
    if (hash === null) return this.#results.say('This is too long for a link')
    window.history.replaceState(null, '', hash)
    try {
      await window.navigator.clipboard.writeText(window.location.href)
      this.#results.say('The link is in the clipboard')
    } catch {
      this.#results.say('The link is in the address bar')
    }
  }
}

function editor(id: 'template' | 'vars' | 'code', label: string): Editor {
  const language = { template: jinja, vars: json, code: javascript }[id]()
  return new Editor({ parent: byId(id), label, language, editable: id !== 'code' })
}

for (const list of document.querySelectorAll<HTMLElement>('[role=tablist]')) tabs(list)
new Playground()

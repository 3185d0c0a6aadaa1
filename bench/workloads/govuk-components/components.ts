/** Components of GOV.UK Frontend as somebody would write them without templates: functions that return HTML. */
import { escapeHtml } from '../../escape.js'

/** Attributes that every component takes besides its own. */
type Attributes = Readonly<Record<string, unknown>> | undefined

/** Text is escaped, HTML is not. */
interface Content {
  readonly text?: string | number | null
  readonly html?: string | null
}

interface Common extends Content {
  readonly id?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

interface Button extends Common {
  readonly element?: string
  readonly href?: string
  readonly name?: string
  readonly type?: string
  readonly value?: string
  readonly disabled?: boolean
  readonly isStartButton?: boolean
  readonly preventDoubleClick?: boolean
}

const ARROW =
  '<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false">\n' +
  '<path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/>\n</svg>'

/** A button, a link that looks like one, or an input. */
export function button(params: Button): string {
  const element = params.element?.toLowerCase() ?? (params.href ? 'a' : 'button')
  const start = params.isStartButton ? ' govuk-button--start' : ''
  const classes = `govuk-button${params.classes ? ` ${escapeHtml(params.classes)}` : ''}${start}`
  const id = params.id ? ` id="${escapeHtml(params.id)}"` : ''
  const common = ` class="${classes}" data-module="govuk-button"${attributes(params.attributes)}${id}`
  const inside = `${content(params)}${params.isStartButton ? ARROW : ''}`
  const type = escapeHtml(params.type || 'submit')
  switch (element) {
    case 'a':
      return `<a href="${escapeHtml(params.href || '#')}" role="button" draggable="false"${common}>\n${inside}\n</a>`
    case 'button': {
      const value = params.value ? ` value="${escapeHtml(params.value)}"` : ''
      return `<button${value} type="${type}"${ofForms(params)}${common}>\n${inside}\n</button>`
    }
  }
  return `<input value="${escaped(params.text)}" type="${type}"${ofForms(params)}${common}>`
}

function ofForms({ name, disabled, preventDoubleClick }: Button): string {
  const twice = preventDoubleClick === undefined ? '' : ` data-prevent-double-click="${preventDoubleClick}"`
  return `${name ? ` name="${escapeHtml(name)}"` : ''}${disabled ? ' disabled aria-disabled="true"' : ''}${twice}`
}

interface ErrorMessage extends Common {
  readonly visuallyHiddenText?: string | false | null
}

/** What is wrong with a field. */
export function errorMessage(params: ErrorMessage): string {
  const { visuallyHiddenText = 'Error' } = params
  const hidden = visuallyHiddenText
    ? `<span class="govuk-visually-hidden">${escapeHtml(visuallyHiddenText)}:</span> `
    : ''
  return `<p${opening('govuk-error-message', params)}>\n${hidden}${content(params)}\n</p>`
}

/** What to write into a field. */
export function hint(params: Common): string {
  return `<div${opening('govuk-hint', params)}>\n${content(params)}\n</div>`
}

/** A short word about the state of a thing. */
export function tag(params: Common): string {
  return `<strong${opening('govuk-tag', params)}>\n${content(params)}\n</strong>`
}

interface Label extends Common {
  readonly for?: string
  readonly isPageHeading?: boolean
}

/** The name of a field. */
export function label(params: Label): string {
  if (!params.html && !params.text) return ''
  const target = params.for ? ` for="${escapeHtml(params.for)}"` : ''
  const html = `<label class="govuk-label${more(params.classes)}"${attributes(params.attributes)}${target}>\n${content(params)}\n</label>`
  return params.isPageHeading ? `<h1 class="govuk-label-wrapper">\n${html}\n</h1>` : html
}

interface Group {
  readonly classes?: string
  readonly attributes?: Attributes
  readonly beforeInput?: Content
  readonly afterInput?: Content
}

interface Input extends Common {
  readonly name?: string
  readonly type?: string
  readonly value?: unknown
  readonly spellcheck?: unknown
  readonly disabled?: unknown
  readonly describedBy?: string
  readonly autocomplete?: unknown
  readonly autocapitalize?: unknown
  readonly pattern?: unknown
  readonly inputmode?: unknown
  readonly label?: Label
  readonly hint?: Common
  readonly errorMessage?: ErrorMessage
  readonly prefix?: Common
  readonly suffix?: Common
  readonly formGroup?: Group
  readonly inputWrapper?: Group
}

/** A field with its label, hint and error. */
export function input(params: Input): string {
  const { formGroup = {}, errorMessage: error } = params
  const id = params.id || params.name || ''
  let describedBy = params.describedBy ?? ''
  let before = `${label({ ...params.label, for: id })}\n`
  if (params.hint) {
    describedBy = joined(describedBy, `${id}-hint`)
    before += `${hint({ ...params.hint, id: `${id}-hint` })}\n`
  }
  if (error) {
    describedBy = joined(describedBy, `${id}-error`)
    before += `${errorMessage({ ...error, id: `${id}-error` })}\n`
  }
  const classes = `govuk-form-group${error ? ' govuk-form-group--error' : ''}${more(formGroup.classes)}`
  const inside = `${before}${wrapped(params, field(params, id, describedBy))}`
  return `<div class="${classes}"${attributes(formGroup.attributes)}>\n${inside}\n</div>`
}

function wrapped({ prefix, suffix, formGroup = {}, inputWrapper = {} }: Input, field: string): string {
  const { beforeInput, afterInput } = formGroup
  if (!filled(prefix) && !filled(suffix) && !filled(beforeInput) && !filled(afterInput)) return field
  return (
    `<div class="govuk-input__wrapper${more(inputWrapper.classes)}"${attributes(inputWrapper.attributes)}>\n` +
    `${filled(beforeInput) ? content(beforeInput) : ''}\n${affix(prefix, 'prefix')}\n${field}\n` +
    `${affix(suffix, 'suffix')}\n${filled(afterInput) ? content(afterInput) : ''}\n</div>`
  )
}

function field(params: Input, id: string, describedBy: string): string {
  const { spellcheck } = params
  const classes = `govuk-input${more(params.classes)}${params.errorMessage ? ' govuk-input--error' : ''}`
  return (
    `<input class="${classes}" id="${escapeHtml(id)}" name="${escaped(params.name)}" type="${escapeHtml(params.type || 'text')}"` +
    optional('spellcheck', typeof spellcheck === 'boolean' ? String(spellcheck) : false) +
    optional('value', params.value) +
    optional('disabled', params.disabled) +
    optional('aria-describedby', describedBy === '' ? undefined : describedBy) +
    optional('autocomplete', params.autocomplete) +
    optional('autocapitalize', params.autocapitalize) +
    optional('pattern', params.pattern) +
    optional('inputmode', params.inputmode) +
    `${attributes(params.attributes)}>`
  )
}

function affix(item: Common | undefined, type: string): string {
  if (!filled(item)) return ''
  const { classes, attributes: own } = item
  return `<div class="govuk-input__${type}${more(classes)}" aria-hidden="true"${attributes(own)}>${content(item)}</div>`
}

function filled<T extends Content>(item: T | undefined): item is T {
  return Boolean(item?.text || item?.html)
}

function opening(name: string, { id, classes, attributes: own }: Common): string {
  return `${id ? ` id="${escapeHtml(id)}"` : ''} class="${name}${more(classes)}"${attributes(own)}`
}

function more(classes: string | undefined): string {
  return classes ? ` ${escapeHtml(classes)}` : ''
}

function content({ html, text }: Content): string {
  return html ? html.trim() : escaped(text)
}

function attributes(given: Attributes): string {
  if (given === undefined) return ''
  let html = ''
  for (const [name, item] of Object.entries(given)) {
    if (typeof item !== 'object' || item === null) html += ` ${escapeHtml(name)}="${escaped(item)}"`
    else if ('optional' in item && item.optional === true && 'value' in item)
      html += optional(name, item.value)
    else html += ` ${escapeHtml(name)}="${'value' in item ? escaped(item.value) : ''}"`
  }
  return html
}

function optional(name: string, value: unknown): string {
  if (value === undefined || value === null || value === false) return ''
  return value === true ? ` ${escapeHtml(name)}` : ` ${escapeHtml(name)}="${escaped(value)}"`
}

function escaped(value: unknown): string {
  return value === undefined || value === null ? '' : escapeHtml(String(value))
}

function joined(left: string, right: string): string {
  return left === '' ? right : `${left} ${right}`
}

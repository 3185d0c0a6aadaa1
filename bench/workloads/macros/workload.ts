import { escapeHtml } from '../../escape.js'
import { pick, word, workload } from '../../workload.js'

interface Field {
  name: string
  label: string
  value: string
  type: string
  hint: string | null
  /** Whether the call gives no more than name and label. */
  plain: boolean
}

const labels = ['Name', 'Street & number', 'Town', 'Date of birth', '"Nickname"', 'E-mail']
const types = ['text', 'email', 'tel', 'url']

const fields = Array.from(
  { length: 200 },
  (_, index): Field => ({
    name: `field-${index}`,
    label: `${word(labels, index)} ${index + 1}`,
    value: pick(index + 9, 3) === 0 ? '' : `value ${pick(index, 5000)}`,
    type: word(types, index + 17),
    hint: pick(index + 5, 2) === 0 ? null : "As on the owner's papers",
    plain: pick(index, 2) === 0,
  }),
)

/** A form of two hundred fields, each by a call of the same macro with keyword arguments. */
export const macros = workload({
  name: 'macros',
  about: '200 macro calls with keyword arguments',
  vars: { fields },
  byHand({ fields }) {
    let html = '<form method="post">\n'
    for (const { name, label, value, type, hint, plain } of fields)
      html += plain ? field({ name, label }) : field({ name, label, value, type, required: true, hint })
    return `${html}</form>\n`
  },
})

interface Options {
  name: string
  label: string
  value?: string
  type?: string
  required?: boolean
  hint?: string | null
}

function field({ name, label, value = '', type = 'text', required = false, hint = null }: Options): string {
  const id = escapeHtml(name)
  return (
    `<div class="field${required ? ' required' : ''}">\n<label for="${id}">${escapeHtml(label)}</label>\n` +
    `${hint ? `<p class="hint">${escapeHtml(hint)}</p>\n` : ''}<input id="${id}" name="${id}" type="${escapeHtml(type)}"` +
    ` value="${escapeHtml(value)}"${required ? ' required' : ''}>\n</div>\n`
  )
}

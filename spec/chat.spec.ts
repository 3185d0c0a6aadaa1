import { describe, expect, test } from 'vitest'
import { strftime } from '../src/chat/strftime.js'
import { chatTemplate } from '../src/chat.js'
import { TemplateError } from '../src/index.js'

const conversation = {
  messages: [
    { role: 'user', content: 'Hi <b>' },
    { role: 'assistant', content: 'Hello 🌍' },
    { role: 'user', content: 'Bye' },
    { role: 'assistant', content: '' },
  ],
  add_generation_prompt: true,
}

const marked = `
{%- for message in messages %}
<|{{ message['role'] }}|>
    {%- if message.role == 'assistant' %}
{% generation %}{{ message.content }}<|end|>{% endgeneration %}
    {%- else %}{{ message.content }}{% endif %}
{%- endfor %}`

describe('a chat template', () => {
  test('renders a conversation as Python does', () => {
    const template = chatTemplate(
      "{% for m in messages %}{{ m['role'] }}: {{ m.content|trim }}\n{% endfor %}{{ [true, none] }}",
    )
    expect(template.render(conversation)).toBe(
      'user: Hi <b>\nassistant: Hello 🌍\nuser: Bye\nassistant: \n[True, None]',
    )
  })

  test('says where the model speaks', () => {
    const template = chatTemplate(marked)
    const { text, spans } = template.renderWithSpans(conversation)
    expect(text).toBe(template.render(conversation))
    expect(spans.map(([start, end]) => text.slice(start, end))).toEqual(['Hello 🌍<|end|>', '<|end|>'])
  })

  test('finds spans in captured text', () => {
    const template = chatTemplate(
      '{% set x %}  a{% generation %}b{% endgeneration %}{% endset %}[{{ x|trim }}]',
    )
    expect(template.renderWithSpans({})).toEqual({ text: '[ab]', spans: [[2, 3]] })
  })

  test('writes JSON without escapes for HTML', () => {
    const vars = { tool: { name: "<a> & 'é'", args: [1, 2.5, null] } }
    const shown = (filter: string): string => chatTemplate(`{{ tool|${filter} }}`).render(vars)
    expect(shown('tojson')).toBe(`{"name": "<a> & 'é'", "args": [1, 2.5, null]}`)
    expect(shown("tojson(separators=(',', ':'), sort_keys=true)")).toBe(
      `{"args":[1,2.5,null],"name":"<a> & 'é'"}`,
    )
    expect(shown('tojson(ensure_ascii=true)')).toContain('\\u00e9')
    expect(chatTemplate('{{ [1]|tojson(indent=2) }}').render({})).toBe('[\n  1\n]')
  })

  test('refuses a conversation', () => {
    const template = chatTemplate("a\n{{ raise_exception('Roles must alternate') }}", { name: 'chat.jinja' })
    const error = failure(() => template.render({}))
    expect([error.reason, error.line, error.template]).toEqual(['Roles must alternate', 2, 'chat.jinja'])
    expect(error.jinja.type).toBe('TemplateError')
  })

  test('tells the time', () => {
    const now = () => new Date(2025, 6, 10, 9, 5, 0)
    expect(chatTemplate("{{ strftime_now('%d %b %Y') }}", { now }).render({})).toBe('10 Jul 2025')
  })

  test('does not let a template change what it was given', () => {
    const messages = [{ role: 'user' }]
    const error = failure(() => chatTemplate('{{ messages.append(1) }}').render({ messages }))
    expect(error.jinja).toMatchObject({
      type: 'SecurityError',
      message: "access to attribute 'append' of 'list' object is unsafe.",
    })
    const kept = "{% set change = messages.append %}{{ change is defined }}{{ messages['pop'] is defined }}"
    expect(chatTemplate(kept).render({ messages })).toBe('FalseFalse')
    expect(messages).toEqual([{ role: 'user' }])
  })

  test('knows break and other globals', () => {
    const template = chatTemplate('{% for i in range(9) %}{% break %}{% endfor %}{{ bos }}', {
      globals: { bos: '<s>' },
    })
    expect(template.render({})).toBe('<s>')
  })
})

test.each([
  ['%Y-%m-%dT%H:%M:%S.%f', '2024-02-29T13:04:05.007000'],
  ['%-d/%-m/%y %-I %p', '29/2/24 1 PM'],
  ['%A %a %B %b %j %U %W %w %u', 'Thursday Thu February Feb 060 08 09 4 4'],
  ['%c|%x|%X|%D|%F|%T', 'Thu Feb 29 13:04:05 2024|02/29/24|13:04:05|02/29/24|2024-02-29|13:04:05'],
  ['100%% %z%Q', '100% %Q'],
])('strftime %s', (format, wanted) => {
  expect(strftime(new Date(2024, 1, 29, 13, 4, 5, 7), format)).toBe(wanted)
})

function failure(body: () => unknown): TemplateError {
  try {
    body()
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

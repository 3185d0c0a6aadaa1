import { pick, word, workload } from '../../workload.js'

interface Call {
  name: string
  arguments: { city: string; days: number }
}

interface Message {
  role: string
  content: string | null
  tool_calls?: Call[]
}

const questions = ['How is the weather in Ghent?', ' And tomorrow? ', 'Is "x < y & z" valid?', 'Thanks!\n']
const answers = ['It is sunny, with a light wind.', "I'd bring an umbrella.", 'Yes: `x < y & z` is valid.\n']

/** Fifty messages: a system prompt, then turns of which every fourth calls a tool. */
const messages: Message[] = [
  { role: 'system', content: ' You answer in one sentence. ' },
  ...Array.from({ length: 49 }, (_, index): Message => {
    const city = word(['Ghent', 'Bergen', 'Porto'], index)
    const calls = [{ name: 'forecast', arguments: { city, days: 1 + pick(index, 5) } }]
    switch (index % 8) {
      case 1:
        return { role: 'assistant', content: null, tool_calls: calls }
      case 2:
        return { role: 'tool', content: `{"city": "${city}", "degrees": ${pick(index, 30)}}` }
    }
    return index % 2 === 0
      ? { role: 'user', content: word(questions, index) }
      : { role: 'assistant', content: word(answers, index) }
  }),
]

const days = { type: 'integer', description: 'How many days ahead' }
const city = { type: 'string', description: 'Name of the city' }
const tools = [
  {
    type: 'function',
    function: {
      name: 'forecast',
      description: 'The weather to come',
      parameters: { type: 'object', properties: { city, days }, required: ['city'] },
    },
  },
]

/** The prompt of a conversation, as a tokenizer's chat template makes it. */
export const chat = workload({
  name: 'chat',
  about: 'a chat template with 50 messages',
  escapes: false,
  vars: { messages, tools, add_generation_prompt: true },
  byHand({ messages, tools, add_generation_prompt }) {
    const [first] = messages
    const system = first?.role === 'system' ? (first.content ?? '').trim() : 'You are a helpful assistant.'
    const conversation = first?.role === 'system' ? messages.slice(1) : messages
    let text = `<|system|>\n${system}\nYou may call these functions:\n`
    for (const tool of tools) text += `${pythonJson(tool)}\n`
    text += '<|end|>\n'
    for (let at = 0; at < conversation.length; at++) text += turn(conversation, at)
    return add_generation_prompt ? `${text}<|assistant|>\n` : text
  },
})

function turn(conversation: readonly Message[], at: number): string {
  const message = conversation[at]
  switch (message?.role) {
    case 'user':
      return `<|user|>\n${(message.content ?? '').trim()}<|end|>\n`
    case 'assistant':
      return `<|assistant|>\n${(message.content ?? '').trim()}${calls(message.tool_calls)}<|end|>\n`
    case 'tool': {
      const opening = conversation[at - 1]?.role === 'tool' ? '' : '<|results|>\n'
      const closing = conversation[at + 1]?.role === 'tool' ? '' : '<|end|>\n'
      return `${opening}<|result|>${message.content}<|/result|>\n${closing}`
    }
  }
  throw new Error(`Unknown role ${message?.role}`)
}

function calls(list: readonly Call[] | undefined): string {
  if (list === undefined) return ''
  let text = ''
  for (const call of list) text += `<|call|>${call.name} ${pythonJson(call.arguments)}<|/call|>`
  return text
}

/** JSON with Python's blanks after commas and colons, as models have learnt to read it. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${pythonJson(each)}`)
  return `{${entries.join(', ')}}`
}

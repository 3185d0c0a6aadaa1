/** Where a text stops being JSON. */
export interface JsonMistake {
  /** In UTF-16 units. */
  readonly offset: number
  readonly length: number
  /** What could have stood there. */
  readonly expected: string
}

/** What may come next in a JSON text. `first…` is right behind an opening bracket, which may also close. */
type State = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'comma' | 'end'

const EXPECTED: Readonly<Record<State, string>> = {
  value: 'a value',
  firstValue: "a value or ']'",
  key: 'a name in double quotes',
  firstKey: "a name in double quotes or '}'",
  colon: "':'",
  comma: "',' or a closing bracket",
  end: 'the end',
}

const TOKEN =
  /[ \t\r\n]*([{}[\],:]|"(?:[^\p{Cc}"\\]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|$)/uy

/**
 * The first place where a text is not JSON, or null. `JSON.parse` finds mistakes too, but says where only in some
 * versions and for some of them.
 */
export function jsonMistake(text: string): JsonMistake | null {
  const open: string[] = []
  let state: State = 'value'
  let at = 0
  for (;;) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    const token = match?.[1]
    const next: State | null = token === undefined ? null : step(state, token, open)
    if (next === null) return mistakeAt(text, at, EXPECTED[state])
    if (token === '') return null
    at = TOKEN.lastIndex
    state = next
  }
}

/** The state behind a token (empty: the end of the text), or null where it cannot stand. */
function step(state: State, token: string, open: string[]): State | null {
  if (state === 'end') return token === '' ? 'end' : null
  if (state === 'colon') return token === ':' ? 'value' : null
  if (state === 'comma') {
    if (token === ',') return open.at(-1) === '}' ? 'key' : 'value'
    return close(token, open)
  }
  if (state === 'firstKey' && token === '}') return close(token, open)
  if (state === 'key' || state === 'firstKey') return token.startsWith('"') ? 'colon' : null
  if (state === 'firstValue' && token === ']') return close(token, open)
  return value(token, open)
}

function value(token: string, open: string[]): State | null {
  if (token === '{' || token === '[') {
    open.push(token === '{' ? '}' : ']')
    return token === '{' ? 'firstKey' : 'firstValue'
  }
  if (token === '' || '}],:'.includes(token)) return null
  return open.length === 0 ? 'end' : 'comma'
}

function close(token: string, open: string[]): State | null {
  if (open.at(-1) !== token) return null
  open.pop()
  return open.length === 0 ? 'end' : 'comma'
}

function mistakeAt(text: string, from: number, expected: string): JsonMistake {
  const offset = from + (/^[ \t\r\n]*/.exec(text.slice(from))?.[0].length ?? 0)
  const word = /^(?:[\w.+-]+|.)/s.exec(text.slice(offset))?.[0] ?? ''
  return { offset, length: word.length, expected }
}

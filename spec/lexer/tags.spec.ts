import { describe, expect, it } from 'vitest'
import { jinja, lexText, lines, tokens } from './lexing.js'

describe('tags', () => {
  it('makes one token of an opening delimiter and the name', () => {
    const found = lexText('{%-  for x in y %}').tokens[0]
    expect(found?.image).toBe('{%-  for')
    expect(found?.payload).toBe('for')
    expect([found?.startOffset, found?.endOffset]).toEqual([0, 7])
  })

  it('tells the roles of tags', () => {
    expect(tokens('{% if %}{% else %}{% endif %}{% wat %}{% %}{% 1 %}')).toBe(
      'TagOpen("if") TagClose TagInner("else") TagClose TagEnd("endif") TagClose ' +
        'TagUnknown("wat") TagClose TagUnknown TagClose TagUnknown Integer(1) TagClose',
    )
  })

  it('takes a tag name only as a whole word', () => {
    expect(tokens('{% iffy %}')).toBe('TagUnknown("iffy") TagClose')
    expect(tokens('{% if(x) %}')).toBe('TagOpen("if") ( Name("x") ) TagClose')
  })

  it('lets brackets hide closing delimiters', () => {
    expect(tokens("{{ {'a': {}} }}")).toBe('OutputOpen { StringLiteral("a") : { } } OutputClose')
    expect(tokens("{{{'a': 1}.a}}")).toBe(
      'OutputOpen { StringLiteral("a") : Integer(1) } . Name("a") OutputClose',
    )
    expect(tokens("{{ '}}' }}")).toBe('OutputOpen StringLiteral("}}") OutputClose')
  })

  it('reads the longest operator', () => {
    expect(tokens('{{ a//b**c<=d!=e===f }}')).toBe(
      'OutputOpen Name("a") // Name("b") ** Name("c") <= Name("d") != Name("e") == = Name("f") OutputClose',
    )
    expect(tokens('{{ a===b!==c }}', { ...jinja, strictEquality: true })).toBe(
      'OutputOpen Name("a") === Name("b") !== Name("c") OutputClose',
    )
  })

  it('knows no comments inside tags', () => {
    expect(lexText('{{ a {# b #} }}').problems[0]).toMatchObject({ id: 'unexpected-character' })
  })
})

describe('names', () => {
  it('are those of Python', () => {
    expect(tokens('{{ été_1 名前 x· }}')).toBe('OutputOpen Name("été_1") Name("名前") Name("x·") OutputClose')
  })

  it('are read to the end before they are checked', () => {
    expect(lexText('{{ x² }}{{ ·y }}').problems).toMatchObject([
      { id: 'bad-identifier', data: { text: 'x²' }, span: { start: 3, end: 5 } },
      { id: 'bad-identifier', data: { text: '·y' } },
    ])
  })
})

describe('other delimiters', () => {
  const asp = {
    ...jinja,
    delimiters: { ...jinja.delimiters, block: ['<%', '%>'], output: ['<%=', '%>'], comment: ['<%#', '%>'] },
  } as const

  it('may share a prefix: the longest wins', () => {
    expect(tokens('<% if a %><%= b %><%# c %>d', asp)).toBe(
      'TagOpen("if") Name("a") TagClose OutputOpen Name("b") OutputClose Data("d")',
    )
  })

  it('may be one bracket long', () => {
    const shell = { ...jinja, delimiters: { ...jinja.delimiters, output: ['${', '}'] } } as const
    expect(tokens(`\${ {'a': 1} }}`, shell)).toBe(
      'OutputOpen { StringLiteral("a") : Integer(1) } OutputClose Data("}")',
    )
  })

  it('may be made of brackets and operators', () => {
    const latex = {
      ...jinja,
      delimiters: {
        ...jinja.delimiters,
        block: ['((*', '*))'],
        output: ['(((', ')))'],
        comment: ['((=', '=))'],
      },
    } as const
    expect(tokens('((* if f(*a) *))((( f((b)) )))((= c =))', latex)).toBe(
      'TagOpen("if") Name("f") ( * Name("a") ) TagClose OutputOpen Name("f") ( ( Name("b") ) ) OutputClose',
    )
  })

  it('of raw blocks are tried before longer ones', () => {
    expect(tokens('<% raw %><%= x %><% endraw %>', asp)).toBe('Data("<%= x %>")')
  })
})

describe('line statements', () => {
  it('start a line and end with it', () => {
    expect(tokens('a\n  # for x in y\nb # c\n# endfor', lines)).toBe(
      'Data("a\\n") TagOpen("for") Name("x") Name("in") Name("y") TagClose Data("b # c\\n") TagEnd("endfor") TagClose',
    )
  })

  it('go on while brackets are open', () => {
    expect(tokens('# for x in [1,\n2]\nb', lines)).toBe(
      'TagOpen("for") Name("x") Name("in") [ Integer(1) , Integer(2) ] TagClose Data("b")',
    )
  })

  it('take blank lines with them, but not the indentation after those', () => {
    expect(tokens('# if x  \n\n  b', lines)).toBe('TagOpen("if") Name("x") TagClose Data("  b")')
  })

  it('strip what stands before with a minus', () => {
    expect(tokens('a \n#- if x\n', lines)).toBe('Data("a") TagOpen("if") Name("x") TagClose')
  })

  it('have no name when their line ends first', () => {
    expect(tokens('#\nif', lines)).toBe('TagUnknown TagClose Data("if")')
  })
})

describe('line comments', () => {
  it('go from their blanks to the end of the line, which stays', () => {
    expect(tokens('a  ## b\nc\n  ## d\ne', lines)).toBe('Data("a") Data("\\nc\\n") Data("\\ne")')
  })

  it('need a line start or a character before their blanks', () => {
    expect(tokens('{{ a -}}  ## b', lines)).toBe('OutputOpen Name("a") OutputClose Data("## b")')
  })
})

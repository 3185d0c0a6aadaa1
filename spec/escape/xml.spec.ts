import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { Markup } from '../../src/index.js'
import { check, seed } from '../properties/time-box.js'
import { escapers, texts } from './hostile.js'

const { cdata, xml, xmlAttribute, xmlComment, xmlName } = escapers

/** The text, the attribute `b` and the comments of a document of one element; anything else is an error. */
function read(document: string): { text: string; attribute: string | undefined; comments: number } {
  const parser = new SaxesParser()
  const found = { text: '', attribute: undefined as string | undefined, comments: 0, elements: 0 }
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ attributes }) => {
    found.elements++
    found.attribute = attributes.b
  })
  parser.on('text', (text) => {
    found.text += text
  })
  parser.on('cdata', (text) => {
    found.text += text
  })
  parser.on('comment', () => {
    found.comments++
  })
  parser.write(document).close()
  expect(found.elements).toBe(1)
  return found
}

/** What a document of XML can hold. */
function readable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids.
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd').replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
}

describe(`a value in XML (TORII_SEED=${seed})`, () => {
  test('in text', () => {
    check(1000, texts, (text) => expect(read(`<a>${xml(text)}</a>`).text).toBe(readable(text)))
  })

  test.each(['"', "'"])('in an attribute with %s', (quote) => {
    check(1000, texts, (text) => {
      expect(read(`<a b=${quote}${xmlAttribute(text)}${quote}/>`).attribute).toBe(readable(text))
    })
  })

  test('in a section of character data', () => {
    check(1000, texts, (text) => {
      for (const before of ['', ']', ']]']) {
        const wanted = (before + readable(text)).replace(/\r\n?/g, '\n')
        expect(read(`<a><![CDATA[${before}${cdata(text)}]]></a>`).text).toBe(wanted)
      }
    })
  })

  test('in a comment', () => {
    check(1000, texts, (text) => {
      for (const [before, after] of [
        ['', ''],
        ['-', '-'],
        [' ', ' '],
      ] as const) {
        if (before === '-' && text === '') continue
        expect(read(`<a><!-- a${before}${xmlComment(text)}${after.replace('-', ' ')}-->b</a>`)).toMatchObject(
          {
            text: 'b',
            comments: 1,
          },
        )
      }
    })
  })

  test('as a name', () => {
    check(500, texts, (text) => {
      expect(xmlName(text)).toMatch(/^[A-Za-z_][\w.-]*$/)
      expect(xmlName(text)).not.toMatch(/^(?:script|on.*)$/i)
    })
    expect(xmlName('item')).toBe('item')
  })

  test('markup is taken in text, and is plain text in an attribute', () => {
    expect(xml(new Markup('<b>a</b>\u0001'))).toBe('<b>a</b>')
    expect(xmlAttribute(new Markup('<b>a&amp;b</b>'))).toBe('a&amp;b')
  })
})

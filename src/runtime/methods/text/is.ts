import { pattern } from '../../pattern.js'
import { SPACES } from '../../text.js'
import type { TextMethod } from './text-method.js'
import { telling } from './text-method.js'

/** Digits that are no decimal digits (superscripts, circled), for which Python's `isdigit` is true. */
const DIGITS =
  '\\p{Nd}\\xb2\\xb3\\xb9\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490'
/** Han characters that are numbers. */
const NUMERALS =
  '\\u3007\\u4e00\\u4e03\\u4e07\\u4e09\\u4e5d\\u4e8c\\u4e94\\u4ebf\\u5104\\u5146\\u516b\\u516d\\u5341\\u5343\\u56db\\u767e\\u96f6'

/** Methods that tell what a text is made of; all but `isascii`, `isprintable` are false for the empty text. */
export const predicates: Readonly<Record<string, TextMethod>> = {
  isalnum: matching(`^[\\p{L}\\p{N}${NUMERALS}]+$`),
  isalpha: matching('^\\p{L}+$'),
  isascii: telling('', (_, text) => [...text].every((point) => point <= '\x7f')),
  isdecimal: matching('^\\p{Nd}+$'),
  isdigit: matching(`^[${DIGITS}]+$`),
  isidentifier: matching('^[\\p{XID_Start}_]\\p{XID_Continue}*$'),
  islower: telling('', (_, text) => /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text)),
  isnumeric: matching(`^[\\p{N}${NUMERALS}]+$`),
  isprintable: matching('^(?:[^\\p{C}\\p{Z}]| )*$'),
  isspace: matching(`^[${SPACES}]+$`),
  istitle: telling('', (_, text) => {
    const runs = text.match(/\p{Cased}+/gu) ?? []
    return runs.length > 0 && runs.every((run) => /^[\p{Uppercase}\p{Lt}]\p{Lowercase}*$/u.test(run))
  }),
  isupper: telling('', (_, text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text)),
}

function matching(source: string): TextMethod {
  const whole = pattern(source, 'u')
  return telling('', (_, text) => whole().test(text))
}

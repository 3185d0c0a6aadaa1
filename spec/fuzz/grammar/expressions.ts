import fc from 'fast-check'
import { filtersOf, methodsOf, TESTS } from './operations.js'
import { perhaps, phrase, several, word, wordOf } from './phrase.js'

/** Expressions by the type they have when nothing goes wrong. */
export type Typed = {
  readonly text: string
  readonly whole: string
  readonly real: string
  readonly flag: string
  readonly list: string
  readonly dict: string
  readonly any: string
}

/** Expressions of a type that is not made yet. */
type Tie = (key: keyof Typed) => fc.Arbitrary<string>
type Weighted = fc.Arbitrary<string> | fc.WeightedArbitrary<string>

/** Alternatives; the first is what is left when an expression is deep enough. */
function oneOf(...alternatives: readonly Weighted[]): fc.Arbitrary<string> {
  return fc.oneof(
    { maxDepth: 4, depthIdentifier: 'expression', depthSize: 'small', withCrossShrink: true },
    ...alternatives,
  )
}

function often(weight: number, arbitrary: fc.Arbitrary<string>): fc.WeightedArbitrary<string> {
  return { weight, arbitrary }
}

const textLiteral = word(
  ...[
    "''",
    "'a'",
    "'b'",
    '"abc"',
    "'Foo Bar'",
    "'<i>'",
    "', '",
    "'-'",
    "'x y  z'",
    "'%s'",
    "'{}'",
    "'a\\nb'",
  ],
  ...[
    "'é'",
    "'\\u00df'",
    "'\\x41'",
    '"it\'s"',
    "'\"'",
    "'1'",
    "'3.7'",
    "'a' 'b'",
    "'\\U0001f600'",
    "'a\nb'",
    "'&amp;'",
  ],
)
const wholeLiteral = wordOf(
  '0 1 2 3 4 -1 7 10 100 1_000 0x1f 0b101 0o17 9007199254740992 100000000000000000000',
)
const realLiteral = wordOf('0.0 1.0 2.0 0.5 1.5 2.5 -0.5 1e3 1.25e-7 3.14 1e16 0.1 1_0.5 1e100')
const small = wordOf('0 1 2 3 -1 -2')
const missing = wordOf('nope o.nope d.zzz e[9] xs[99] s.foo nope.a n.b')

/** Names that scopes play with: targets of set, for, with, and parameters. */
export const names = wordOf('x y s n q v1 p')

const slice = word(
  ':',
  '1:',
  ':2',
  ':-1',
  '-2:',
  '::2',
  '::-1',
  '1:3',
  '3:1:-1',
  '-3:-1',
  '5:',
  ':0',
  '2::-1',
  'none:2',
)

const format = word(
  ...[
    '%s',
    '%r',
    '%5s|',
    '%-5s|',
    '%.2s',
    '%d',
    '%5d',
    '%-5d|',
    '%05d',
    '%+d',
    '%x',
    '%#x',
    '%o',
    '%X',
    '%i',
    '%c',
  ],
  ...[
    '%f',
    '%.1f',
    '%8.3f',
    '%e',
    '%.3g',
    '%g',
    '%G',
    '%%',
    '% d',
    '%a',
    '%10.4s|',
    '%+.2e',
    '%#o',
    '%s-%s',
    '%(a)s',
  ],
)
const field = word(
  ...[
    '{}',
    '{0}',
    '{!r}',
    '{!s:>5}',
    '{:>6}',
    '{:<6}|',
    '{:^7}|',
    '{:*^7}',
    '{:5}',
    '{:05}',
    '{:+}',
    '{:,}',
    '{:_}',
  ],
  ...[
    '{:x}',
    '{:#b}',
    '{:.2f}',
    '{:e}',
    '{:g}',
    '{:%}',
    '{:.3}',
    '{:d}',
    '{:n}',
    '{:c}',
    '{{}}',
    '{0}{0}',
    '{a}',
    '{0[0]}',
  ],
)

function textual(tie: Tie): fc.Arbitrary<string> {
  const text = tie('text')
  return oneOf(
    often(8, oneOf(wordOf('s t h'), textLiteral)),
    phrase`(${text} ~ ${tie('any')})`,
    phrase`(${text} + ${text})`,
    phrase`(${text} * ${small})`,
    phrase`${text}[${slice}]`,
    phrase`${text}[${small}]`,
    often(4, phrase`${text}${methodsOf.text(tie)}`),
    often(5, phrase`(${text}|${filtersOf.text(tie)})`),
    often(2, phrase`(${tie('list')}|${filtersOf.listToText(tie)})`),
    often(2, phrase`(${tie('any')}|${filtersOf.anyToText(tie)})`),
    phrase`('${format}' % ${tie('any')})`,
    phrase`('${format} ${format}' % (${tie('any')}, ${tie('any')}))`,
    phrase`('${format}'|format(${tie('any')}))`,
    phrase`'${field}'.format(${tie('any')}${perhaps(phrase`, a=${tie('any')}`, 0.2)})`,
    phrase`'a${field}b${field}'.format(${tie('any')}, ${tie('any')})`,
    phrase`(${text} if ${tie('flag')} else ${text})`,
    phrase`${word('m1', 'm2')}(${several(tie('any'), { max: 2 })}${perhaps(phrase`, p=${tie('any')}`, 0.1)})`,
  )
}

function numeric(tie: Tie) {
  const [whole, real] = [tie('whole'), tie('real')]
  return {
    whole: oneOf(
      often(8, oneOf(wordOf('n m'), wholeLiteral)),
      often(3, phrase`(${whole} ${wordOf('+ - * // %')} ${whole})`),
      phrase`(${whole} ** ${wordOf('0 1 2 3')})`,
      phrase`(${wordOf('- +')}${whole})`,
      often(2, phrase`(${tie('list')}|${wordOf('length count sum')})`),
      phrase`(${tie('text')}|${word('length', 'wordcount', 'int', 'int(7)', 'int(base=16)', 'count')})`,
      phrase`(${tie('dict')}|length)`,
      phrase`(${tie('any')}|int)`,
      phrase`(${whole}|abs)`,
      phrase`${tie('text')}.${wordOf('count find rfind index')}(${textLiteral})`,
      phrase`${tie('list')}.${wordOf('count index')}(${tie('any')})`,
      phrase`(${real}|int)`,
    ),
    real: oneOf(
      often(6, oneOf(wordOf('f g'), realLiteral)),
      often(2, phrase`(${whole} / ${whole})`),
      often(3, phrase`(${real} ${wordOf('+ - * // % /')} ${oneOf(real, whole)})`),
      phrase`(${whole}|float)`,
      phrase`(${oneOf(real, whole)}|round${word('', '', '(1)', '(2)', '(0, "floor")', '(1, "ceil")', '(-1)')})`,
      phrase`(${tie('any')}|float${word('', '(1.5)')})`,
      phrase`(${wordOf('2 10 4')} ** ${wordOf('-1 -2 0.5 2.0')})`,
      phrase`(-${real})`,
      phrase`(${real}|abs)`,
    ),
  }
}

function truth(tie: Tie): fc.Arbitrary<string> {
  const any = tie('any')
  const comparison = wordOf('== != < <= > >=')
  return oneOf(
    often(3, wordOf('b true false True z')),
    phrase`(${tie('whole')} ${comparison} ${tie('real')})`,
    phrase`(${tie('text')} ${comparison} ${tie('text')})`,
    phrase`(${tie('list')} ${comparison} ${tie('list')})`,
    phrase`(${any} ${word('==', '!=')} ${any})`,
    phrase`(${tie('whole')} ${comparison} ${tie('whole')} ${comparison} ${tie('real')})`,
    phrase`(${any} ${word('in', 'not in')} ${oneOf(tie('list'), tie('dict'), tie('text'))})`,
    phrase`(${tie('text')} in ${tie('text')})`,
    phrase`(not ${any})`,
    often(3, phrase`(${any} ${word('is', 'is', 'is not')} ${TESTS(tie)})`),
    phrase`(${any} ${word('and', 'or')} ${any})`,
    phrase`${tie('text')}.${word('isdigit()', 'isalpha()', 'isupper()', 'startswith("a")', 'endswith(("a", "c"))')}`,
    phrase`${tie('text')}.${wordOf('islower() isspace() istitle() isalnum() isidentifier() isnumeric() isdecimal()')}`,
  )
}

function collections(tie: Tie) {
  const [list, dict, any] = [tie('list'), tie('dict'), tie('any')]
  return {
    list: oneOf(
      often(6, wordOf('xs ss ys ds xs ss r []')),
      often(2, phrase`[${several(any)}]`),
      phrase`(${several(any, { min: 2 })})`,
      phrase`range(${small}${perhaps(phrase`, ${wordOf('0 3 5')}${perhaps(word(', 2', ', -1'), 0.2)}`)})`,
      phrase`(${list} + ${list})`,
      phrase`(${list} * ${small})`,
      phrase`${list}[${slice}]`,
      often(6, phrase`(${list}|${filtersOf.list(tie)}${perhaps(word('|list'), 0.8)})`),
      often(2, phrase`(ds|${filtersOf.rows(tie)}|list)`),
      phrase`(${tie('text')}|list)`,
      phrase`${tie('text')}.${word('split()', 'split(" ")', 'split(",", 1)', 'splitlines()', 'rsplit(None, 1)')}`,
      phrase`${tie('text')}.${word('partition("b")', 'rpartition(" ")', 'splitlines(true)', 'split("a")')}`,
      phrase`(${dict}${word('.items()', '.keys()', '.values()', '|items', '|dictsort', '|list')}${perhaps(word('|list'))})`,
      phrase`(${dict}|dictsort(${word('true', 'by="value"', 'reverse=true', 'case_sensitive=true')}))`,
    ),
    dict: oneOf(
      often(6, wordOf('d e o d {}')),
      phrase`{${several(phrase`${oneOf(textLiteral, wholeLiteral, any)}: ${any}`)}}`,
      phrase`dict(a=${any}${perhaps(phrase`, b=${any}`)})`,
      phrase`dict(${dict}, c=${any})`,
      phrase`${dict}.copy()`,
    ),
  }
}

function anything(tie: Tie): fc.Arbitrary<string> {
  const any = tie('any')
  return oneOf(
    often(4, oneOf(tie('text'), tie('whole'))),
    often(4, tie('text')),
    often(3, tie('whole')),
    often(2, tie('real')),
    often(3, tie('list')),
    often(2, tie('dict')),
    often(2, tie('flag')),
    often(2, names),
    word('none', 'None'),
    missing,
    phrase`${tie('dict')}.${wordOf('a b items name nope')}`,
    phrase`${tie('dict')}[${oneOf(textLiteral, wholeLiteral)}]`,
    phrase`${tie('dict')}.get(${textLiteral}${perhaps(phrase`, ${any}`)})`,
    phrase`${tie('list')}[${small}]`,
    phrase`(${tie('list')}|${wordOf('first last min max sum first')})`,
    phrase`(${any} ${word('and', 'or')} ${any})`,
    phrase`(${any} if ${tie('flag')}${perhaps(phrase` else ${any}`, 0.8)})`,
    often(2, phrase`(${any}|${word('default', 'd')}(${any}${perhaps(word(', true'))}))`),
    phrase`(${any}|attr(${word('"a"', '"upper"', '"items"', '"b"')})|string)`,
    phrase`(${any}|${wordOf('safe escape e forceescape string list length first')})`,
    phrase`(${oneOf(tie('whole'), tie('real'), any)} ${wordOf('+ - * / // % ~ **')} ${small})`,
    phrase`${any}.${wordOf('a b real imag numerator length upper count x constructor toString')}`,
    phrase`${any}[${oneOf(small, textLiteral, any)}]`,
    phrase`${any}${methodsOf.any(tie)}`,
  )
}

const { text, whole, real, flag, list, dict, any } = fc.letrec<Typed>((typed) => {
  const tie: Tie = (key) => typed(key)
  return {
    text: textual(tie),
    ...numeric(tie),
    flag: truth(tie),
    ...collections(tie),
    any: anything(tie),
  }
})

/** Expressions by type. */
export const expressions = { text, whole, real, flag, list, dict, any }

/** Something to loop over. */
export const iterable: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: list },
  { weight: 1, arbitrary: dict },
  { weight: 1, arbitrary: any },
)

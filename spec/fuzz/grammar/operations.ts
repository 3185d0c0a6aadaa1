import fc from 'fast-check'
import { perhaps, phrase, word } from './phrase.js'

type Tie = (key: 'text' | 'whole' | 'real' | 'flag' | 'list' | 'dict' | 'any') => fc.Arbitrary<string>

const SMALL = ['0', '1', '2', '3', '5', '8', '-1']

/** Filters, with arguments, by what goes in and comes out. */
export const filtersOf = {
  text: (tie: Tie) =>
    fc.oneof(
      word(
        'upper',
        'lower',
        'title',
        'capitalize',
        'trim',
        'escape',
        'e',
        'safe',
        'striptags',
        'urlencode',
        'string',
      ),
      word(
        'reverse',
        'forceescape',
        'urlize',
        'urlize(8)',
        'urlize(nofollow=true)',
        'center(9)',
        'center',
        'trim("a ")',
      ),
      word(
        'indent',
        'indent(2)',
        'indent(1, true)',
        'indent("> ", blank=true)',
        'wordwrap(4)',
        'wordwrap(3, false)',
      ),
      word(
        'wordwrap(5, wrapstring="/")',
        'truncate(4)',
        'truncate(5, true)',
        'truncate(5, true, "..", 0)',
        'tojson',
      ),
      word(
        'truncate(3, end="", leeway=0)',
        'replace("a", "<")',
        'replace("", "-", 2)',
        'replace("b", "", count=1)',
      ),
      phrase`replace(${tie('text')}, ${tie('text')})`,
      phrase`default(${tie('any')})`,
      phrase`center(${word(...SMALL)})`,
    ),
  listToText: (tie: Tie) =>
    fc.oneof(
      word(
        'join',
        'join(", ")',
        'join("<br>")',
        'tojson',
        'tojson(2)',
        'string',
        'pprint',
        'join("-", attribute="a")',
      ),
      phrase`join(${tie('text')})`,
      phrase`map(${word('"string"', '"upper"', '"length"', '"e"')})|join(${tie('text')})`,
      phrase`join(attribute=${word('0', '"b"', '"a"', '"x.y"')})`,
    ),
  anyToText: (tie: Tie) =>
    fc.oneof(
      word(
        'string',
        'tojson',
        'tojson(indent=1)',
        'pprint',
        'e',
        'upper',
        'trim',
        'urlencode',
        'xmlattr',
        'title',
      ),
      word(
        'filesizeformat',
        'filesizeformat(true)',
        'lower',
        'capitalize',
        'striptags',
        'forceescape',
        'xmlattr(false)',
      ),
      phrase`replace(${tie('any')}, "x")`,
    ),
  list: (tie: Tie) =>
    fc.oneof(
      word(
        'list',
        'sort',
        'sort(true)',
        'sort(case_sensitive=true)',
        'unique',
        'unique(true)',
        'reverse',
        'batch(2)',
      ),
      word(
        'batch(3, "-")',
        'slice(2)',
        'slice(3, 0)',
        'select',
        'reject',
        'select("odd")',
        'reject("none")',
        'select("string")',
      ),
      word(
        'map("string")',
        'map("upper")',
        'map("int")',
        'map("float")',
        'map("abs")',
        'map("default", 1)',
        'map("length")',
      ),
      word(
        'select("in", [1, 2, "a"])',
        'select("gt", 1)',
        'reject("eq", 0)',
        'select("defined")',
        'map(attribute="a")',
      ),
      word(
        'map(attribute=0)',
        'map("replace", "a", "b")',
        'map("round", 1)',
        'sort(attribute="a")',
        'map("first")',
      ),
      phrase`map("default", ${tie('any')})`,
      phrase`batch(${word(...SMALL)}${perhaps(phrase`, ${tie('any')}`)})`,
      phrase`slice(${word(...SMALL)}${perhaps(phrase`, ${tie('any')}`)})`,
    ),
  rows: (tie: Tie) =>
    fc.oneof(
      word(
        'map(attribute="a")',
        'map(attribute="b")',
        'sort(attribute="a")',
        'sort(attribute="b,a")',
        'groupby("a")',
      ),
      word('groupby("b", default="none")', 'selectattr("b")', 'rejectattr("b")', 'selectattr("a", "gt", 1)'),
      word(
        'selectattr("b", "defined")',
        'rejectattr("a", "odd")',
        'unique(attribute="a")',
        'map(attribute="zz", default=0)',
      ),
      word(
        'groupby("a")|map(attribute="grouper")',
        'groupby(attribute="a")|map("last")',
        'sort(attribute="a", reverse=true)',
      ),
      phrase`map(attribute="b", default=${tie('any')})`,
      phrase`selectattr("a", "eq", ${tie('whole')})`,
    ),
}

/** Methods with their call, by the type of their object; `any` mixes all. */
export const methodsOf = {
  text: (tie: Tie) =>
    fc.oneof(
      word(
        '.upper()',
        '.lower()',
        '.title()',
        '.capitalize()',
        '.swapcase()',
        '.strip()',
        '.lstrip()',
        '.rstrip()',
      ),
      word(
        '.strip("a <")',
        '.casefold()',
        '.center(7)',
        '.center(8, "*")',
        '.ljust(6, ".")',
        '.rjust(6)',
        '.zfill(5)',
      ),
      word(
        '.replace("a", "b")',
        '.replace("", "-", 2)',
        '.expandtabs(4)',
        '.removeprefix("a")',
        '.removesuffix("c")',
      ),
      word(
        '.join(["x", "y"])',
        '.join("abc")',
        '.format(1)',
        '.encode',
        '.splitlines',
        '.translate({97: "z"})',
      ),
      phrase`.replace(${tie('text')}, ${tie('text')}${perhaps(word(', 1'), 0.3)})`,
      phrase`.join(${tie('list')})`,
      phrase`.${word('strip', 'lstrip', 'rstrip', 'removeprefix', 'ljust', 'center')}(${tie('text')})`,
      phrase`.format(${tie('any')}, a=${tie('any')})`,
      phrase`.format_map(${tie('dict')})`,
    ),
  any: (tie: Tie) =>
    fc.oneof(
      word(
        '.items()',
        '.keys()',
        '.values()',
        '.upper()',
        '.copy()',
        '.pop()',
        '.get("a")',
        '.is_integer()',
        '.append(1)',
      ),
      word(
        '.bit_length()',
        '.as_integer_ratio()',
        '.hex()',
        '.conjugate()',
        '.sort()',
        '.reverse()',
        '.clear()',
        '()',
      ),
      word(
        '.pop(0)',
        '.pop("a")',
        '.popitem()',
        '.setdefault("q", 2)',
        '.insert(0, 1)',
        '.extend([1])',
        '.remove(1)',
      ),
      phrase`.update(${tie('dict')})`,
      phrase`.update(a=${tie('any')})`,
      phrase`.append(${tie('any')})`,
      phrase`.index(${tie('any')})`,
      phrase`.count(${tie('any')})`,
    ),
}

/** Tests, with arguments, as they stand behind `is`. */
export function TESTS(tie: Tie): fc.Arbitrary<string> {
  return fc.oneof(
    word(
      'defined',
      'undefined',
      'none',
      'number',
      'integer',
      'float',
      'string',
      'sequence',
      'mapping',
      'iterable',
    ),
    word(
      'boolean',
      'true',
      'false',
      'odd',
      'even',
      'callable',
      'escaped',
      'upper',
      'lower',
      'divisibleby 2',
      'filter',
    ),
    word(
      'divisibleby(0)',
      'test',
      'sameas none',
      'sameas true',
      'in [1, 2]',
      'in("abc")',
      'lt 2',
      'ge(1.5)',
      'eq 1',
    ),
    phrase`${word('eq', 'ne', 'lt', 'gt', 'in', 'sameas', 'equalto', 'lessthan', '==')}(${tie('any')})`.map(
      (made) => made.replace(/^==/, 'eq'),
    ),
  )
}

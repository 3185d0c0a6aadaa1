/**
 * Characters by their Unicode names, for `\N{…}`: the punctuation, signs and arrows people name in templates, and
 * all Latin and Greek base letters. JavaScript has no database of names and the whole one is 1 MB.
 */

const NAMED: Readonly<Record<string, number>> = {
  SPACE: 0x20,
  'QUOTATION MARK': 0x22,
  AMPERSAND: 0x26,
  APOSTROPHE: 0x27,
  'LESS-THAN SIGN': 0x3c,
  'GREATER-THAN SIGN': 0x3e,
  'REVERSE SOLIDUS': 0x5c,
  'LEFT CURLY BRACKET': 0x7b,
  'RIGHT CURLY BRACKET': 0x7d,
  'NO-BREAK SPACE': 0xa0,
  'INVERTED EXCLAMATION MARK': 0xa1,
  'CENT SIGN': 0xa2,
  'POUND SIGN': 0xa3,
  'YEN SIGN': 0xa5,
  'SECTION SIGN': 0xa7,
  'COPYRIGHT SIGN': 0xa9,
  'LEFT-POINTING DOUBLE ANGLE QUOTATION MARK': 0xab,
  'SOFT HYPHEN': 0xad,
  'REGISTERED SIGN': 0xae,
  'DEGREE SIGN': 0xb0,
  'PLUS-MINUS SIGN': 0xb1,
  'SUPERSCRIPT TWO': 0xb2,
  'SUPERSCRIPT THREE': 0xb3,
  'MICRO SIGN': 0xb5,
  'PILCROW SIGN': 0xb6,
  'MIDDLE DOT': 0xb7,
  'RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK': 0xbb,
  'VULGAR FRACTION ONE QUARTER': 0xbc,
  'VULGAR FRACTION ONE HALF': 0xbd,
  'VULGAR FRACTION THREE QUARTERS': 0xbe,
  'INVERTED QUESTION MARK': 0xbf,
  'MULTIPLICATION SIGN': 0xd7,
  'LATIN SMALL LETTER SHARP S': 0xdf,
  'DIVISION SIGN': 0xf7,
  'EN SPACE': 0x2002,
  'EM SPACE': 0x2003,
  'THIN SPACE': 0x2009,
  'ZERO WIDTH SPACE': 0x200b,
  'ZERO WIDTH NON-JOINER': 0x200c,
  'ZERO WIDTH JOINER': 0x200d,
  'LEFT-TO-RIGHT MARK': 0x200e,
  'RIGHT-TO-LEFT MARK': 0x200f,
  HYPHEN: 0x2010,
  'NON-BREAKING HYPHEN': 0x2011,
  'EN DASH': 0x2013,
  'EM DASH': 0x2014,
  'LEFT SINGLE QUOTATION MARK': 0x2018,
  'RIGHT SINGLE QUOTATION MARK': 0x2019,
  'SINGLE LOW-9 QUOTATION MARK': 0x201a,
  'LEFT DOUBLE QUOTATION MARK': 0x201c,
  'RIGHT DOUBLE QUOTATION MARK': 0x201d,
  'DOUBLE LOW-9 QUOTATION MARK': 0x201e,
  DAGGER: 0x2020,
  BULLET: 0x2022,
  'HORIZONTAL ELLIPSIS': 0x2026,
  'LINE SEPARATOR': 0x2028,
  'PARAGRAPH SEPARATOR': 0x2029,
  'NARROW NO-BREAK SPACE': 0x202f,
  'PER MILLE SIGN': 0x2030,
  'EURO SIGN': 0x20ac,
  'NUMERO SIGN': 0x2116,
  'TRADE MARK SIGN': 0x2122,
  'LEFTWARDS ARROW': 0x2190,
  'UPWARDS ARROW': 0x2191,
  'RIGHTWARDS ARROW': 0x2192,
  'DOWNWARDS ARROW': 0x2193,
  'MINUS SIGN': 0x2212,
  'SQUARE ROOT': 0x221a,
  INFINITY: 0x221e,
  'NOT EQUAL TO': 0x2260,
  'LESS-THAN OR EQUAL TO': 0x2264,
  'GREATER-THAN OR EQUAL TO': 0x2265,
  'BLACK STAR': 0x2605,
  'WHITE STAR': 0x2606,
  SNOWMAN: 0x2603,
  'BLACK HEART SUIT': 0x2665,
  'CHECK MARK': 0x2713,
  'BALLOT X': 0x2717,
  'HEAVY BLACK HEART': 0x2764,
  'IDEOGRAPHIC SPACE': 0x3000,
  'ZERO WIDTH NO-BREAK SPACE': 0xfeff,
  'REPLACEMENT CHARACTER': 0xfffd,
  'GRINNING FACE': 0x1f600,
  SNAKE: 0x1f40d,
  'PILE OF POO': 0x1f4a9,
}

const GREEK = [
  ...['ALPHA', 'BETA', 'GAMMA', 'DELTA', 'EPSILON', 'ZETA', 'ETA', 'THETA', 'IOTA', 'KAPPA', 'LAMDA', 'MU'],
  ...[
    'NU',
    'XI',
    'OMICRON',
    'PI',
    'RHO',
    'FINAL SIGMA',
    'SIGMA',
    'TAU',
    'UPSILON',
    'PHI',
    'CHI',
    'PSI',
    'OMEGA',
  ],
]

/** The character with a Unicode name (in any case, as in Python), or null when the table has none. */
export function namedCharacter(name: string): string | null {
  const upper = name.toUpperCase()
  const code = Object.hasOwn(NAMED, upper) ? NAMED[upper] : letterCode(upper)
  return code === undefined ? null : String.fromCodePoint(code)
}

function letterCode(name: string): number | undefined {
  const [, script, size, letter = ''] = /^(LATIN|GREEK) (SMALL|CAPITAL) LETTER (.+)$/.exec(name) ?? []
  if (script === 'LATIN' && /^[A-Z]$/.test(letter))
    return letter.charCodeAt(0) + (size === 'SMALL' ? 0x20 : 0)
  const index = script === 'GREEK' ? GREEK.indexOf(letter) : -1
  if (index === -1 || (size === 'CAPITAL' && letter === 'FINAL SIGMA')) return undefined
  return index + (size === 'SMALL' ? 0x3b1 : 0x391)
}

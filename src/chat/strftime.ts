/** A time in the words of Python's `strftime` in the C locale, read off the local clock of `time`. */
export function strftime(time: Date, format: string): string {
  return format.replace(/%(-?)([A-Za-z%])/g, (code, bare: string, letter: string) => {
    const written = CODES[letter]?.(time)
    if (written === undefined) return code
    return bare === '' ? written : written.replace(/^[0 ]+(?=.)/, '')
  })
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

/** What each code stands for; Python's time has no zone here, so `%z` and `%Z` are empty. */
const CODES: Readonly<Record<string, (time: Date) => string>> = {
  Y: (time) => String(time.getFullYear()).padStart(4, '0'),
  y: (time) => two(time.getFullYear() % 100),
  m: (time) => two(time.getMonth() + 1),
  d: (time) => two(time.getDate()),
  e: (time) => String(time.getDate()).padStart(2),
  H: (time) => two(time.getHours()),
  I: (time) => two(time.getHours() % 12 || 12),
  M: (time) => two(time.getMinutes()),
  S: (time) => two(time.getSeconds()),
  f: (time) => String(time.getMilliseconds() * 1000).padStart(6, '0'),
  p: (time) => (time.getHours() < 12 ? 'AM' : 'PM'),
  A: (time) => DAYS[time.getDay()] ?? '',
  a: (time) => (DAYS[time.getDay()] ?? '').slice(0, 3),
  B: (time) => MONTHS[time.getMonth()] ?? '',
  b: (time) => (MONTHS[time.getMonth()] ?? '').slice(0, 3),
  h: (time) => (MONTHS[time.getMonth()] ?? '').slice(0, 3),
  j: (time) => String(dayOfYear(time)).padStart(3, '0'),
  w: (time) => String(time.getDay()),
  u: (time) => String(time.getDay() || 7),
  U: (time) => two(Math.floor((dayOfYear(time) + 6 - time.getDay()) / 7)),
  W: (time) => two(Math.floor((dayOfYear(time) + 6 - ((time.getDay() + 6) % 7)) / 7)),
  D: (time) => strftime(time, '%m/%d/%y'),
  F: (time) => strftime(time, '%Y-%m-%d'),
  R: (time) => strftime(time, '%H:%M'),
  T: (time) => strftime(time, '%H:%M:%S'),
  x: (time) => strftime(time, '%m/%d/%y'),
  X: (time) => strftime(time, '%H:%M:%S'),
  c: (time) => strftime(time, '%a %b %e %H:%M:%S %Y'),
  s: (time) => String(Math.floor(time.getTime() / 1000)),
  n: () => '\n',
  t: () => '\t',
  z: () => '',
  Z: () => '',
  '%': () => '%',
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** The day of the year, counted from 1. */
function dayOfYear(time: Date): number {
  const midnight = Date.UTC(time.getFullYear(), time.getMonth(), time.getDate())
  return (midnight - Date.UTC(time.getFullYear(), 0, 1)) / 86_400_000 + 1
}

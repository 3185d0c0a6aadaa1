/** One range of an `Accept` header: `text/*;q=0.5`. */
interface Range {
  readonly type: string
  readonly quality: number
  /** 2 for a type, 1 for `text/*`, 0 for all. */
  readonly specificity: number
}

/** More ranges than this are not looked at; browsers send eight. */
const MOST_RANGES = 64

/**
 * The type of a list that an `Accept` header likes most, earlier ones first among equals, or null when it accepts none
 * (RFC 9110, section 12.5.1). Without a header anything goes.
 */
export function preferred<T extends { readonly type: string }>(
  accept: string | undefined,
  offered: readonly T[],
): T | null {
  if (accept === undefined || accept.trim() === '') return offered[0] ?? null
  const ranges = accept.split(',', MOST_RANGES).flatMap(rangeOf)
  let best: T | null = null
  let most = 0
  for (const offer of offered) {
    const quality = qualityOf(offer.type, ranges)
    if (quality <= most) continue
    best = offer
    most = quality
  }
  return best
}

/** The quality that the most specific of the ranges gives a type. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  let closest: Range | null = null
  for (const range of ranges) {
    if (matches(range, type) && range.specificity > (closest?.specificity ?? -1)) closest = range
  }
  return closest?.quality ?? 0
}

function matches({ type, specificity }: Range, offered: string): boolean {
  if (specificity === 2) return offered === type
  return specificity === 0 || offered.startsWith(type.slice(0, -1))
}

function rangeOf(text: string): Range[] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  if (!/^[^\s/]+\/[^\s/]+$/.test(type)) return []
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  const quality = weight === undefined ? 1 : Number(weight.slice(2))
  const specificity = type === '*/*' ? 0 : type.endsWith('/*') ? 1 : 2
  return quality >= 0 && quality <= 1 ? [{ type, quality, specificity }] : []
}

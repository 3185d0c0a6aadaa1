/** The text of an object of a browser's Trusted Types, such as `TrustedHTML`; null for everything else. */
export function trustedText(
  type: 'TrustedHTML' | 'TrustedScript' | 'TrustedScriptURL',
  value: object,
): string | null {
  const known: unknown = Reflect.get(globalThis, type)
  return typeof known === 'function' && value instanceof known ? String(value) : null
}

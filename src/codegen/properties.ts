/**
 * Names that values have by birth (methods of text, lists, maps, functions …). Reading one of these must go
 * through the value dialect; any other name can be read from an object in place.
 */
const INHERITED = new Set(
  [
    Object.prototype,
    Function.prototype,
    Array.prototype,
    String.prototype,
    Number.prototype,
    BigInt.prototype,
    Boolean.prototype,
    Date.prototype,
    RegExp.prototype,
    Map.prototype,
    Set.prototype,
    Promise.prototype,
    Object.getPrototypeOf(function* () {}.prototype) as object,
  ]
    .flatMap((prototype) => Object.getOwnPropertyNames(prototype))
    .concat('prototype', 'caller', 'arguments', 'toHTML'),
)
INHERITED.delete('name')

/**
 * Whether `object.name` can be read in place: no built-in value has such a member by birth, and the dialect finds none
 * before an object's own field.
 */
export function readsInPlace(name: string, members: ReadonlySet<string>): boolean {
  return !INHERITED.has(name) && !members.has(name) && /^[A-Za-z_$][\w$]*$/.test(name)
}

/** Whether a name in the caller's vars can be read in place. */
export function isPlainKey(name: string): boolean {
  return !(name in Object.prototype) && /^[A-Za-z_$][\w$]*$/.test(name)
}

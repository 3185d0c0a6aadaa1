/** A set that templates cannot change, and that can be the key of a dict: Python's `frozenset`. */
export class FrozenSet extends Set<unknown> {}

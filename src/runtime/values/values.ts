/**
 * A value dialect: what operators, loops, printing and attribute access mean. `js` and `python` each are one
 * object of this type, and generated code and filters reach values through it alone. All failures are faults.
 */
export interface Values {
  /** Attributes that are found before an object's own fields; code must not read them in place. */
  readonly members: ReadonlySet<string>
  /** Whether a literal with text keys is a plain object; where it may come to hold any key it is made by `mapping`. */
  readonly plainDicts: boolean
  /** The printed text of a value, unescaped. Faults: not-printable, circular-value. */
  text(value: unknown): string
  /** The text of a value as source code would show it (inside printed containers, in pprint and messages). */
  repr(value: unknown): string
  /** As `repr`, laid out in lines of at most 80 columns, mappings ordered by key. */
  pretty(value: unknown): string
  /** What JSON is made of for a value: what its own `toJSON` gives, or the value itself. Fault: bad-argument. */
  json(value: unknown): unknown
  /** The value itself, where it can be the key of a mapping. Fault: bad-argument. */
  key(value: unknown): unknown
  /** The escaped HTML of a value; markup and objects with `toHTML()` pass as they are. */
  escape(value: unknown): string
  truthy(value: unknown): boolean
  equal(left: unknown, right: unknown): boolean
  /** Negative, zero or positive. Fault: not-comparable. `operator` is for the message. */
  compare(left: unknown, right: unknown, operator: string): number
  /** `item in container`. */
  contains(container: unknown, item: unknown): boolean
  /**
   * The items a loop runs over as an array-like: arrays as they are, text by code point, mappings by key, sets,
   * other iterables pulled lazily as `length` is asked. Fault: not-iterable.
   */
  list(value: unknown): ArrayLike<unknown>
  /** As `list`, of what can be read from its end. Faults: also bad-argument. */
  indexed(value: unknown): ArrayLike<unknown>
  /** As `list`, but a mapping gives `[key, value]` pairs; for loops with two or more targets. */
  pairs(value: unknown): ArrayLike<unknown>
  /** The items in reverse order. Fault: not-iterable. */
  backwards(value: unknown): unknown
  /** The `[key, value]` pairs of what filters take as a mapping, in order, or null. */
  entries(value: unknown): [unknown, unknown][] | null
  /** Exactly `count` values of an iterable, for tuple targets. Faults: not-iterable, unpack-count. */
  unpack(value: unknown, count: number): ArrayLike<unknown>
  /** Number of items or code points. Fault: bad-argument. */
  length(value: unknown): number
  /** What `value.name` finds, or undefined; never anything of Object.prototype or Function.prototype. */
  attr(value: unknown, name: string): unknown
  /** As `attr`, never an item, and with the methods that reading the name alone does not give. */
  attribute(value: unknown, name: string): unknown
  /** What `value.name(…)` calls: as `attr`, and methods that reading the name alone does not give. */
  method(value: unknown, name: string): unknown
  /** What `value[key]` finds, or undefined. Same guard. */
  item(value: unknown, key: unknown): unknown
  slice(value: unknown, start: unknown, stop: unknown, step: unknown): unknown
  /** The value of an inline `if` without `else` whose test is false; `place` is where that stands, as `line 3`. */
  omitted(place?: string): unknown
  /** The text of one value after that of the other (`~`). */
  concat(left: unknown, right: unknown): string
  add(left: unknown, right: unknown): unknown
  subtract(left: unknown, right: unknown): unknown
  multiply(left: unknown, right: unknown): unknown
  divide(left: unknown, right: unknown): unknown
  floorDivide(left: unknown, right: unknown): unknown
  modulo(left: unknown, right: unknown): unknown
  power(left: unknown, right: unknown): unknown
  negate(value: unknown): unknown
  positive(value: unknown): unknown
  /** A mapping from entries in order, for literals whose keys are not plain constant names. */
  mapping(entries: readonly (readonly [unknown, unknown])[]): unknown
  /** A number that was written as a float. */
  float(value: number): unknown
  /** The whole numbers from `start` to before `stop` in steps that are not zero. Fault: too-large. */
  range(start: number, stop: number, step: number): unknown
  /** A tuple from items. */
  tuple(items: readonly unknown[]): unknown
  /** What Jinja's messages call a value that something was looked for in: `mapping`, in Python `dict object`. */
  owner(value: unknown): string
  /** The word for a value's kind in messages: text, number, list, mapping, function, … */
  kind(value: unknown): string
}

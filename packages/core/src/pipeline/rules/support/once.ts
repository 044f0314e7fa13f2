/** Dozens of rules ask the same of the same value: it is worked out once for each `key`, which never changes. */
export function once<Input, Output>(
  key: (input: Input) => object,
  make: (input: Input) => Output,
): (input: Input) => Output {
  const known = new WeakMap<object, Output>();
  return (input) => {
    const before = known.get(key(input));
    if (before !== undefined) {
      return before;
    }
    const made = make(input);
    known.set(key(input), made);
    return made;
  };
}

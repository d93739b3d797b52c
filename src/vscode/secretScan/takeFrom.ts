/** Takes the first one out. */
export function takeFrom(set: Set<string>): string | undefined {
  const [first] = set;
  if (first !== undefined) {
    set.delete(first);
  }
  return first;
}

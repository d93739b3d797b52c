/**
 * The seed that was asked for on a command line.
 *
 * @throws Error when it is no whole number: chance would then decide something that no second run could repeat.
 */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw new Error(`The seed must be a whole number, for example 1; it was “${text}”.`);
  }
  return seed;
}

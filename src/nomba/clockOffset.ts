/**
 * How far the server's clock is ahead of the local one, from the `Date` of its answer (RFC 9110 section 6.6.1).
 *
 * That date is a whole second, taken somewhere between the request and the answer. Within this uncertainty the clocks count as equal: most machines keep good
 * time, and a correction by the length of a call would only spoil it.
 *
 * @param headers of the answer, names in lower case.
 * @param startedAt epoch ms by the local clock, when the request left.
 * @param now epoch ms by the local clock, when the answer was there.
 * @returns ms, negative when the server's clock is behind; `undefined` without a date that can be read.
 */
export function clockOffsetOf(
  headers: Readonly<Record<string, string>>,
  startedAt: number,
  now: number,
): number | undefined {
  const value = headers['date'] ?? '';
  // A date has letters; without this check, Date.parse would make a year of "5".
  const date = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(date)) {
    return undefined;
  }
  const smallest = date - now;
  const largest = date + 999 - startedAt;
  if (smallest <= 0 && largest >= 0) {
    return 0;
  }
  return Math.round((smallest + largest) / 2);
}

import { spokenTimeLeft } from '../timeLeft';

/** ms. The largest moment that ECMAScript has a date for (ECMA-262, Time Values). */
const largestTime = 8.64e15;

/** A moment in UTC, and how far it is from now. Both epoch ms; the moment comes from outside. */
export function momentText(time: number, now: number): string {
  if (!hasDate(time)) {
    return isoTime(time);
  }
  const distance = exactDuration(Math.round(Math.abs(time - now)));
  return `${isoTime(time)}, ${time > now ? `in ${distance}` : `${distance} ago`}`;
}

/** A moment in UTC. @param time epoch ms, from outside */
export function isoTime(time: number): string {
  return hasDate(time) ? new Date(time).toISOString() : 'a moment that no calendar has';
}

function hasDate(time: number): boolean {
  return Math.abs(time) <= largestTime;
}

/** A moment as clocks on the wall show it, with their distance to UTC. @param offset minutes ahead of UTC */
export function localIsoTime(time: number, offset: number): string {
  const local = new Date(time + offset * 60_000).toISOString().replace('Z', '');
  const minutes = Math.abs(offset);
  const zone = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${local}${offset < 0 ? '-' : '+'}${zone.join(':')}`;
}

/** `340 ms`, `12 s`, `2 hours 3 minutes`. @param milliseconds not negative */
export function exactDuration(milliseconds: number): string {
  if (milliseconds < 1_000) {
    return `${milliseconds} ms`;
  }
  return milliseconds < 60_000 ? `${Math.round(milliseconds / 1_000)} s` : spokenTimeLeft(milliseconds);
}

/** Which way the local clock is off. @param clockOffset ms that the server's clock is ahead of the local one */
export function drift(clockOffset: number): string {
  if (clockOffset === 0) {
    return 'the same as on this machine, as far as can be seen';
  }
  return `this machine is ${exactDuration(Math.abs(clockOffset))} ${clockOffset > 0 ? 'behind' : 'ahead'}`;
}

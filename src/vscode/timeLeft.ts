const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The time left as briefly as a status bar wants it: `24m`, `2h 5m`, `3d`. Rounded down, so that it never promises too much. */
export function shortTimeLeft(milliseconds: number): string {
  if (milliseconds < minute) {
    return '<1m';
  }
  if (milliseconds < hour) {
    return `${Math.floor(milliseconds / minute)}m`;
  }
  if (milliseconds < day) {
    const minutes = Math.floor((milliseconds % hour) / minute);
    return `${Math.floor(milliseconds / hour)}h${minutes === 0 ? '' : ` ${minutes}m`}`;
  }
  return `${Math.floor(milliseconds / day)}d`;
}

/** The same in words, for screen readers and sentences. */
export function spokenTimeLeft(milliseconds: number): string {
  if (milliseconds < minute) {
    return 'less than a minute';
  }
  if (milliseconds < hour) {
    return count(Math.floor(milliseconds / minute), 'minute');
  }
  if (milliseconds < day) {
    const minutes = Math.floor((milliseconds % hour) / minute);
    const hours = count(Math.floor(milliseconds / hour), 'hour');
    return minutes === 0 ? hours : `${hours} ${count(minutes, 'minute')}`;
  }
  return count(Math.floor(milliseconds / day), 'day');
}

/**
 * How long until {@link shortTimeLeft} may read differently, in ms; at least 1.
 *
 * @param milliseconds the time left, positive
 */
export function untilTimeLeftChanges(milliseconds: number): number {
  return Math.max(1, (milliseconds % minute) + 1);
}

/**
 * Date and time in the zone of the machine that the extension runs on, which is named: over SSH or in a container it is not the one in front of the user.
 *
 * @param time epoch ms
 */
export function localTime(time: number): string {
  return new Date(time).toLocaleString(undefined, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

const isoTimestamp =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))? ?(?<zone>Z|[+-]\d\d(?::?\d\d)?)?$/i;

/** Numbers below are seconds (until the year 5138), numbers above are ms (since March 1973). */
const smallestMilliseconds = 100_000_000_000;

/** The last moment that a JavaScript date can hold, in epoch ms. */
const lastMoment = 8_640_000_000_000_000;

/**
 * Reads every form of a moment that Nomba was seen to send: ISO 8601 with `Z` or an offset, with no fraction, three digits or six, without a zone
 * (then it is UTC), with a space instead of the `T`, and epoch seconds or ms as a number or a string of digits.
 *
 * @returns epoch ms; `undefined` for anything else, zero and negative numbers included.
 */
export function parseTimestamp(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return fromEpoch(value);
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  const text = value.trim();
  return /^\d+$/.test(text) ? fromEpoch(Number(text)) : fromIso(text);
}

function fromEpoch(value: number): number | undefined {
  const moment = Math.round(value < smallestMilliseconds ? value * 1000 : value);
  return moment > 0 && moment <= lastMoment ? moment : undefined;
}

function fromIso(text: string): number | undefined {
  const parts = isoTimestamp.exec(text)?.groups;
  if (parts === undefined) {
    return undefined;
  }
  const { year, month, day, hour, minute, second, fraction = '', zone = 'Z' } = parts;
  const wallTime = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const moment = Date.parse(`${wallTime}Z`);
  // Date.parse turns 30 February into 2 March.
  if (Number.isNaN(moment) || !new Date(moment).toISOString().startsWith(wallTime)) {
    return undefined;
  }
  return moment + Number(fraction.slice(0, 3).padEnd(3, '0')) - zoneOffset(zone);
}

/** ms east of UTC. */
function zoneOffset(zone: string): number {
  if (zone.toUpperCase() === 'Z') {
    return 0;
  }
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

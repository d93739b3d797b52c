const windowUnits: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * How long the server asks us to wait: `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3), else the length of Nomba's rate limit window
 * (`X-Rate-Limit-Window: 1s`).
 *
 * @param headers names in lower case.
 * @param now epoch ms
 * @returns ms; `undefined` when it says nothing that can be read.
 */
export function retryAfterOf(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  return fromRetryAfter(headers, now) ?? fromWindow(headers['x-rate-limit-window']);
}

function fromRetryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) {
    return Number(value) * 1000;
  }
  // A date has letters; without this check, Date.parse would make a year of "-5".
  const until = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(until)) {
    return undefined;
  }
  // Both dates are the server's, so that a local clock that is wrong does not matter.
  const serverNow = Date.parse(headers['date'] ?? '');
  return Math.max(0, until - (Number.isNaN(serverNow) ? now : serverNow));
}

function fromWindow(value = ''): number | undefined {
  const [, count, unit = ''] = /^(\d{1,9}) ?(ms|s|m|h)$/i.exec(value.trim()) ?? [];
  const factor = windowUnits[unit.toLowerCase()];
  return factor === undefined ? undefined : Number(count) * factor;
}

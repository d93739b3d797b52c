import { renewalLockLife } from '../renewalLockFile';
import type { LockOwner } from '../lockFile';
import type { ProfileFacts, StoredFacts } from './doctorFacts';
import { inert } from './inert';
import { exactDuration, momentText } from './reportTimes';

/** What the report says of one profile. @param now epoch ms */
export function profileLines(profile: ProfileFacts, now: number): readonly string[] {
  const { environment, host, state, failure, token, stored, lock } = profile;
  return [
    `environment: ${environment}`,
    `host: ${inert(host)}`,
    ...('found' in stored
      ? storedLines(stored.found, state)
      : [`token: ${state}`, `secret storage: ${stored.problem}`]),
    ...(failure === undefined ? [] : [`last failure: ${failure}`]),
    ...(token === undefined
      ? []
      : [
          `issued: ${momentText(token.issuedAt, now)}`,
          `expires: ${momentText(token.expiresAt, now)}`,
          `next renewal: ${nextRenewal(profile, now)}`,
        ]),
    `renewal lock: ${'found' in lock ? lockState(lock.found) : lock.problem}`,
  ];
}

function storedLines(stored: StoredFacts, state: string): readonly string[] {
  return [
    `client secret: ${places[stored.clientSecret]}`,
    `token: ${state}, ${places[stored.token]}`,
    ...(stored.setAside ? ['a token record that could not be read was set aside'] : []),
  ];
}

const places: Readonly<Record<StoredFacts['token'], string>> = {
  stored: 'stored',
  memory: 'not stored, only in the memory of this window',
  unreadable: 'the stored record cannot be read',
  none: 'not stored',
};

function nextRenewal({ active, untilRenewal }: ProfileFacts, now: number): string {
  if (untilRenewal === undefined) {
    return active
      ? 'not by itself'
      : 'not by itself, because the profile is not the active one of this window';
  }
  return untilRenewal <= 0 ? 'due now' : momentText(Math.round(now + untilRenewal), now);
}

function lockState(owner: LockOwner | undefined): string {
  if (owner === undefined) {
    return 'free';
  }
  const { silence, pid, onThisMachine } = owner;
  const who = `${pid === undefined ? 'an unknown process' : `process ${pid}`} ${onThisMachine ? 'on this machine' : 'of another machine'}`;
  const heartbeat =
    silence < 0
      ? `heartbeat ${exactDuration(-silence)} in the future`
      : `last heartbeat ${exactDuration(silence)} ago`;
  return `${isLeftBehind(owner) ? 'left behind' : 'held'} by ${who}, ${heartbeat}`;
}

/** A living owner's heartbeat is never that old; nor is it in the future, unless the clock was put back. */
export function isLeftBehind({ silence }: LockOwner): boolean {
  return Math.abs(silence) > renewalLockLife;
}

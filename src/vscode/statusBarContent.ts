import type { Profile } from '../profiles/profile';
import { failureSentences } from '../tokens/tokenError';
import type { TokenSnapshot } from '../tokens/tokenState';
import { shortTimeLeft, spokenTimeLeft } from './timeLeft';

/** What the status bar shows. Plain data, so that it can be compared: the item is touched only when it reads differently. */
export interface StatusBarContent {
  readonly text: string;
  /** The same in words, for screen readers. */
  readonly label: string;
  /** Colour only when the user must act. */
  readonly urgency: 'none' | 'warning' | 'error';
}

export const unconfiguredContent: StatusBarContent = {
  text: '$(key) Nomba',
  label: 'Nomba: no profile yet',
  urgency: 'none',
};

/**
 * @param now epoch ms
 * @param autoRefresh whether an expired token will be renewed without the user
 */
export function statusBarContent(
  profile: Profile,
  snapshot: TokenSnapshot,
  now: number,
  autoRefresh: boolean,
): StatusBarContent {
  const name = profile.name;
  const spokenName = `Nomba ${profile.environment} profile ${name}`;
  const left = (snapshot.tokenSet?.expiresAt ?? now) - now;
  switch (snapshot.state) {
    case 'fresh':
    case 'expiring': {
      const valid = `token valid for ${spokenTimeLeft(left)}`;
      if (snapshot.failure === undefined) {
        return {
          text: `$(key) ${name} ${shortTimeLeft(left)}`,
          label: `${spokenName}: ${valid}`,
          urgency: 'none',
        };
      }
      // It passes by itself: no colour, since there is nothing to do.
      return isOffline(snapshot)
        ? {
            text: `$(debug-disconnect) ${name} offline ${shortTimeLeft(left)}`,
            label: `${spokenName}: offline; ${valid}`,
            urgency: 'none',
          }
        : {
            text: `$(warning) ${name} ${shortTimeLeft(left)}`,
            label: `${spokenName}: ${valid}; the last renewal did not succeed`,
            urgency: 'none',
          };
    }
    case 'refreshing':
      return {
        text: `$(sync~spin) ${name}`,
        label: `${spokenName}: asking Nomba for a token`,
        urgency: 'none',
      };
    case 'signedOut':
      return { text: `$(key) ${name} no token`, label: `${spokenName}: no token`, urgency: 'none' };
    case 'expired':
      return {
        text: `$(key) ${name} expired`,
        label: `${spokenName}: token expired`,
        urgency: autoRefresh ? 'none' : 'warning',
      };
    case 'failed': {
      const { failure } = snapshot;
      const sentence = failure === undefined ? '' : ` ${failureSentences[failure.kind]}`;
      if (left > 0) {
        return {
          text: `$(error) ${name} ${shortTimeLeft(left)}`,
          label: `${spokenName}: token valid for ${spokenTimeLeft(left)}, but it cannot be renewed.${sentence}`,
          urgency: 'error',
        };
      }
      const label = `${spokenName}: no token.${sentence}`;
      if (failure?.passes !== true) {
        return { text: `$(error) ${name}`, label, urgency: 'error' };
      }
      return isOffline(snapshot)
        ? { text: `$(debug-disconnect) ${name} offline`, label, urgency: 'warning' }
        : { text: `$(warning) ${name} no token`, label, urgency: 'warning' };
    }
  }
}

function isOffline({ failure }: TokenSnapshot): boolean {
  return failure?.kind === 'network';
}

import type { FailureKind } from '../../src/tokens/tokenError';
import type { StatusBarContent } from '../../src/vscode/statusBarContent';

/** What a kind of failure means: whether a retry can help, and what the user reads. */
const kinds = {
  wrongSecret: [
    'the user has to act',
    'Nomba refused the client secret (private key). Copy it again from the dashboard, up to the last “=”.',
  ],
  unknownClient: [
    'the user has to act',
    'Nomba does not know this client id in this environment. Live and test credentials are different pairs; check that the client id belongs to the environment of the profile.',
  ],
  unknownAccount: [
    'the user has to act',
    'Nomba does not know this account id. Use the parent account id from the dashboard, not a sub-account id.',
  ],
  wrongEnvironment: [
    'the user has to act',
    'This token belongs to Nomba’s other environment. Switch to a profile of the right environment.',
  ],
  rejected: ['the user has to act', 'Nomba refused the request. The log has its reason.'],
  rateLimited: [
    'it passes',
    'Nomba is limiting how often tokens are requested. Wait a moment, then try again.',
  ],
  network: [
    'it passes',
    'Nomba could not be reached. Check the connection, a proxy or a VPN, then try again.',
  ],
  untrusted: [
    'it passes',
    'The certificate of the server is not trusted on this machine. If your company inspects traffic, add its authority to the operating system and restart VS Code; check the clock, too.',
  ],
  networkGate: [
    'it passes',
    'Something in front of Nomba’s API refused the connection. In production, Nomba answers only to IP addresses on your allow-list.',
  ],
  server: ['it passes', 'Nomba had an error of its own. Try again in a moment.'],
  protocol: [
    'it passes',
    'The answer was not one of Nomba’s. Check the base URL of the profile, and any proxy in between.',
  ],
} as const satisfies Partial<Record<FailureKind, readonly ['it passes' | 'the user has to act', string]>>;

/** What a screen reader calls the profile of the matrix, which is named “shop”. */
export const spokenName = 'Nomba custom profile shop';

/** Whether trying again with nothing changed can help. */
export function passes(kind: FailureKind): boolean {
  return facts(kind)[0] === 'it passes';
}

/** The kind with its sentence. */
export function told(kind: FailureKind): string {
  return `${kind}: ${facts(kind)[1]}`;
}

/** What the status bar shows of the failure beside a token that lives for four minutes more, or where there is none. */
export function failedStatusBar(kind: FailureKind, hasToken: boolean): StatusBarContent {
  const sentence = facts(kind)[1];
  const isOffline = kind === 'network';
  if (!hasToken) {
    const label = `${spokenName}: no token. ${sentence}`;
    if (!passes(kind)) {
      return { text: '$(error) shop', label, urgency: 'error' };
    }
    return isOffline
      ? { text: '$(debug-disconnect) shop offline', label, urgency: 'warning' }
      : { text: '$(warning) shop no token', label, urgency: 'warning' };
  }
  const valid = 'token valid for 4 minutes';
  if (!passes(kind)) {
    const label = `${spokenName}: ${valid}, but it cannot be renewed. ${sentence}`;
    return { text: '$(error) shop 4m', label, urgency: 'error' };
  }
  return isOffline
    ? {
        text: '$(debug-disconnect) shop offline 4m',
        label: `${spokenName}: offline; ${valid}`,
        urgency: 'none',
      }
    : {
        text: '$(warning) shop 4m',
        label: `${spokenName}: ${valid}; the last renewal did not succeed`,
        urgency: 'none',
      };
}

function facts(kind: FailureKind): readonly ['it passes' | 'the user has to act', string] {
  if (!(kind in kinds)) {
    throw new Error(`The matrix has nothing about ${kind}.`);
  }
  return kinds[kind as keyof typeof kinds];
}

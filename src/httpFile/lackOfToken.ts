import { printable } from '../profiles/printable';

/** What does something about it: a command of ours or of VS Code's. */
export interface Remedy {
  /** Of a button, in the words of the command palette. */
  readonly title: string;
  readonly command: string;
  readonly argument?: unknown;
}

/** Why a reference to the token has nothing to refer to. */
export interface LackOfToken {
  /** The end of a sentence for the user. */
  readonly reason: string;
  readonly remedy: Remedy;
}

/** Why the token of a profile is not shared with a window. */
export type WithheldReason = 'production' | 'never' | 'untrusted';

export const withheldTokens: Readonly<Record<WithheldReason, LackOfToken>> = {
  production: {
    reason: 'a production token is shared only after you say yes.',
    remedy: { title: 'Share Production Token with This Window', command: 'nomba.shareProductionToken' },
  },
  never: {
    reason: 'you have turned sharing off.',
    remedy: {
      title: 'Open Settings',
      command: 'workbench.action.openSettings',
      argument: 'nomba.shareWithHttpClients',
    },
  },
  untrusted: {
    reason: 'you do not trust this workspace.',
    remedy: { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
  },
};

export const noProfile: LackOfToken = {
  reason: 'there is no Nomba profile yet.',
  remedy: { title: 'Add Profile', command: 'nomba.addProfile' },
};

/** @param profile the name of one of the user's. */
export function noToken(profile: string): LackOfToken {
  return { reason: `“${printable(profile)}” has no token yet.`, remedy: issueToken(profile) };
}

/** @param profile the name of one of the user's. */
export function expiredToken(profile: string): LackOfToken {
  return { reason: `the token of “${printable(profile)}” has expired.`, remedy: issueToken(profile) };
}

function issueToken(profile: string): Remedy {
  return { title: 'Issue Token', command: 'nomba.issueToken', argument: { profile } };
}

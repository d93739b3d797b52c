import * as vscode from 'vscode';
import type { CommandId } from '../contributions';
import type { Profile } from '../profiles/profile';
import { toTokenError, type FailureKind } from '../tokens/tokenError';
import { runAction } from './runAction';

interface FailureButton {
  readonly title: string;
  readonly command: CommandId;
  /** Whether the command is for the profile that failed; else it asks for one. */
  readonly forThisProfile: boolean;
}

const enterClientSecret: FailureButton = {
  title: 'Enter Client Secret',
  command: 'nomba.setClientSecret',
  forThisProfile: true,
};
const editProfile: FailureButton = {
  title: 'Edit Profile',
  command: 'nomba.editProfile',
  forThisProfile: true,
};
const switchProfile: FailureButton = {
  title: 'Switch Profile',
  command: 'nomba.switchProfile',
  forThisProfile: false,
};
const tryAgain: FailureButton = { title: 'Try Again', command: 'nomba.refreshToken', forThisProfile: true };
const runDoctor: FailureButton = { title: 'Run Doctor', command: 'nomba.doctor', forThisProfile: false };
const showLog: FailureButton = { title: 'Show Log', command: 'nomba.showLog', forThisProfile: false };

/** What a person can do about a failure, most useful first. */
const failureButtons: Readonly<Record<FailureKind, readonly FailureButton[]>> = {
  missingSecret: [enterClientSecret],
  wrongSecret: [enterClientSecret, editProfile, showLog],
  unknownClient: [editProfile, showLog],
  unknownAccount: [editProfile, showLog],
  wrongEnvironment: [switchProfile, editProfile],
  rejected: [editProfile, showLog],
  rateLimited: [tryAgain, showLog],
  network: [tryAgain, runDoctor],
  untrusted: [tryAgain, runDoctor],
  networkGate: [tryAgain, runDoctor],
  server: [tryAgain, showLog],
  protocol: [editProfile, runDoctor],
  storage: [enterClientSecret, runDoctor],
  cancelled: [],
};

/**
 * Says what happened and what to do, with buttons that do it. Returns at once: nobody waits for a toast to be closed. Cancelling is not an error and shows
 * nothing.
 *
 * @param prefix what was tried, as the beginning of the sentence; e.g. `No token for “sandbox”.`
 */
export function showFailure(prefix: string, profile: Profile | undefined, error: unknown): void {
  const { kind, message } = toTokenError(error);
  if (kind === 'cancelled') {
    return;
  }
  const buttons = failureButtons[kind];
  const titles = buttons.map(({ title }) => title);
  void vscode.window.showErrorMessage(`${prefix} ${message}`.trim(), ...titles).then(async (chosen) => {
    const button = buttons.find(({ title }) => title === chosen);
    if (button !== undefined) {
      const { title, command, forThisProfile } = button;
      await runAction({
        title,
        command,
        ...(profile !== undefined && forThisProfile && { argument: { profile: profile.name } }),
      });
    }
  });
}

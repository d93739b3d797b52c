import * as vscode from 'vscode';
import { checkArgument } from '../commandArgument';
import { identityKey, identityOf } from '../../profiles/profile';
import type { Command } from '../command';

/** Removes every client secret and token that the extension has ever stored on this machine. The profiles stay. */
export const eraseAllSecrets: Command<'nomba.eraseAllSecrets'> = (services) => async (value) => {
  const argument = checkArgument(value, { confirm: 'boolean' });
  if (argument?.confirm === undefined) {
    const answer = await vscode.window.showWarningMessage(
      'Erase all Nomba secrets from this machine?',
      {
        modal: true,
        detail:
          'All client secrets and tokens are removed; the profiles stay. Tokens stay valid at Nomba until they expire; revoke them first if they must not.',
      },
      'Erase',
    );
    if (answer === undefined) {
      return undefined;
    }
  }
  const { profiles, changes, tokens, secretIndex, clipboard } = services;
  await changes.run(async () => {
    const identities = profiles.all.map(identityOf);
    // The secrets first: a token call that begins in between finds none, and what is under way by then is ended.
    await secretIndex.eraseAll(identities.map(identityKey));
    await Promise.all(identities.map(async (identity) => tokens.forget(identity)));
  });
  await clipboard.clear();
  void vscode.window.showInformationMessage('All Nomba secrets are erased from this machine.');
  return undefined;
};

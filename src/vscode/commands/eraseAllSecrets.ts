import * as vscode from 'vscode';
import { checkArgument } from '../commandArgument';
import { identityKey, identityOf } from '../../profiles/profile';
import type { Command } from '../command';
import { makeChange } from '../makeChange';
import { showWarning } from '../showWarning';
import { notErased } from '../storageMessages';

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
  const { profiles, tokens, secretIndex, clipboard } = services;
  const erased = await makeChange(services, 'Erasing all Nomba secrets…', async (begin) => {
    begin();
    const identities = profiles.all.map(identityOf);
    // The secrets first: a token call that begins in between finds none, and what is under way by then is ended.
    const [fromIndex] = await Promise.allSettled([secretIndex.eraseAll(identities.map(identityKey))]);
    const forgotten = await Promise.allSettled(identities.map(async (identity) => tokens.forget(identity)));
    return fromIndex.status === 'fulfilled' && forgotten.every(({ status }) => status === 'fulfilled')
      ? fromIndex.value
      : 'notErased';
  });
  await clipboard.clear();
  switch (erased) {
    case 'all':
      void vscode.window.showInformationMessage('All Nomba secrets are erased from this machine.');
      break;
    case 'known':
      showWarning(
        'The Nomba secrets of your profiles are erased. The list of stored secrets was damaged, so those of profiles that you have removed may be left in VS Code’s secret storage.',
      );
      break;
    case 'notErased':
      throw notErased('Some Nomba secrets could not be erased:');
  }
  return undefined;
};

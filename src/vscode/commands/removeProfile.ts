import * as vscode from 'vscode';
import { identityOf } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { makeChange } from '../makeChange';
import { profileNamed, profileOrPick } from '../pickProfile';
import type { Command } from '../command';
import type { Services } from '../services';
import { forgetUnused } from '../saveProfile';
import { notErased } from '../storageMessages';

/** Named in the argument, the profile is removed without a question. */
export const removeProfile: Command<'nomba.removeProfile'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const profile = await profileOrPick(services, argument?.profile, 'Which profile do you want to remove?');
  if (profile === undefined) {
    return undefined;
  }
  if (argument?.profile === undefined) {
    const answer = await vscode.window.showWarningMessage(
      `Remove the profile “${profile.name}”?`,
      {
        modal: true,
        detail:
          'Its client secret and its token are removed from this machine, unless another profile uses the same credentials. The token stays valid at Nomba until it expires; revoke it first if it must not.',
      },
      'Remove',
    );
    if (answer === undefined) {
      return undefined;
    }
  }
  const { wasActive, isForgotten } = await makeChange(
    services,
    `Removing “${profile.name}”…`,
    async (begin) => remove(services, profile.name, begin),
  );
  if (!isForgotten) {
    throw notErased(`“${profile.name}” is removed, but its client secret and token could not be deleted:`);
  }
  const { active } = services.profiles;
  const next = active === undefined ? '' : ` This window uses “${active.name}” now.`;
  void vscode.window.showInformationMessage(`“${profile.name}” is removed.${wasActive ? next : ''}`);
  return undefined;
};

interface Removal {
  /** Whether it was the one of this window. */
  readonly wasActive: boolean;
  /** Whether nothing of it is stored any more. */
  readonly isForgotten: boolean;
}

async function remove(services: Services, name: string, begin: () => void): Promise<Removal> {
  // As it is by now: it may have been edited, or removed, since it was picked.
  const profile = profileNamed(services, name);
  const { profiles } = services;
  const wasActive = profiles.active?.name === name;
  begin();
  await profiles.remove(name);
  return { wasActive, isForgotten: await forgetUnused(services, identityOf(profile)) };
}

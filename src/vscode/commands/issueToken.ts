import * as vscode from 'vscode';
import { identityOf, type Profile } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { showFailure } from '../failureMessages';
import { profileOrActive } from '../pickProfile';
import type { Command } from '../command';
import type { Services } from '../services';
import { spokenTimeLeft } from '../timeLeft';
import { readWithProgress, withCancellableProgress } from '../cancellableProgress';
import { tokenStatusOf } from '../tokenStatus';

/** A valid token is kept unless the caller forces, or the person who is asked says so. */
export const issueToken: Command<'nomba.issueToken'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string', force: 'boolean' });
  const profile = profileOrActive(services, argument?.profile);
  const { tokens } = services;
  await readWithProgress(async () => tokens.load(identityOf(profile)));
  const force =
    argument === undefined ? await askWhetherToForce(services, profile) : (argument.force ?? false);
  if (force === undefined) {
    return tokenStatusOf(profile, tokens);
  }
  try {
    const { expiresAt } = await withCancellableProgress(
      `Issuing a token for “${profile.name}”…`,
      async (signal) => tokens.issue(identityOf(profile), force, signal),
    );
    if (argument === undefined) {
      const left = spokenTimeLeft(expiresAt - services.clock.now());
      void vscode.window.showInformationMessage(`“${profile.name}” has a token, valid for ${left}.`);
    }
  } catch (error) {
    showFailure(`No token was issued for “${profile.name}”.`, profile, error);
  }
  return tokenStatusOf(profile, tokens);
};

/** `undefined` when the present token is to be kept. */
async function askWhetherToForce(
  { tokens, clock }: Services,
  profile: Profile,
): Promise<boolean | undefined> {
  const { state, tokenSet } = tokens.snapshot(identityOf(profile));
  const left = (tokenSet?.expiresAt ?? 0) - clock.now();
  if (left <= 0 || state === 'expiring') {
    return false;
  }
  const answer = await vscode.window.showWarningMessage(
    `“${profile.name}” has a token that is valid for ${spokenTimeLeft(left)}. Issue another one?`,
    {
      modal: true,
      detail:
        'Nomba may keep a single session: a new token can make the present one invalid wherever else it is in use. It also limits how often tokens are issued.',
    },
    'Issue New Token',
  );
  return answer === undefined ? undefined : true;
}

import * as vscode from 'vscode';
import type { TokenStatus } from '../contributions';
import { identityKey, identityOf, type Identity, type Profile } from '../profiles/profile';
import type { Secret } from '../profiles/secret';
import { showFailure } from './failureMessages';
import type { Services } from './services';
import { withTokenProgress } from './tokenProgress';
import { tokenStatusOf } from './tokenStatus';

export interface ProfileChange {
  readonly profile: Profile;
  /** The profile that this one takes the place of. */
  readonly replaces?: Profile;
  /** Absent when the stored one is kept. */
  readonly clientSecret: Secret | undefined;
}

/**
 * Saves a profile and its secret, makes it the window's profile, and checks the pair by having a token issued. A refusal is explained and loses nothing:
 * the profile stays, to be corrected.
 */
export async function saveProfile(services: Services, change: ProfileChange): Promise<TokenStatus> {
  const { profile, replaces, clientSecret } = change;
  const { profiles, clientSecrets, tokens } = services;
  const identity = identityOf(profile);
  // The secret first: a profile that shows up without its secret would be reported as incomplete by the other windows.
  if (clientSecret !== undefined) {
    await clientSecrets.write(identity, clientSecret);
  }
  if (replaces === undefined) {
    await profiles.add(profile);
  } else {
    await profiles.replace(replaces.name, profile);
    await forgetUnused(services, identityOf(replaces));
  }
  await profiles.activate(profile);
  tokens.forgetFailure(identity);
  return checkCredentials(services, profile, clientSecret !== undefined);
}

/** Issues a token to see whether Nomba accepts the credentials, and says what came of it. */
export async function checkCredentials(
  services: Services,
  profile: Profile,
  force: boolean,
): Promise<TokenStatus> {
  const { tokens, settings } = services;
  try {
    const { expiresAt } = await withTokenProgress(
      `Checking the credentials of “${profile.name}” with Nomba…`,
      async (signal) => tokens.issue(identityOf(profile), force, signal),
    );
    const prospect = settings.get('nomba.autoRefresh.enabled')
      ? 'Its token renews itself.'
      : `Its token is valid until ${new Date(expiresAt).toLocaleTimeString(undefined, { timeStyle: 'short' })}.`;
    void vscode.window.showInformationMessage(`“${profile.name}” is ready. ${prospect}`);
  } catch (error) {
    showFailure(`“${profile.name}” is saved, but has no token.`, profile, error);
  }
  return tokenStatusOf(profile, tokens);
}

/** Removes the secret and the token of an identity that no profile has any more. */
export async function forgetUnused(services: Services, identity: Identity): Promise<void> {
  const key = identityKey(identity);
  if (services.profiles.all.every((profile) => identityKey(identityOf(profile)) !== key)) {
    await services.tokens.forget(identity);
    await services.clientSecrets.remove(identity);
  }
}

import * as vscode from 'vscode';
import type { TokenStatus } from '../contributions';
import { identityKey, identityOf, type Identity, type Profile } from '../profiles/profile';
import type { Secret } from '../profiles/secret';
import { toTokenError } from '../tokens/tokenError';
import { showFailure } from './failureMessages';
import { makeChange } from './makeChange';
import { profileNamed } from './pickProfile';
import { Refusal } from './refusal';
import type { Services } from './services';
import { showWarning } from './showWarning';
import { notErased } from './storageMessages';
import { withCancellableProgress } from './cancellableProgress';
import { tokenStatusOf } from './tokenStatus';

export interface ProfileChange {
  readonly profile: Profile;
  /** The profile that this one takes the place of. */
  readonly replaces?: Profile;
  /** Absent when the stored one is kept. */
  readonly clientSecret: Secret | undefined;
}

/**
 * Saves a profile and its secret, makes a new one the window's profile, and checks the pair by having a token issued. A refusal is explained and loses nothing:
 * the profile stays, to be corrected.
 *
 * @param change asked for when nothing else changes the profiles, so that it can go by what they are then.
 * @throws {Refusal} when the settings cannot be written, the name is taken, or the profile to be replaced is not what it was; nothing has changed then.
 */
export async function saveProfile(services: Services, change: () => ProfileChange): Promise<TokenStatus> {
  const { profile, secretChange } = await makeChange(services, 'Saving the profile…', async (begin) =>
    store(services, change(), begin),
  );
  return checkCredentials(services, profile, secretChange);
}

async function store(
  services: Services,
  { profile, replaces, clientSecret }: ProfileChange,
  begin: () => void,
): Promise<{ profile: Profile; secretChange: ClientSecretChange | undefined }> {
  const { profiles } = services;
  if (replaces !== undefined) {
    refuseChanged(services, replaces);
  }
  // Before anything is stored: a secret that is stored and taken back would end a token call of the profile that has the name.
  if (profile.name !== replaces?.name && profiles.find(profile.name) !== undefined) {
    throw new Refusal(`There is a profile “${profile.name}” already. Choose another name.`);
  }
  const kept =
    replaces !== undefined && clientSecret === undefined
      ? await movedSecret(services, replaces, profile)
      : undefined;
  // Another profile's correction is no reason to leave the one that this window works with.
  const activate = replaces === undefined || profiles.active?.name === replaces.name;
  // The secret first: a profile that shows up without its secret would be reported as incomplete by the other windows.
  const newSecret = clientSecret ?? kept;
  const secretChange = newSecret && (await storeClientSecret(services, profile, newSecret, begin));
  begin();
  try {
    await (replaces === undefined ? profiles.add(profile) : profiles.replace(replaces.name, profile));
  } catch (error) {
    // What went wrong counts, also when the storage does not take the change back.
    await restoreClientSecret(services, profile, secretChange).catch(() => undefined);
    throw error;
  }
  const isForgotten = replaces === undefined || (await forgetUnused(services, identityOf(replaces)));
  if (activate) {
    await profiles.activate(profile);
  }
  if (!isForgotten) {
    const { message, button } = notErased(`What “${profile.name}” had before could not be deleted:`);
    showWarning(message, button);
  }
  return { profile, secretChange };
}

/**
 * The stored secret, where the profile goes on under another identity. Under the same one the secret lies where it belongs, and a token that is valid stays so: a
 * new name is no reason to ask Nomba.
 */
async function movedSecret(
  { clientSecrets }: Services,
  former: Profile,
  profile: Profile,
): Promise<Secret | undefined> {
  const moves = identityKey(identityOf(profile)) !== identityKey(identityOf(former));
  return moves ? clientSecrets.read(identityOf(former)) : undefined;
}

/**
 * Whoever was asked something had a profile before them that may be another one by now, or gone; a secret for the one is not a secret for the other.
 *
 * @throws {Refusal} when it is not there any more, or has other credentials.
 */
export function refuseChanged(services: Services, profile: Profile): void {
  const present = profileNamed(services, profile.name);
  if (identityKey(identityOf(present)) !== identityKey(identityOf(profile))) {
    throw new Refusal(`The profile “${profile.name}” was changed meanwhile. Try again.`);
  }
}

/** A client secret that was stored and is yet to be checked. */
export interface ClientSecretChange {
  readonly clientSecret: Secret;
  /** What was stored for the same identity before. */
  readonly former: Secret | undefined;
  /** Nomba has refused that one, too. */
  readonly formerRefused: boolean;
}

/** @param begin called before anything is stored; when it throws, nothing is. */
export async function storeClientSecret(
  { clientSecrets, tokens }: Services,
  profile: Profile,
  clientSecret: Secret,
  begin: () => void,
): Promise<ClientSecretChange> {
  const identity = identityOf(profile);
  const formerRefused = tokens.snapshot(identity).failure?.kind === 'wrongSecret';
  // A storage that cannot be read is no reason to refuse what the user has just entered.
  const former = await clientSecrets.read(identity).catch(() => undefined);
  begin();
  await clientSecrets.write(identity, clientSecret);
  tokens.credentialsChanged(identity);
  return { clientSecret, former, formerRefused };
}

/** Takes a change back, unless there is another one by now. */
async function restoreClientSecret(
  { clientSecrets, tokens }: Services,
  profile: Profile,
  change: ClientSecretChange | undefined,
): Promise<void> {
  const identity = identityOf(profile);
  const stored = await clientSecrets.read(identity);
  if (stored === undefined || change?.clientSecret.equals(stored) !== true) {
    return;
  }
  await (change.former === undefined
    ? clientSecrets.remove(identity)
    : clientSecrets.write(identity, change.former));
  tokens.credentialsChanged(identity);
}

/**
 * Issues a token to see whether Nomba accepts the credentials, and says what came of it. A new client secret that Nomba refuses does not cost the one that
 * was there before: another profile may live on it.
 */
export async function checkCredentials(
  services: Services,
  profile: Profile,
  secretChange: ClientSecretChange | undefined,
): Promise<TokenStatus> {
  const { tokens, settings, clock } = services;
  const identity = identityOf(profile);
  try {
    const { expiresAt } = await withCancellableProgress(
      `Checking the credentials of “${profile.name}” with Nomba…`,
      async (signal) => tokens.issue(identity, secretChange !== undefined, signal),
    );
    const prospect = settings.get('nomba.autoRefresh.enabled')
      ? 'Its token renews itself.'
      : `Its token is valid until ${new Date(expiresAt).toLocaleTimeString(undefined, { timeStyle: 'short' })}.`;
    void vscode.window.showInformationMessage(`“${profile.name}” is ready. ${prospect}`);
  } catch (error) {
    const hadBetter = secretChange?.former !== undefined && !secretChange.formerRefused;
    if (hadBetter && toTokenError(error).kind === 'wrongSecret') {
      await services.changes
        .run(async () => restoreClientSecret(services, profile, secretChange))
        .catch(() => undefined);
      showFailure(`“${profile.name}” keeps the client secret that it had.`, profile, error);
    } else {
      const alive = (tokens.snapshot(identity).tokenSet?.expiresAt ?? 0) > clock.now();
      const rest = alive ? ' and keeps its token, but the check failed.' : ', but has no token.';
      showFailure(`“${profile.name}” is saved${rest}`, profile, error);
    }
  }
  return tokenStatusOf(profile, tokens);
}

/**
 * Removes the secret and the token of an identity that no profile has any more, and what was set aside of it.
 *
 * @returns `false` when one of them may still be stored; this window knows neither any more.
 */
export async function forgetUnused(services: Services, identity: Identity): Promise<boolean> {
  const key = identityKey(identity);
  if (services.profiles.all.some((profile) => identityKey(identityOf(profile)) === key)) {
    return true;
  }
  // In this order: a renewal that another window has under way looks whether the secret is still there after it has stored its token.
  const secretRemoved = await succeeds(services.clientSecrets.remove(identity));
  const tokenRemoved = await succeeds(services.tokens.forget(identity));
  const restRemoved = await succeeds(services.secretIndex.eraseSetAside(key));
  return secretRemoved && tokenRemoved && restRemoved;
}

async function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

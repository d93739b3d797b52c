import * as vscode from 'vscode';
import { noProfile as withoutProfile } from '../httpFile/lackOfToken';
import { printable } from '../profiles/printable';
import { baseUrlOf, identityKey, identityOf, type Profile } from '../profiles/profile';
import { readWithProgress } from './cancellableProgress';
import { Refusal } from './refusal';
import type { Services } from './services';

/** @throws {Refusal} when there is no such profile. */
export function profileNamed({ profiles }: Services, name: string): Profile {
  const profile = profiles.find(name);
  if (profile === undefined) {
    throw new Refusal(`There is no profile “${printable(name)}”.`, {
      title: 'Switch Profile',
      command: 'nomba.switchProfile',
    });
  }
  return profile;
}

/**
 * The named profile, else the window's active one.
 *
 * @throws {Refusal} when there is none.
 */
export function profileOrActive(services: Services, name: string | undefined): Profile {
  if (name !== undefined) {
    return profileNamed(services, name);
  }
  const { active } = services.profiles;
  if (active === undefined) {
    throw noProfile();
  }
  return active;
}

/**
 * For whoever has waited for the token of {@link profileOrActive}: the name may stand for other credentials by now, or the window may have another profile. The token would be
 * taken for theirs, and sent to their host.
 *
 * @throws {Refusal} when it is not the token of the profile that was asked for any more. A new name alone changes nothing.
 */
export function refuseLateToken({ profiles }: Services, name: string | undefined, asked: Profile): void {
  const key = identityKey(identityOf(asked));
  const isOfSameIdentity = (profile: Profile): boolean => identityKey(identityOf(profile)) === key;
  const present =
    name === undefined ? profiles.active : (profiles.find(name) ?? profiles.all.find(isOfSameIdentity));
  if (present === undefined || !isOfSameIdentity(present)) {
    throw new Refusal(`“${asked.name}” was changed, or left, while its token was awaited. Try again.`);
  }
}

/** The named profile, else the one that the user picks; `undefined` when they pick none. */
export async function profileOrPick(
  services: Services,
  name: string | undefined,
  placeHolder: string,
): Promise<Profile | undefined> {
  if (name !== undefined) {
    return profileNamed(services, name);
  }
  const { profiles, tokens } = services;
  if (profiles.all.length === 0) {
    throw noProfile();
  }
  // This window knows only the tokens that it has looked at.
  await readWithProgress(async () =>
    Promise.all(profiles.all.map(async (profile) => tokens.load(identityOf(profile)))),
  );
  const { active } = profiles;
  // The one in use first: Enter must not hit another.
  const inOrder = [...profiles.all].sort((one, other) => Number(other === active) - Number(one === active));
  const items = inOrder.map((profile) => ({
    profile,
    label: profile.name,
    description: `${profile.environment} · ${new URL(baseUrlOf(profile)).host}`,
    detail: `${profile === active ? 'active in this window · ' : ''}${stateLabels[tokens.snapshot(identityOf(profile)).state]}`,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return picked?.profile;
}

const stateLabels = {
  signedOut: 'no token',
  fresh: 'token valid',
  expiring: 'token about to expire',
  refreshing: 'asking Nomba',
  expired: 'token expired',
  failed: 'needs attention',
} as const;

function noProfile(): Refusal {
  return new Refusal('There is no Nomba profile yet.', withoutProfile.remedy);
}

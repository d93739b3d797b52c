import * as vscode from 'vscode';
import { authorizationHeader, bearerValue } from '../../httpFile/tokenReference';
import { identityOf, type Profile } from '../../profiles/profile';
import { Secret } from '../../profiles/secret';
import { checkArgument } from '../commandArgument';
import { showFailure } from '../failureMessages';
import { profileOrActive } from '../pickProfile';
import type { Command } from '../command';
import type { Services } from '../services';
import { withCancellableProgress } from '../cancellableProgress';

export const copyAccessToken: Command<'nomba.copyAccessToken'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const profile = profileOrActive(services, argument?.profile);
  await copy(services, profile, 'access token', (accessToken) => accessToken);
  return undefined;
};

export const copyAuthorizationHeader: Command<'nomba.copyAuthorizationHeader'> =
  (services) => async (value) => {
    const argument = checkArgument(value, { profile: 'string' });
    const profile = profileOrActive(services, argument?.profile);
    await copy(
      services,
      profile,
      'Authorization header',
      (accessToken) => new Secret(authorizationHeader(bearerValue(accessToken.reveal()))),
    );
    return undefined;
  };

async function copy(
  { tokens, clipboard, settings }: Services,
  profile: Profile,
  what: string,
  form: (accessToken: Secret) => Secret,
): Promise<void> {
  try {
    const { accessToken } = await withCancellableProgress(
      `Getting the token of “${profile.name}”…`,
      async (signal) => tokens.get(identityOf(profile), { signal, byUser: true }),
    );
    const clearAfter = settings.clearClipboardAfter;
    await clipboard.write(form(accessToken), clearAfter);
    // One line: VS Code cuts off the rest of a toast that has no buttons.
    const until = clearAfter === 0 ? '' : ` Cleared in ${clearAfter / 1000} s.`;
    void vscode.window.showInformationMessage(`Copied the ${what} of “${profile.name}”.${until}`);
  } catch (error) {
    showFailure(`There is no token of “${profile.name}” to copy.`, profile, error);
  }
}

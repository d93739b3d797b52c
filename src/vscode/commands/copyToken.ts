import * as vscode from 'vscode';
import { authorizationHeader, bearerValue } from '../../httpFile/tokenReference';
import { identityOf } from '../../profiles/profile';
import { Secret } from '../../profiles/secret';
import { checkArgument } from '../commandArgument';
import { showFailure } from '../failureMessages';
import { profileOrActive, refuseLateToken } from '../pickProfile';
import type { Command } from '../command';
import { isRefusal } from '../refusal';
import type { Services } from '../services';
import { withCancellableProgress } from '../cancellableProgress';

export const copyAccessToken: Command<'nomba.copyAccessToken'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  await copy(services, argument?.profile, 'access token', (accessToken) => accessToken);
  return undefined;
};

export const copyAuthorizationHeader: Command<'nomba.copyAuthorizationHeader'> =
  (services) => async (value) => {
    const argument = checkArgument(value, { profile: 'string' });
    await copy(
      services,
      argument?.profile,
      'Authorization header',
      (accessToken) => new Secret(authorizationHeader(bearerValue(accessToken.reveal()))),
    );
    return undefined;
  };

async function copy(
  services: Services,
  name: string | undefined,
  what: string,
  form: (accessToken: Secret) => Secret,
): Promise<void> {
  const { tokens, clipboard, settings } = services;
  const profile = profileOrActive(services, name);
  try {
    const { accessToken } = await withCancellableProgress(
      `Getting the token of “${profile.name}”…`,
      async (signal) => tokens.get(identityOf(profile), { signal, byUser: true }),
    );
    refuseLateToken(services, name, profile);
    const clearAfter = settings.clearClipboardAfter;
    await clipboard.write(form(accessToken), clearAfter);
    // One line: VS Code cuts off the rest of a toast that has no buttons.
    const until = clearAfter === 0 ? '' : ` Cleared in ${clearAfter / 1000} s.`;
    void vscode.window.showInformationMessage(`Copied the ${what} of “${profile.name}”.${until}`);
  } catch (error) {
    if (isRefusal(error)) {
      throw error;
    }
    showFailure(`There is no token of “${profile.name}” to copy.`, profile, error);
  }
}

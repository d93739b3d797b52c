import * as vscode from 'vscode';
import { readNombaClaims } from '../../httpFile/jsonWebToken';
import { baseUrlOf, identityOf } from '../../profiles/profile';
import { readWithProgress } from '../cancellableProgress';
import { checkArgument } from '../commandArgument';
import { profileOrActive } from '../pickProfile';
import { Refusal } from '../refusal';
import type { Command } from '../command';
import { localTime, spokenTimeLeft } from '../timeLeft';

/** What the token says of itself, and how long it has left. Never the token. */
export const inspectToken: Command<'nomba.inspectToken'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const profile = profileOrActive(services, argument?.profile);
  const tokenSet = await readWithProgress(async () => services.tokens.load(identityOf(profile)));
  if (tokenSet === undefined) {
    throw new Refusal(`“${profile.name}” has no token.`, {
      title: 'Issue Token',
      command: 'nomba.issueToken',
      argument: { profile: profile.name },
    });
  }
  const left = tokenSet.expiresAt - services.clock.now();
  const claims = readNombaClaims(tokenSet.accessToken.reveal());
  const facts: readonly (readonly [term: string, value: string | undefined])[] = [
    ['Profile', profile.name],
    ['Sent to', baseUrlOf(profile)],
    ['Issued', localTime(tokenSet.issuedAt)],
    [left > 0 ? 'Expires' : 'Expired', localTime(tokenSet.expiresAt)],
    ['Time left', left > 0 ? spokenTimeLeft(left) : 'none'],
    ['Refresh token', tokenSet.refreshToken === undefined ? 'none' : 'stored'],
    ['Account id in the token', claims?.accountId],
    ['Client id in the token', claims?.clientId],
    ['Environment in the token', claims?.environment],
  ];
  await vscode.window.showQuickPick(
    facts.flatMap(([term, text]) => (text === undefined ? [] : [{ label: term, description: text }])),
    {
      title: `Token of “${profile.name}”`,
      placeHolder: 'The claims are hints that the token carries, not proof',
    },
  );
  return undefined;
};

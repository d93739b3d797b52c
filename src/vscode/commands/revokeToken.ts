import * as vscode from 'vscode';
import { identityOf } from '../../profiles/profile';
import { toTokenError, whatHappened } from '../../tokens/tokenError';
import type { RevokeOutcome } from '../../tokens/revocation';
import { checkArgument } from '../commandArgument';
import { profileOrActive } from '../pickProfile';
import type { Command } from '../command';
import { Refusal } from '../refusal';
import { showWarning } from '../showWarning';
import { notErased } from '../storageMessages';
import { readWithProgress, withCancellableProgress } from '../cancellableProgress';
import { tokenStatusOf } from '../tokenStatus';

/** Asks first, unless the caller has said `confirm`. The local copy goes whatever Nomba answers, and the user is told which of the two happened. */
export const revokeToken: Command<'nomba.revokeToken'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string', confirm: 'boolean' });
  const profile = profileOrActive(services, argument?.profile);
  const { tokens } = services;
  const identity = identityOf(profile);
  const tokenSet = await readWithProgress(async () => tokens.read(identity)).catch((error: unknown) => {
    if (toTokenError(error).kind === 'cancelled') {
      throw error;
    }
    throw new Refusal(
      `VS Code’s secret storage cannot be read, so nobody knows whether “${profile.name}” has a token. Restart VS Code, then revoke it.`,
      { title: 'Run Doctor', command: 'nomba.doctor' },
    );
  });
  // Without one there is nothing to ask about. But a call may be under way that brings one, in this window or another: it is not to have the last word.
  const asks = tokenSet !== undefined && argument?.confirm === undefined;
  if (asks && !(await askWhetherToRevoke(profile.name))) {
    return tokenStatusOf(profile, tokens);
  }
  const outcome = await withCancellableProgress(`Revoking the token of “${profile.name}”…`, async (signal) =>
    tokens.revoke(identity, signal),
  );
  tell(profile.name, outcome);
  return tokenStatusOf(profile, tokens);
};

async function askWhetherToRevoke(profileName: string): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    `Revoke the token of “${profileName}”?`,
    {
      modal: true,
      detail:
        'Nomba will refuse it from now on, wherever it is in use. The profile and its client secret stay; you can issue a new token at any time.',
    },
    'Revoke',
  );
  return answer !== undefined;
}

function tell(profileName: string, outcome: RevokeOutcome): void {
  if (outcome.kind !== 'nothingToRevoke' && outcome.isLeftInStore === true) {
    const said = outcome.kind === 'revoked' ? 'is revoked' : 'may stay valid until it expires';
    const { message, button } = notErased(
      `The token of “${profileName}” ${said}, but it could not be deleted:`,
    );
    showWarning(message, button);
    return;
  }
  switch (outcome.kind) {
    case 'nothingToRevoke':
      void vscode.window.showInformationMessage(`“${profileName}” has no token to revoke.`);
      break;
    case 'revoked':
      void vscode.window.showInformationMessage(`Nomba has revoked the token of “${profileName}”.`);
      break;
    case 'removedLocally':
      showWarning(
        `The token of “${profileName}” is removed here, but Nomba did not confirm: it may stay valid until it expires. ${whatHappened(outcome.failure.kind)}`,
        { title: 'Show Log', command: 'nomba.showLog' },
      );
      break;
  }
}

import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { formatTokenRecord } from '../../../src/tokens/tokenRecord';
import { identityKey, identityOf } from '../../../src/profiles/profile';
import { Secret } from '../../../src/profiles/secret';
import { secretKeys } from '../../../src/vscode/editorSecrets';
import { queueFault, resetEmulator } from '../../integration/emulatorControl';
import { eventually } from '../../integration/eventually';
import { setSetting, sharedVariables } from '../../integration/extension';
import { forgetMessages, willAnswer } from '../../integration/messages';
import { clientOf, credentialsNames, profileOf, type Cast, type CredentialsName } from './cast';
import { endStateOf, type EndState } from './endState';
import type { ModelState } from './model';
import type { Schedule } from './schedule';
import { startStates } from './startStates';
import type { TestWindow } from './testWindow';

/** ms. As long as the emulator's tokens live. */
const lifetime = 30 * 60_000;

/** Under which key SecretStorage keeps what belongs to these credentials. */
export function identityKeyOf(cast: Cast, credentials: CredentialsName): string {
  return identityKey(identityOf(profileOf(cast, '', credentials)));
}

/** Brings the window, the storage and the emulator into the state that the schedule starts from. */
export async function setStage(
  window: TestWindow,
  cast: Cast,
  { start, calls, waits }: Schedule,
): Promise<void> {
  const state = startStates[start];
  const kept = credentialsNames.filter(
    (of) => state.secrets[of] !== undefined || state.tokens[of] !== undefined,
  );
  await resetEmulator();
  await Promise.all([
    ...(calls.some(({ name }) => name.startsWith('importFromEnvFile')) ? [writeEnvFile(cast)] : []),
    ...kept.map(async (of) => storeStart(window, cast, of, state)),
    window.secrets.store(secretKeys.index, JSON.stringify(kept.map((of) => identityKeyOf(cast, of)))),
    window.workspaceState.update(
      'nomba.activeProfile',
      state.chosen && {
        name: state.chosen.name,
        identityKey: identityKeyOf(cast, state.chosen.credentials),
      },
    ),
  ]);
  await Promise.all([
    // Not before the tokens are there, whose issue would use them up.
    queueFault(...waits),
    setSetting(
      'nomba.profiles',
      state.profiles.map(({ name, credentials }) => profileOf(cast, name, credentials)),
    ),
    openRequestFile(),
  ]);
  const shares = endStateOf(state).shared !== undefined;
  await eventually(() => sharedVariables().bearer !== undefined, shares);
  forgetMessages();
  for (const { name } of calls) {
    if (name.startsWith('shareProductionToken')) {
      willAnswer('Share Until the Window Closes');
    }
  }
}

/** Removes what is stored of a cast. */
export async function clearStage({ secrets }: TestWindow, cast: Cast, end: EndState): Promise<void> {
  await Promise.all(
    credentialsNames.flatMap((of) => {
      const key = identityKeyOf(cast, of);
      const { secret, token } = end.credentials[of];
      return [
        ...(secret === 'none' ? [] : [secrets.delete(secretKeys.clientSecret(key))]),
        ...(token === 'none' ? [] : [secrets.delete(secretKeys.tokenSet(key))]),
      ];
    }),
  );
}

async function storeStart(
  window: TestWindow,
  cast: Cast,
  of: CredentialsName,
  { secrets, tokens }: ModelState,
): Promise<void> {
  if (secrets[of] !== undefined) {
    const { clientSecret } = clientOf(cast.number, of);
    await window.secrets.store(secretKeys.clientSecret(identityKeyOf(cast, of)), clientSecret);
  }
  if (tokens[of] !== undefined) {
    await storeToken(window, cast, of);
  }
}

/** One that the emulator has issued; for the production credentials, which it does not know, an invented one without a refresh token. */
async function storeToken({ secrets }: TestWindow, cast: Cast, of: CredentialsName): Promise<void> {
  const tokens = of === 'P' ? { access: 'invented-production-token' } : await issue(cast, of);
  const record = formatTokenRecord({
    identity: identityOf(profileOf(cast, '', of)),
    accessToken: new Secret(tokens.access),
    ...('refresh' in tokens && { refreshToken: new Secret(tokens.refresh) }),
    issuedAt: Date.now(),
    expiresAt: Date.now() + lifetime,
  });
  await secrets.store(secretKeys.tokenSet(identityKeyOf(cast, of)), record);
}

async function issue(cast: Cast, of: CredentialsName): Promise<{ access: string; refresh: string }> {
  const { accountId, clientId, clientSecret } = clientOf(cast.number, of);
  const response = await fetch(`${cast.baseUrl}/v1/auth/token/issue`, {
    method: 'POST',
    headers: { accountId, 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  const { data } = (await response.json()) as { data: { access_token: string; refresh_token: string } };
  return { access: data.access_token, refresh: data.refresh_token };
}

async function writeEnvFile(cast: Cast): Promise<void> {
  const { clientId, accountId, clientSecret } = clientOf(cast.number, 'C');
  const lines = [
    `NOMBA_BASE_URL=${cast.baseUrl}`,
    `NOMBA_CLIENT_ID=${clientId}`,
    `NOMBA_CLIENT_SECRET=${clientSecret}`,
    `NOMBA_ACCOUNT_ID=${accountId}`,
  ];
  await writeFile(vscode.Uri.parse(cast.envFile).fsPath, `${lines.join('\n')}\n`);
}

/** The log takes the focus when it is shown, and a bearer goes where the focus is. */
async function openRequestFile(): Promise<void> {
  if (vscode.window.activeTextEditor?.document.languageId !== 'http') {
    const document =
      vscode.workspace.textDocuments.find(({ languageId }) => languageId === 'http') ??
      (await vscode.workspace.openTextDocument({ language: 'http', content: 'GET http://127.0.0.1/\n' }));
    await vscode.window.showTextDocument(document);
  }
}

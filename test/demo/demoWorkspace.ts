import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { emulatorCredentials } from '../emulator/clients';
import { beforeExit } from '../host/childProcesses';
import type { Emulator } from '../emulator/emulator';

export interface DemoWorkspace {
  /** Absolute. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Requests as a developer has them, still without a token. */
function requests({ baseUrl }: Emulator): string {
  return `@baseUrl = ${baseUrl}

### The balance of the account
GET {{baseUrl}}/v1/accounts/balance

### The banks that money can be sent to
GET {{baseUrl}}/v1/transfers/banks
`;
}

/** A folder with a file of requests, and a \`.env\` file with the emulator's credentials to import. */
export async function createDemoWorkspace(emulator: Emulator): Promise<DemoWorkspace> {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'nomba-demo-'));
  // Ctrl+C ends the process before anybody can ask for the removal.
  const forget = beforeExit(() => {
    rmSync(parent, { recursive: true, force: true });
  });
  const folder = path.join(parent, 'shop');
  await mkdir(folder);
  await writeFile(path.join(folder, 'requests.http'), requests(emulator));
  await writeFile(path.join(folder, '.env'), envFile(emulator));
  return {
    folder,
    remove: async () => {
      forget();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

function envFile({ baseUrl }: Emulator): string {
  const { accountId, subAccountId, clientId, clientSecret } = emulatorCredentials;
  return [
    `NOMBA_BASE_URL=${baseUrl}`,
    `NOMBA_ACCOUNT_ID=${accountId}`,
    `NOMBA_SUB_ACCOUNT_ID=${subAccountId}`,
    `NOMBA_CLIENT_ID=${clientId}`,
    `NOMBA_CLIENT_SECRET=${clientSecret}`,
    '',
  ].join('\n');
}

import { readFileSync } from 'node:fs';
import type { EmulatorClient } from '../emulator/clients';

/** Names the variable with the path of the run file. The file holds secrets, so it lies outside of everything that is searched for them. */
export const runFileVariable = 'NOMBA_INTEGRATION_RUN';

/** `strange` and `strangeRestricted` are opened on a `.code-workspace` file of folders with odd names; `restricted` ones are not trusted; `badDays` restarts the extension; `clients` has stand-ins for REST Client and httpYac beside it. */
export type Suite =
  'trusted' | 'restricted' | 'strange' | 'strangeRestricted' | 'badDays' | 'clients' | 'proxy';

/** What the launcher tells the tests inside the extension host. */
export interface RunFile {
  readonly suite: Suite;
  readonly baseUrl: string;
  readonly controlUrl: string;
  /** Two pairs of credentials that the emulator knows, of different merchants. */
  readonly clients: readonly [EmulatorClient, EmulatorClient];
  /** What the user's own environment has in `NOMBA_BASE_URL`. */
  readonly ownBaseUrl: string;
  /** And in `NOMBA_SUB_ACCOUNT_ID`. */
  readonly ownSubAccountId: string;
  /** The file that VS Code keeps the user's settings in. */
  readonly userSettingsFile: string;
  /** Where the tests leave a {@link RunResult}. */
  readonly resultFile: string;
}

/** What the tests tell the launcher. */
export interface RunResult {
  readonly passed: number;
  readonly failed: number;
  /** Texts that were put before the user: every message with its details and buttons, and what the tests have read in the window. */
  readonly shown: readonly string[];
}

/** To be called inside the extension host. */
export function readRunFile(): RunFile {
  return JSON.parse(readFileSync(process.env[runFileVariable] ?? '', 'utf8')) as RunFile;
}

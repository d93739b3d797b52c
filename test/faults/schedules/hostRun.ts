import { readFileSync } from 'node:fs';
import { runFileVariable } from '../../integration/runFile';
import type { Schedule } from './schedule';

/** What the launcher tells the extension host. */
export interface HostRun {
  readonly baseUrl: string;
  readonly controlUrl: string;
  /** What the user's own environment has in `NOMBA_BASE_URL` and `NOMBA_SUB_ACCOUNT_ID`. */
  readonly ownBaseUrl: string;
  readonly ownSubAccountId: string;
  /** The id of the extension whose context is lent to the one under test. */
  readonly lenderId: string;
  /** Run one command after the other: they hold the model to the extension. */
  readonly inTurn: readonly Schedule[];
  readonly together: readonly Schedule[];
  /** Where the host leaves a {@link HostResult}. */
  readonly resultFile: string;
}

export interface HostResult {
  /** The schedules that went wrong, with what was wrong about them. */
  readonly failures: readonly ScheduleFailure[];
  readonly figures: Readonly<Record<string, number>>;
}

export interface ScheduleFailure {
  readonly schedule: Schedule;
  readonly inTurn: boolean;
  readonly findings: readonly string[];
}

/** To be called inside the extension host. */
export function readHostRun(): HostRun {
  return JSON.parse(readFileSync(process.env[runFileVariable] ?? '', 'utf8')) as HostRun;
}

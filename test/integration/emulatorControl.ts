import type { RecordedCall } from '../emulator/calls';
import type { Fault } from '../emulator/faults';
import type { EmulatorOptions } from '../emulator/options';
import { readRunFile } from './runFile';

/** A token that is good now, as the emulator describes it. */
export interface LiveToken {
  readonly clientId: string;
  /** `bearerFingerprint` of the access token. */
  readonly bearer: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** What the emulator was asked since the last reset, in order of arrival. */
export async function recordedCalls(): Promise<readonly RecordedCall[]> {
  return ((await ask('GET', '/calls')) as { calls: readonly RecordedCall[] }).calls;
}

/** The same in brief: `issue 200`. A call without an answer has the status `-`. */
export async function calls(): Promise<readonly string[]> {
  return (await recordedCalls()).map(({ kind, status }) => `${kind} ${status ?? '-'}`);
}

/** The tokens that are good now, oldest first. */
export async function liveTokens(): Promise<readonly LiveToken[]> {
  const { tokens } = (await ask('GET', '')) as {
    tokens: readonly { clientId: string; bearer: string; expiresAt: string }[];
  };
  return tokens.map(({ clientId, bearer, expiresAt }) => ({
    clientId,
    bearer,
    expiresAt: Date.parse(expiresAt),
  }));
}

/** @throws Error when no token is good. */
export async function latestToken(): Promise<LiveToken> {
  const latest = (await liveTokens()).at(-1);
  if (latest === undefined) {
    throw new Error('The emulator knows no token that is good.');
  }
  return latest;
}

export async function setOptions(change: Partial<EmulatorOptions>): Promise<void> {
  await ask('PUT', '/options', change);
}

export async function queueFault(...faults: readonly Fault[]): Promise<void> {
  await ask('POST', '/faults', faults);
}

/** Answers the calls that the fault `hold` keeps waiting. */
export async function releaseHeld(): Promise<void> {
  await ask('POST', '/release');
}

/** Ends every session, as if somebody else had done it. */
export async function revokeAll(): Promise<void> {
  await ask('POST', '/revoke-all');
}

/** Back to the start: options, sessions, faults, calls. */
export async function resetEmulator(): Promise<void> {
  await ask('POST', '/reset');
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${readRunFile().controlUrl}${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const reply: unknown = await response.json();
  if (!response.ok) {
    throw new Error(`The emulator refused ${method} ${path}: ${JSON.stringify(reply)}`);
  }
  return reply;
}

import assert from 'node:assert/strict';
import { NombaTokenEndpoint } from '../../../src/nomba/nombaTokenEndpoint';
import type { TransportOutcome } from '../../../src/nomba/transport';
import { Secret } from '../../../src/profiles/secret';
import { TokenError } from '../../../src/tokens/tokenError';
import type { TokenSet } from '../../../src/tokens/tokenSet';
import { FakeClock } from '../../fakes/fakeClock';
import { RecordingLogger, type LogLine } from '../../fakes/recordingLogger';
import { testIdentity, testTokenSet } from '../../fakes/tokenSets';
import { answer, ScriptedTransport } from './scriptedTransport';

export const clientSecret = new Secret('test-secret-0123456789-abcdefghij');
export const credentials = { identity: testIdentity, clientSecret };
/** A token that lives for 30 minutes by the clock of {@link setUp}. */
export const success = answer(200, {
  code: '00',
  description: 'Successful',
  status: false,
  data: {
    access_token: 'access-new',
    businessId: testIdentity.accountId,
    refresh_token: 'refresh-new',
    expiresAt: '2026-01-30T12:30:00.000Z',
  },
});
/** An endpoint over a transport that answers with the given outcomes, and what it leaves behind. */
export interface Setup {
  readonly endpoint: NombaTokenEndpoint;
  readonly transport: ScriptedTransport;
  readonly clock: FakeClock;
  readonly lines: readonly LogLine[];
  readonly old: TokenSet;
  readonly signal: AbortSignal;
}

/** @param outcomes one for each call, in order. */
export function setUp(...outcomes: TransportOutcome[]): Setup {
  const transport = new ScriptedTransport(...outcomes);
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const endpoint = new NombaTokenEndpoint({
    transport: async () => Promise.resolve(transport),
    clock,
    logger,
    timeout: () => 15_000,
  });
  const old = testTokenSet('old', clock.now());
  return { endpoint, transport, clock, lines: logger.lines, old, signal: new AbortController().signal };
}

/** The error of a call, which must be a TokenError. */
export async function failureOf(call: Promise<unknown>): Promise<TokenError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TokenError);
  return error;
}

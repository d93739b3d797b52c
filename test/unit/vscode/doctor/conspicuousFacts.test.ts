import assert from 'node:assert/strict';
import type { TransportFailure } from '../../../../src/nomba/transport';
import { failureSentences } from '../../../../src/tokens/tokenError';
import { conspicuousFacts } from '../../../../src/vscode/doctor/conspicuousFacts';
import { sampleFacts } from './sampleFacts';

describe('what stands out', () => {
  const sentences: Readonly<Record<TransportFailure, readonly string[]>> = {
    cancelled: [],
    unreachable: [
      'The host of the active profile cannot be reached. Check the connection, a proxy or a VPN.',
    ],
    untrusted: [`There is no connection to the host of the active profile. ${failureSentences.untrusted}`],
    timeout: [
      'The host of the active profile takes connections, but does not answer in time. Try again in a moment; if it stays so, check a proxy or a VPN.',
    ],
    broken: [
      'The connection to the host of the active profile was lost before its answer was complete. Try again; if it stays so, check the connection, a proxy or a VPN.',
    ],
    unreadable: [
      'The answer of the active profile’s host cannot be read. Check the base URL of the profile, and any proxy in between.',
    ],
  };
  for (const [outcome, expected] of Object.entries(sentences)) {
    it(`says what can be done about a host whose request is ${outcome}`, () => {
      const found = { duration: 231, outcome: outcome as TransportFailure, clockOffset: undefined };
      assert.deepEqual(conspicuousFacts(sampleFacts({ reachability: { found } })), expected);
    });
  }

  it('does not blame the connection when the look at the host itself failed', () => {
    assert.deepEqual(conspicuousFacts(sampleFacts({ reachability: { problem: 'failed (TypeError)' } })), [
      'Whether the host of the active profile answers could not be found out. Run the doctor again.',
    ]);
  });
});

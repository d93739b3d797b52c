import assert from 'node:assert/strict';
import type { TransportFailure } from '../../../../src/nomba/transport';
import { failureSentences } from '../../../../src/tokens/tokenError';
import { conspicuousFacts } from '../../../../src/vscode/doctor/conspicuousFacts';
import type { DoctorFacts, ProfileFacts } from '../../../../src/vscode/doctor/doctorFacts';
import { sampleFacts, sampleProfile } from './sampleFacts';

// Seen to fail when: a reason has the sentence of another, or a cancelled look has one; a look that failed blames the host; what a case names is not looked for; a
// missing secret is told twice; all profiles are gone through.
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

  const noSecret: ProfileFacts['stored'] = {
    found: { clientSecret: 'none', token: 'none', setAside: false },
  };
  const cases: Readonly<Record<string, readonly [Partial<DoctorFacts>, readonly string[]]>> = {
    'a token that has expired': [
      { profiles: [sampleProfile({ state: 'expired' })] },
      ['The token of the active profile has expired.'],
    ],
    'a client secret that is missing, once, although the last call has failed for it': [
      { profiles: [sampleProfile({ stored: noSecret, failure: 'missingSecret' })] },
      [
        'The active profile has no client secret on this machine. Run “Nomba: Set Client Secret (Private Key)…”.',
      ],
    ],
    'a token that cannot be read': [
      {
        profiles: [
          sampleProfile({
            stored: { found: { clientSecret: 'stored', token: 'unreadable', setAside: false } },
          }),
        ],
      },
      ['A stored token of `sandbox` could not be read. Issue another one.'],
    ],
    'a token that could not be read before another one came': [
      {
        profiles: [
          sampleProfile({ stored: { found: { clientSecret: 'stored', token: 'stored', setAside: true } } }),
        ],
      },
      ['A stored token of `sandbox` could not be read. Issue another one.'],
    ],
    'a lock from the future, where the clock was put back': [
      {
        profiles: [
          sampleProfile({ lock: { found: { silence: -3_600_000, pid: 4711, onThisMachine: true } } }),
        ],
      },
      ['A window that has ended left the renewal lock of `sandbox` behind. It will be cleared away.'],
    ],
    'a variable that is not set although it may be': [
      {
        sharing: {
          setting: 'sandbox',
          decision: { share: true },
          variables: [['NOMBA_ACCESS_TOKEN', 'own']],
          terminals: false,
          envFiles: 0,
        },
      },
      ['The token may be shared, but its variable is not set.'],
    ],
  };
  for (const [what, [change, expected]] of Object.entries(cases)) {
    it(`is ${what}`, () => {
      assert.deepEqual(conspicuousFacts(sampleFacts(change)), expected);
    });
  }

  it('is what twenty profiles have, however many there are', () => {
    const stored: ProfileFacts['stored'] = {
      found: { clientSecret: 'stored', token: 'unreadable', setAside: false },
    };
    const profiles = Array.from({ length: 30 }, () => sampleProfile({ stored }));
    assert.equal(conspicuousFacts(sampleFacts({ profiles })).length, 20);
  });
});

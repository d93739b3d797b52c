import assert from 'node:assert/strict';
import {
  decideSharing,
  type SharingCircumstances,
  type SharingDecision,
} from '../../../src/sharing/sharingPolicy';

const share: SharingDecision = { share: true };
const because = (reason: 'never' | 'production' | 'untrusted'): SharingDecision => ({ share: false, reason });

/** Every combination, in the order of the columns: setting, trusted, production confirmed → for sandbox and custom, for production. */
const table: readonly (readonly [
  SharingCircumstances['setting'],
  boolean,
  boolean,
  SharingDecision,
  SharingDecision,
])[] = [
  ['never', true, true, because('never'), because('never')],
  ['never', true, false, because('never'), because('never')],
  ['never', false, true, because('never'), because('never')],
  ['never', false, false, because('never'), because('never')],
  ['sandbox', true, true, share, share],
  ['sandbox', true, false, share, because('production')],
  ['sandbox', false, true, because('untrusted'), because('untrusted')],
  ['sandbox', false, false, because('untrusted'), because('untrusted')],
  ['always', true, true, share, share],
  ['always', true, false, share, share],
  ['always', false, true, because('untrusted'), because('untrusted')],
  ['always', false, false, because('untrusted'), because('untrusted')],
];

describe('the sharing policy', () => {
  for (const [setting, workspaceTrusted, productionConfirmed, others, production] of table) {
    const circumstances = { setting, workspaceTrusted, productionConfirmed };
    it(`decides with ${JSON.stringify(circumstances)}`, () => {
      const decide = (environment: SharingCircumstances['environment']): SharingDecision =>
        decideSharing({ ...circumstances, environment });
      assert.deepEqual(
        { sandbox: decide('sandbox'), custom: decide('custom'), production: decide('production') },
        { sandbox: others, custom: others, production },
      );
    });
  }
});

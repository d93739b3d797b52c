import assert from 'node:assert/strict';
import type { Profile } from '../../../src/profiles/profile';
import { failureSentences, TokenError, type FailureKind } from '../../../src/tokens/tokenError';
import type { TokenState } from '../../../src/tokens/tokenState';
import { statusBarContent, type StatusBarContent } from '../../../src/vscode/statusBarContent';
import { testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const minute = 60_000;
const now = Date.UTC(2026, 0, 30, 12);
const profile: Profile = {
  name: 'payments',
  environment: 'sandbox',
  accountId: identity.accountId,
  clientId: identity.clientId,
};
const spoken = 'Nomba sandbox profile payments';

interface Case {
  readonly state: TokenState;
  /** Minutes that the token still lives. */
  readonly left?: number;
  readonly failure?: FailureKind;
  readonly autoRefresh?: boolean;
  readonly expected: StatusBarContent;
}

const cases: Record<string, Case> = {
  'the time left of a token': {
    state: 'fresh',
    left: 12,
    expected: {
      text: '$(key) payments 12m',
      label: `${spoken}: token valid for 12 minutes`,
      urgency: 'none',
    },
  },
  'that it is offline, with the time left of the token that can still be used': {
    state: 'expiring',
    left: 4,
    failure: 'network',
    expected: {
      text: '$(debug-disconnect) payments offline 4m',
      label: `${spoken}: offline; token valid for 4 minutes`,
      urgency: 'none',
    },
  },
  'that the last renewal did not succeed, with the time left': {
    state: 'expiring',
    left: 4,
    failure: 'server',
    expected: {
      text: '$(warning) payments 4m',
      label: `${spoken}: token valid for 4 minutes; the last renewal did not succeed`,
      urgency: 'none',
    },
  },
  'that a living token cannot be renewed': {
    state: 'failed',
    left: 4,
    failure: 'wrongSecret',
    expected: {
      text: '$(error) payments 4m',
      label: `${spoken}: token valid for 4 minutes, but it cannot be renewed. ${failureSentences.wrongSecret}`,
      urgency: 'error',
    },
  },
  'that it is offline without a token': {
    state: 'failed',
    left: -1,
    failure: 'network',
    expected: {
      text: '$(debug-disconnect) payments offline',
      label: `${spoken}: no token. ${failureSentences.network}`,
      urgency: 'warning',
    },
  },
  'that there is no token because of something that passes': {
    state: 'failed',
    failure: 'rateLimited',
    expected: {
      text: '$(warning) payments no token',
      label: `${spoken}: no token. ${failureSentences.rateLimited}`,
      urgency: 'warning',
    },
  },
  'that there is no token and the user has to act': {
    state: 'failed',
    failure: 'unknownClient',
    expected: {
      text: '$(error) payments',
      label: `${spoken}: no token. ${failureSentences.unknownClient}`,
      urgency: 'error',
    },
  },
  'that Nomba is asked': {
    state: 'refreshing',
    left: 4,
    expected: {
      text: '$(sync~spin) payments',
      label: `${spoken}: asking Nomba for a token`,
      urgency: 'none',
    },
  },
  'that there is no token': {
    state: 'signedOut',
    expected: { text: '$(key) payments no token', label: `${spoken}: no token`, urgency: 'none' },
  },
  'calmly that a token has expired which is going to be renewed': {
    state: 'expired',
    left: -1,
    expected: { text: '$(key) payments expired', label: `${spoken}: token expired`, urgency: 'none' },
  },
  'as a warning that a token has expired which nobody renews': {
    state: 'expired',
    left: -1,
    autoRefresh: false,
    expected: { text: '$(key) payments expired', label: `${spoken}: token expired`, urgency: 'warning' },
  },
};

describe('statusBarContent says', () => {
  for (const [what, { state, left, failure, autoRefresh = true, expected }] of Object.entries(cases)) {
    it(what, () => {
      const snapshot = {
        identity,
        state,
        busy: state === 'refreshing',
        tokenSet: left === undefined ? undefined : testTokenSet('one', now, left * minute),
        failure: failure && new TokenError(failure),
      };
      assert.deepEqual(statusBarContent(profile, snapshot, now, autoRefresh), expected);
    });
  }
});

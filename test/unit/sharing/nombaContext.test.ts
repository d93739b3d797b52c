import assert from 'node:assert/strict';
import type { Profile } from '../../../src/profiles/profile';
import { nombaContext } from '../../../src/sharing/nombaContext';

const sandbox: Profile = {
  name: 'sandbox',
  environment: 'sandbox',
  accountId: 'account-1',
  subAccountId: 'sub-account-1',
  clientId: '11111111-2222-4333-8444-555555555555',
};

const gateway: Profile = {
  name: 'gateway',
  environment: 'custom',
  baseUrl: 'https://Gateway.example.com:8443/nomba/v1',
  accountId: 'account-2',
  clientId: '11111111-2222-4333-8444-666666666666',
};

describe('What the requests of a file are judged by', () => {
  it('is the variables of the window’s profile, with a placeholder for the token, and the hosts of all custom profiles', () => {
    const values = new Map([['page', '2']]);
    assert.deepEqual(nombaContext([sandbox, gateway], sandbox, values), {
      values,
      environment: {
        NOMBA_ACCESS_TOKEN: 'ACCESS_TOKEN',
        NOMBA_ACCOUNT_ID: 'account-1',
        NOMBA_SUB_ACCOUNT_ID: 'sub-account-1',
        NOMBA_BASE_URL: 'https://sandbox.nomba.com',
      },
      customHosts: new Set(['gateway.example.com:8443']),
    });
  });

  it('is no variable at all where the window has no profile', () => {
    assert.deepEqual(nombaContext([], undefined, new Map()), {
      values: new Map(),
      environment: {},
      customHosts: new Set(),
    });
  });
});

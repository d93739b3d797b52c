import assert from 'node:assert/strict';
import { fileVariables, valuesByName } from '../../../src/httpFile/fileVariables';
import { nombaRequests } from '../../../src/httpFile/nombaRequest';
import { readSection } from '../../../src/httpFile/section';

const sandbox = { NOMBA_BASE_URL: 'https://sandbox.nomba.com' };

interface Context {
  readonly environment?: Readonly<Record<string, string>>;
  readonly customHosts?: readonly string[];
}

/** What the requests of a text are, as far as they go to Nomba. */
function requestsOf(
  text: string,
  { environment = sandbox, customHosts = [] }: Context = {},
): readonly object[] {
  const values = valuesByName(fileVariables(text));
  return nombaRequests(readSection(text), {
    values,
    environment,
    customHosts: new Set(customHosts),
  }).map(({ destination, address, entry, authorization, accountId, target }) => ({
    destination,
    address,
    entry: entry?.id,
    authorization: authorization?.value,
    accountId: accountId?.value,
    method: target.method,
  }));
}

const balance = {
  entry: 'account-balance',
  authorization: undefined,
  accountId: undefined,
  method: 'GET',
};

function addressOf(host: string, path = '/v1/accounts/balance'): object {
  return { host, path };
}

// Seen to fail when: the host is compared with its capitals, its user or its own port; the custom hosts are asked last; a base URL in the query counts as the destination;
// the file variables are not filled in; header names are compared by their letters' case.
describe('nombaRequests', () => {
  const rows: readonly (readonly [
    title: string,
    text: string,
    expected: readonly object[],
    context?: Context,
  ])[] = [
    [
      'finds a request to the production host',
      'GET https://api.nomba.com/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'production' }, address: addressOf('api.nomba.com') }],
    ],
    [
      'finds a request to the sandbox host, in capitals, with a user and the port of its scheme',
      'GET HTTPS://me@SANDBOX.nomba.com:443/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'sandbox' }, address: addressOf('sandbox.nomba.com') }],
    ],
    [
      'finds a request without a scheme',
      'GET sandbox.nomba.com/v1/accounts/balance?limit=1',
      [{ ...balance, destination: { kind: 'sandbox' }, address: addressOf('sandbox.nomba.com') }],
    ],
    [
      'fills in the file variables',
      '@host = api.nomba.com\n@base = https://{{host}}/v1\nGET {{base}}/accounts/balance',
      [{ ...balance, destination: { kind: 'production' }, address: addressOf('api.nomba.com') }],
    ],
    [
      'fills in the base URL of the profile',
      'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'sandbox' }, address: addressOf('sandbox.nomba.com') }],
    ],
    [
      'takes the host of a relative URL from the header Host, in any case',
      'GET /v1/accounts/balance\nhost: API.nomba.com',
      [{ ...balance, destination: { kind: 'production' }, address: addressOf('api.nomba.com') }],
    ],
    [
      'takes the host with its port, by which both clients choose the scheme',
      '@host = sandbox.nomba.com\nGET /v1/accounts/balance HTTP/1.1\nHost: {{host}}:443',
      [{ ...balance, destination: { kind: 'sandbox' }, address: addressOf('sandbox.nomba.com') }],
    ],
    [
      'takes it from the variable host where there is no such header, as httpYac does',
      '@host = https://sandbox.nomba.com/v1\nGET /accounts/balance',
      [{ ...balance, destination: { kind: 'sandbox' }, address: addressOf('sandbox.nomba.com') }],
    ],
    [
      'leaves a relative URL alone that has no host, and one with another port',
      'GET /v1/accounts/balance\n###\nGET /v1/accounts/balance\nHost: api.nomba.com:8443',
      [],
    ],
    [
      'asks no header for the host of a whole URL',
      'GET https://example.com/v1/accounts/balance\nHost: api.nomba.com',
      [],
    ],
    [
      'knows a request by the base URL of a profile that is not there',
      'GET {{$env.NOMBA_BASE_URL}}/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'unknown' }, address: undefined }],
      { environment: {} },
    ],
    [
      'knows the base URL of the profile by its bare name, as Kulala and environment files have it',
      'GET {{ NOMBA_BASE_URL }}/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'sandbox' }, address: addressOf('sandbox.nomba.com') }],
    ],
    [
      'takes a bare name for the file variable that has it',
      '@NOMBA_BASE_URL = https://api.nomba.com\nGET {{NOMBA_BASE_URL}}/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'production' }, address: addressOf('api.nomba.com') }],
    ],
    [
      'does not know the bare base URL of a profile that is not there',
      'GET {{NOMBA_BASE_URL}}/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'unknown' }, address: undefined }],
      { environment: {} },
    ],
    [
      'names the base URL that an invented host means',
      'GET https://sandbox.api.nomba.com/v1/accounts/balance',
      [
        {
          ...balance,
          destination: { kind: 'invented', meant: 'https://sandbox.nomba.com' },
          address: addressOf('sandbox.api.nomba.com'),
        },
      ],
    ],
    [
      'finds a request to the host of a custom profile',
      'GET http://localhost:3000/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'custom' }, address: addressOf('localhost:3000') }],
      { customHosts: ['localhost:3000'] },
    ],
    [
      'takes the host of a custom profile for that, even if it is Nomba’s',
      'GET https://api.nomba.com/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'custom' }, address: addressOf('api.nomba.com') }],
      { customHosts: ['api.nomba.com'] },
    ],
    [
      'reads the two headers in any case',
      'POST https://api.nomba.com/v2/other\nAUTHORIZATION: Bearer a\naccountid: b\n\n{}',
      [
        {
          destination: { kind: 'production' },
          address: addressOf('api.nomba.com', '/v2/other'),
          entry: undefined,
          authorization: 'Bearer a',
          accountId: 'b',
          method: 'POST',
        },
      ],
    ],
    ['leaves another host alone', 'GET https://example.com/v1/accounts/balance', []],
    ['leaves a host alone that only ends like Nomba’s', 'GET https://not-api.nomba.com.example.com/', []],
    ['leaves a host alone that it does not know', 'GET https://{{host}}/v1/accounts/balance', []],
    [
      'leaves a request alone that only tells the base URL',
      'GET https://{{host}}/?to={{$processEnv NOMBA_BASE_URL}}&or={{NOMBA_BASE_URL}}',
      [],
    ],
    ['leaves another port of Nomba’s host alone', 'GET https://api.nomba.com:8443/v1/accounts/balance', []],
    [
      'finds a curl command',
      'curl https://api.nomba.com/v1/accounts/balance',
      [{ ...balance, destination: { kind: 'production' }, address: addressOf('api.nomba.com') }],
    ],
    [
      'leaves comments and prose alone',
      '# GET https://api.nomba.com/v1\nRead https://api.nomba.com/v1 first',
      [],
    ],
  ];

  for (const [title, text, expected, context] of rows) {
    it(title, () => {
      assert.deepEqual(requestsOf(text, context), expected);
    });
  }
});

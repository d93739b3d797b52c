import assert from 'node:assert/strict';
import { readEnvFile, type EnvFileCandidate } from '../../../src/profiles/envFileCredentials';

const clientId = '11111111-2222-4333-8444-555555555555';
const liveClientId = '22222222-2222-4333-8444-555555555555';
const accountId = '99999999-8888-4777-8666-555555555555';
const subAccountId = '77777777-8888-4777-8666-555555555555';

type PlainCandidate = Omit<EnvFileCandidate, 'clientSecret'> & { readonly clientSecret?: string };

/** The candidates with their secrets in the open, because `deepEqual` takes any two `Secret` objects for equal. */
function candidatesOf(...lines: readonly string[]): readonly PlainCandidate[] {
  return readEnvFile(lines.join('\n')).candidates.map(({ clientSecret, ...rest }) => ({
    ...rest,
    ...(clientSecret && { clientSecret: clientSecret.reveal() }),
  }));
}

describe('readEnvFile', () => {
  it('finds nothing in a file about other things', () => {
    assert.deepEqual(
      readEnvFile('DATABASE_URL=postgres://localhost\nCLIENT_SECRET=test-secret-of-others\n'),
      {
        candidates: [],
        findings: [],
      },
    );
  });

  it('finds nothing where only an account id stands', () => {
    assert.deepEqual(candidatesOf(`NOMBA_ACCOUNT_ID=${accountId}`), []);
  });

  it('reads one pair with everything around it', () => {
    const candidates = candidatesOf(
      'NOMBA_ENV=sandbox',
      'NOMBA_BASE_URL="https://sandbox.nomba.com/v1"',
      `NOMBA_ACCOUNT_ID=${accountId}`,
      `NOMBA_SUB_ACCOUNT_ID=${subAccountId}`,
      `NOMBA_CLIENT_ID=${clientId}`,
      'NOMBA_CLIENT_SECRET=test-secret-plain==',
    );
    assert.deepEqual(candidates, [
      {
        environment: 'sandbox',
        accountId,
        subAccountId,
        clientId,
        clientSecret: 'test-secret-plain==',
        variables: [
          'NOMBA_ENV',
          'NOMBA_BASE_URL',
          'NOMBA_ACCOUNT_ID',
          'NOMBA_SUB_ACCOUNT_ID',
          'NOMBA_CLIENT_ID',
          'NOMBA_CLIENT_SECRET',
        ],
      },
    ]);
  });

  it('reads the test pair, the live pair and the plain pair, with the account they share', () => {
    const candidates = candidatesOf(
      `NOMBA_PARENT_ACCOUNT_ID=${accountId}`,
      `NOMBA_TEST_CLIENT_ID=${clientId}`,
      'NOMBA_TEST_PRIVATE_KEY=test-secret-of-the-sandbox',
      `NOMBA_LIVE_CLIENT_ID=${liveClientId}`,
      'NOMBA_LIVE_SECRET=test-secret-of-production',
      'NOMBA_SECRET_KEY=test-secret-of-neither',
    );
    assert.deepEqual(candidates, [
      {
        environment: 'sandbox',
        accountId,
        clientId,
        clientSecret: 'test-secret-of-the-sandbox',
        variables: ['NOMBA_PARENT_ACCOUNT_ID', 'NOMBA_TEST_CLIENT_ID', 'NOMBA_TEST_PRIVATE_KEY'],
      },
      {
        environment: 'production',
        accountId,
        clientId: liveClientId,
        clientSecret: 'test-secret-of-production',
        variables: ['NOMBA_PARENT_ACCOUNT_ID', 'NOMBA_LIVE_CLIENT_ID', 'NOMBA_LIVE_SECRET'],
      },
      {
        environment: undefined,
        accountId,
        clientSecret: 'test-secret-of-neither',
        variables: ['NOMBA_PARENT_ACCOUNT_ID', 'NOMBA_SECRET_KEY'],
      },
    ]);
  });

  it('prefers the account id of the pair to the common one, and the parent account to another', () => {
    const candidates = candidatesOf(
      `NOMBA_ACCOUNT_ID=${subAccountId}`,
      `NOMBA_PARENT_ACCOUNT_ID=${accountId}`,
      `NOMBA_CLIENT_ID=${clientId}`,
      `NOMBA_TEST_ACCOUNT_ID=test-account`,
      `NOMBA_TEST_CLIENT_ID=${clientId}`,
    );
    assert.deepEqual(
      candidates.map((candidate) => candidate.accountId),
      ['test-account', accountId],
    );
  });

  for (const name of ['NOMBA_CLIENT_SECRET', 'NOMBA_PRIVATE_KEY', 'NOMBA_SECRET_KEY', 'NOMBA_SECRET']) {
    it(`takes ${name} for the client secret`, () => {
      assert.deepEqual(candidatesOf(`${name}=test-secret-named`), [
        { environment: undefined, clientSecret: 'test-secret-named', variables: [name] },
      ]);
    });
  }

  it('takes NOMBA_SUBACCOUNT_ID for the sub-account id', () => {
    assert.deepEqual(candidatesOf(`NOMBA_CLIENT_ID=${clientId}`, `NOMBA_SUBACCOUNT_ID=${subAccountId}`), [
      {
        environment: undefined,
        subAccountId,
        clientId,
        variables: ['NOMBA_SUBACCOUNT_ID', 'NOMBA_CLIENT_ID'],
      },
    ]);
  });

  describe('tells the environment of the plain pair', () => {
    const cases: readonly (readonly [lines: readonly string[], environment: string | undefined])[] = [
      [['NOMBA_ENV=Sandbox'], 'sandbox'],
      [['NOMBA_ENV=test'], 'sandbox'],
      [['NOMBA_ENVIRONMENT=live'], 'production'],
      [['NOMBA_ENV=PRODUCTION'], 'production'],
      [['NOMBA_ENV=development'], undefined],
      [['NOMBA_API_BASE_URL=https://api.nomba.com/'], 'production'],
      [['NOMBA_URL=https://sandbox.nomba.com'], 'sandbox'],
      [['NOMBA_AUTH_URL=https://api.nomba.com/v1/auth/token/issue'], 'production'],
      [['NOMBA_ENV=development', 'NOMBA_BASE_URL=https://sandbox.nomba.com'], 'sandbox'],
      [['NOMBA_ENV=sandbox', 'NOMBA_BASE_URL=https://api.nomba.com'], undefined],
      // Both are there in files that switch between them, so neither says anything.
      [
        ['NOMBA_SANDBOX_URL=https://sandbox.nomba.com', 'NOMBA_LIVE_API_URL=https://api.nomba.com'],
        undefined,
      ],
    ];
    for (const [lines, environment] of cases) {
      it(`${environment ?? 'unknown'} from ${lines.join(' and ')}`, () => {
        const candidates = candidatesOf(`NOMBA_CLIENT_ID=${clientId}`, ...lines);
        assert.deepEqual(
          candidates.map((candidate) => candidate.environment),
          [environment],
        );
      });
    }
  });

  it('reports a host of somebody’s own as custom, normalised', () => {
    assert.deepEqual(
      candidatesOf(`NOMBA_CLIENT_ID=${clientId}`, 'NOMBA_BASE_URL=http://localhost:4010/v1/'),
      [
        {
          environment: 'custom',
          baseUrl: 'http://localhost:4010',
          clientId,
          variables: ['NOMBA_BASE_URL', 'NOMBA_CLIENT_ID'],
        },
      ],
    );
  });

  it('does not decide between the word for an environment and a host of somebody’s own', () => {
    assert.deepEqual(
      candidatesOf(
        `NOMBA_CLIENT_ID=${clientId}`,
        'NOMBA_ENV=live',
        'NOMBA_BASE_URL=https://gateway.example.com',
      ),
      [
        {
          environment: undefined,
          baseUrl: 'https://gateway.example.com',
          clientId,
          variables: ['NOMBA_ENV', 'NOMBA_BASE_URL', 'NOMBA_CLIENT_ID'],
        },
      ],
    );
  });

  it('never takes the test pair to the host that the file names', () => {
    assert.deepEqual(
      candidatesOf(`NOMBA_TEST_CLIENT_ID=${clientId}`, 'NOMBA_BASE_URL=https://gateway.example.com'),
      [{ environment: 'sandbox', clientId, variables: ['NOMBA_TEST_CLIENT_ID'] }],
    );
  });

  for (const [url, problem] of [
    [
      'https://api.sandbox.nomba.com/v1',
      'api.sandbox.nomba.com is none of Nomba’s hosts. Nomba’s sandbox is https://sandbox.nomba.com: choose the environment “sandbox”.',
    ],
    [
      'http://gateway.example.com',
      'Use https://. Plain http:// is allowed for localhost and 127.0.0.1 only, because the client secret travels over it.',
    ],
    ['gateway', 'This is not a URL. Start it with https://.'],
  ] as const) {
    it(`reports the base URL ${url} instead of using it`, () => {
      assert.deepEqual(readEnvFile(`NOMBA_CLIENT_ID=${clientId}\nNOMBA_BASE_URL=${url}`), {
        candidates: [{ environment: undefined, clientId, variables: ['NOMBA_CLIENT_ID'] }],
        findings: [{ variable: 'NOMBA_BASE_URL', message: `NOMBA_BASE_URL was not imported. ${problem}` }],
      });
    });
  }

  for (const variable of [
    'NEXT_PUBLIC_NOMBA_CLIENT_SECRET',
    'VITE_NOMBA_CLIENT_SECRET',
    'VITE_NOMBA_LIVE_PRIVATE_KEY',
    'REACT_APP_NOMBA_SECRET_KEY',
  ]) {
    it(`reports the secret in ${variable} instead of using it`, () => {
      assert.deepEqual(readEnvFile(`${variable}=test-secret-leaked`), {
        candidates: [],
        findings: [
          {
            variable,
            message: `${variable} is built into the pages that every visitor loads, so it is no secret any more and was not imported. Make a new client secret (private key) in Nomba’s dashboard and keep it on the server, under a name without that prefix.`,
          },
        ],
      });
    });
  }

  it('has nothing to say about an id in a variable for the browser', () => {
    assert.deepEqual(readEnvFile(`VITE_NOMBA_CLIENT_ID=${clientId}\nVITE_NOMBA_ACCOUNT_ID=${accountId}`), {
      candidates: [],
      findings: [],
    });
  });

  it('reads what people write: export, quotes, comments, Windows line ends, a byte order mark, a stray line', () => {
    const text = [
      '\uFEFFNOMBA_ENV = sandbox # or live',
      'not a variable',
      `export NOMBA_CLIENT_ID='${clientId}'`,
      '# NOMBA_CLIENT_SECRET=test-secret-former',
      'NOMBA_CLIENT_SECRET=" test-secret#1 "',
    ].join('\r\n');
    assert.deepEqual(candidatesOf(text), [
      {
        environment: 'sandbox',
        clientId,
        clientSecret: 'test-secret#1',
        variables: ['NOMBA_ENV', 'NOMBA_CLIENT_ID', 'NOMBA_CLIENT_SECRET'],
      },
    ]);
  });

  it('leaves out a value that is longer than any credential', () => {
    assert.deepEqual(
      candidatesOf(
        `NOMBA_CLIENT_ID=${clientId}`,
        `NOMBA_BASE_URL=https://example.com/${'v1/'.repeat(400_000)}x`,
      ),
      [{ environment: undefined, clientId, variables: ['NOMBA_CLIENT_ID'] }],
    );
  });

  it('tells of no variable whose name is longer than any that people write', () => {
    assert.deepEqual(readEnvFile(`VITE_NOMBA_${'A'.repeat(61)}_SECRET=1`).findings, []);
  });

  it('does not take a blank value or a reference to another variable for a value', () => {
    assert.deepEqual(
      candidatesOf(
        'NOMBA_CLIENT_ID=',
        'NOMBA_CLIENT_SECRET=${VAULT_SECRET}',
        'NOMBA_PRIVATE_KEY=test-secret-real',
      ),
      [{ environment: undefined, clientSecret: 'test-secret-real', variables: ['NOMBA_PRIVATE_KEY'] }],
    );
  });
});

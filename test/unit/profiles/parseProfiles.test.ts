import assert from 'node:assert/strict';
import { parseProfile, parseProfiles } from '../../../src/profiles/parseProfiles';

const accountId = '99999999-8888-4777-8666-555555555555';
const clientId = '11111111-2222-4333-8444-555555555555';
const subAccountId = '77777777-8888-4777-8666-555555555555';
const sandbox = { name: 'Shop', environment: 'sandbox', accountId, clientId } as const;
const live = { name: 'Shop live', environment: 'production', accountId, clientId } as const;

describe('parseProfile', () => {
  it('reads a profile with everything, trimmed', () => {
    const entry = {
      name: ' Gateway ',
      environment: 'custom',
      baseUrl: ' https://gateway.example.com/v1/ ',
      accountId: `${accountId}\n`,
      subAccountId: ` ${subAccountId}`,
      clientId: `\t${clientId}`,
    };
    assert.deepEqual(parseProfile(entry, []), {
      name: 'Gateway',
      environment: 'custom',
      baseUrl: 'https://gateway.example.com/v1/',
      accountId,
      subAccountId,
      clientId,
    });
  });

  it('drops what does not belong to a profile, above all a client secret', () => {
    assert.deepEqual(
      parseProfile({ ...sandbox, clientSecret: 'test-secret-misplaced', color: 'red' }, []),
      sandbox,
    );
  });

  it('drops a base URL that the environment does not use', () => {
    assert.deepEqual(parseProfile({ ...sandbox, baseUrl: 'https://gateway.example.com' }, []), sandbox);
  });

  it('takes an empty or missing sub-account id for none', () => {
    assert.deepEqual(
      ['', '  ', null, undefined].map((none) => parseProfile({ ...sandbox, subAccountId: none }, [])),
      [sandbox, sandbox, sandbox, sandbox],
    );
  });

  it('takes ids that are no UUIDs', () => {
    assert.deepEqual(parseProfile({ ...sandbox, clientId: 'shop-1' }, []), {
      ...sandbox,
      clientId: 'shop-1',
    });
  });

  const problems: readonly (readonly [what: string, entry: unknown, problem: string])[] = [
    ['text', 'Shop', 'A profile must be an object with name, environment, accountId and clientId.'],
    ['nothing', null, 'A profile must be an object with name, environment, accountId and clientId.'],
    ['a list', [sandbox], 'A profile must be an object with name, environment, accountId and clientId.'],
    [
      'an unknown environment',
      { ...sandbox, environment: 'staging' },
      'The environment must be one of: sandbox, production, custom.',
    ],
    [
      'an environment that every object has as a member',
      { ...sandbox, environment: 'constructor' },
      'The environment must be one of: sandbox, production, custom.',
    ],
    ['no name', { ...sandbox, name: undefined }, 'Enter the profile name.'],
    [
      'a name that is taken',
      { ...sandbox, name: 'Taken' },
      'There is a profile “Taken” already. Choose another name.',
    ],
    ['no account id', { ...sandbox, accountId: ' ' }, 'Enter the account id.'],
    ['a number for an id', { ...sandbox, clientId: 12 }, '“clientId” must be a text in quotes.'],
    [
      'a space in an id',
      { ...sandbox, clientId: '1111 2222' },
      'The client id contains a space or a line break. Copy it again, without what stands around it.',
    ],
    ['a custom environment without base URL', { ...sandbox, environment: 'custom' }, 'Enter the base URL.'],
    [
      'a custom environment over plain http',
      { ...sandbox, environment: 'custom', baseUrl: 'http://gateway.example.com' },
      'Use https://. Plain http:// is allowed for localhost and 127.0.0.1 only, because the client secret travels over it.',
    ],
  ];
  for (const [what, entry, problem] of problems) {
    it(`says what is wrong with ${what}`, () => {
      assert.equal(parseProfile(entry, ['Taken']), problem);
    });
  }
});

describe('parseProfiles', () => {
  it('keeps the good entries, in order, and has one sentence for each bad one', () => {
    const parsed = parseProfiles([
      null,
      sandbox,
      { ...live, environment: 'test' },
      live,
      7,
      { ...sandbox, accountId },
    ]);
    assert.deepEqual(parsed, {
      profiles: [sandbox, live],
      positions: new Map([
        [sandbox.name, 1],
        [live.name, 3],
      ]),
      problems: [
        'Entry 1 of the setting nomba.profiles is ignored. A profile must be an object with name, environment, accountId and clientId.',
        'Entry 3 of the setting nomba.profiles is ignored. The environment must be one of: sandbox, production, custom.',
        'Entry 5 of the setting nomba.profiles is ignored. A profile must be an object with name, environment, accountId and clientId.',
        'Entry 6 of the setting nomba.profiles is ignored. There is a profile “Shop” already. Choose another name.',
      ],
    });
  });

  it('lets a good entry have the name of a bad one', () => {
    assert.deepEqual(parseProfiles([{ ...sandbox, environment: 'test' }, sandbox]).profiles, [sandbox]);
  });

  it('takes a setting that is not there for an empty one', () => {
    assert.deepEqual(
      [undefined, null, []].map((value) => parseProfiles(value)),
      [undefined, null, []].map(() => ({ profiles: [], positions: new Map(), problems: [] })),
    );
  });

  for (const value of [{}, 'Shop', 3, true]) {
    it(`says that ${JSON.stringify(value)} is no list`, () => {
      assert.deepEqual(parseProfiles(value), {
        profiles: [],
        positions: new Map(),
        problems: ['The setting nomba.profiles must be a list.'],
      });
    });
  }
});

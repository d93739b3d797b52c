import assert from 'node:assert/strict';
import { nombaRequests } from '../../../../src/httpFile/nombaRequest';
import { readSection } from '../../../../src/httpFile/section';
import { tokenSource } from '../../../../src/httpFile/tokenSource';
import { requestLenses, type ShownToken } from '../../../../src/vscode/httpFile/requestLens';

const place = { uri: 'file:///a.http', line: 3 };
const line = 'GET https://sandbox.nomba.com/v1/accounts/balance';
const reference = 'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}';
const both = `${line}\n${reference}\naccountId: x\n`;
const fresh: ShownToken = { text: '$(key) shop 24m', label: 'in words', state: 'fresh', withheld: undefined };

/** Title and command of each, with `@` where it is told which request is meant. */
function lenses(text: string, token: ShownToken = fresh): readonly string[] {
  const context = { values: new Map<string, string>(), environment: {}, customHosts: new Set<string>() };
  return nombaRequests(readSection(text), context).flatMap((request) =>
    requestLenses(request, tokenSource(request, { ...context, offersNombaToken: false }), token, place).map(
      ({ title, command, argument }) =>
        `${title} → ${command}${argument !== undefined && 'line' in argument && argument.line === 3 ? ' @' : ''}`,
    ),
  );
}

const send = '$(play) Send → nomba.sendRequest @';
const insert = '$(insert) Insert token → nomba.insertBearerToken @';
const renew = '$(sync) Renew → nomba.refreshToken';

// Seen to fail when: one header is enough; the token endpoint is asked for headers; a state of the token, or a reason why it is withheld, has no lens of its own.
describe('requestLenses', () => {
  it('shows the token that the reference stands for', () => {
    assert.deepEqual(lenses(both), [send, '$(key) shop 24m → nomba.showMenu']);
  });

  for (const [what, text] of [
    ['no header', `${line}\n`],
    ['no Authorization', `${line}\naccountId: x\n`],
    ['no accountId', `${line}\n${reference}\n`],
  ] as const) {
    it(`offers to insert the token where there is ${what}`, () => {
      assert.deepEqual(lenses(text), [send, insert, '$(key) shop 24m → nomba.showMenu']);
    });
  }

  it('offers to replace httpYac’s variable where httpYac is not', () => {
    assert.deepEqual(lenses(`${line}\nAuthorization: Bearer {{$nombaToken}}\naccountId: x\n`), [
      send,
      insert,
      '$(key) shop 24m → nomba.showMenu',
    ]);
  });

  it('says that a token stands in the file, and not how long another one lives', () => {
    assert.deepEqual(lenses(`${line}\nAuthorization: Bearer invented-0123456789\naccountId: x\n`), [
      send,
      '$(warning) Token in the file: use a reference → nomba.insertBearerToken @',
    ]);
  });

  it('says nothing of a token that comes from elsewhere, and does not offer to replace it', () => {
    assert.deepEqual(lenses(`${line}\nAuthorization: Bearer {{login.response.body.token}}\n`), [send]);
    assert.deepEqual(lenses(`${line}\nAuthorization: Bearer {{login.response.body.token}}\naccountId: x\n`), [
      send,
    ]);
  });

  for (const [what, text] of [
    ['with the reference', `curl ${line.slice(4)} -H '${reference}' -H 'accountId: x'`],
    ['without headers', `curl ${line.slice(4)}`],
  ] as const) {
    it(`shows the token above a curl command ${what}, and inserts nothing into it`, () => {
      assert.deepEqual(lenses(text), [send, '$(key) shop 24m → nomba.showMenu']);
    });
  }

  it('leaves a token in a curl command to the quick fix of its problem', () => {
    assert.deepEqual(lenses(`curl ${line.slice(4)} -H 'Authorization: Bearer invented-0123456789'`), [send]);
  });

  it('asks no headers of a request for a token', () => {
    assert.deepEqual(lenses('POST https://sandbox.nomba.com/v1/auth/token/issue\n'), [send]);
  });

  it('has nothing above a request to another host', () => {
    assert.deepEqual(lenses('GET https://example.com/v1/accounts/balance\n'), []);
  });

  it('offers to add a profile where there is none', () => {
    const token: ShownToken = { ...fresh, state: undefined };
    assert.deepEqual(lenses(both, token), [send, '$(add) Add a Nomba profile → nomba.addProfile']);
  });

  for (const [state, action] of [
    ['expiring', [renew]],
    ['expired', [renew]],
    ['failed', [renew]],
    ['refreshing', []],
    ['signedOut', ['$(add) Issue token → nomba.issueToken']],
  ] as const) {
    it(`offers what helps when the token is ${state}`, () => {
      assert.deepEqual(lenses(both, { ...fresh, state }), [
        send,
        '$(key) shop 24m → nomba.showMenu',
        ...action,
      ]);
    });
  }

  for (const [withheld, expected] of [
    [
      'production',
      ['$(key) shop 24m → nomba.showMenu', '$(lock) Share with this window → nomba.shareProductionToken'],
    ],
    ['never', ['$(key) shop 24m $(lock) not shared → nomba.showMenu']],
    ['untrusted', ['$(key) shop 24m $(lock) not shared → nomba.showMenu']],
  ] as const) {
    it(`says that the token is not shared: ${withheld}`, () => {
      assert.deepEqual(lenses(both, { ...fresh, withheld }), [send, ...expected]);
    });
  }
});

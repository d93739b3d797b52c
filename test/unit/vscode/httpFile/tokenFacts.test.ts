import assert from 'node:assert/strict';
import { tokenFacts } from '../../../../src/vscode/httpFile/tokenFacts';
import { localTime } from '../../../../src/vscode/timeLeft';
import { accountId, nombaToken, tokenOf } from '../../httpFile/findings/findingContext';

const issued = 1_700_000_000_000;
const expires = issued + 3_600_000;

// Seen to fail when: only a token with Nomba’s claims has facts; a time that has passed is still to come; the value of a claim goes on for ever, or breaks its line.
describe('tokenFacts', () => {
  it('has what a token of Nomba says', () => {
    assert.deepEqual(tokenFacts(nombaToken, issued), {
      isNomba: true,
      facts: [
        ['Account id', accountId],
        ['Client id', 'client'],
        ['Issued', localTime(issued)],
        ['Expires', `${localTime(expires)} (in 1 hour)`],
      ],
    });
  });

  it('has what the token of somebody else says by the standard', () => {
    const claims = {
      iss: 'https://a.example',
      sub: 'ada',
      aud: ['one', 'two'],
      iat: issued / 1000,
      exp: expires / 1000,
    };
    assert.deepEqual(tokenFacts(tokenOf(claims), expires), {
      isNomba: false,
      facts: [
        ['Issuer', 'https://a.example'],
        ['Subject', 'ada'],
        ['Audience', 'one, two'],
        ['Issued', localTime(issued)],
        ['Expires', `${localTime(expires)} (expired)`],
      ],
    });
  });

  it('shows the beginning of a long claim', () => {
    assert.deepEqual(tokenFacts(tokenOf({ sub: 'a'.repeat(5000) }), 0).facts, [
      ['Subject', `${'a'.repeat(199)}…`],
    ]);
  });

  it('shows no character of a claim that would have it read differently', () => {
    const claims = { iss: 'a\nb', sub: 'ada\u202Ecba', aud: ['one\u2028', '\uD800'] };
    assert.deepEqual(tokenFacts(tokenOf(claims), 0).facts, [
      ['Issuer', 'a\uFFFDb'],
      ['Subject', 'ada\uFFFDcba'],
      ['Audience', 'one\uFFFD, \uFFFD'],
    ]);
  });

  it('has nothing of what only looks like a token', () => {
    assert.deepEqual(tokenFacts('eyJinvented.invented.invented', 0), { isNomba: false, facts: [] });
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findings } from '../../../src/httpFile/findings';
import type { FindingCode } from '../../../src/httpFile/findingCodes';
import { hoverAt } from '../../../src/httpFile/hovers';
import { nombaRequests } from '../../../src/httpFile/nombaRequest';
import { readSection } from '../../../src/httpFile/section';
import { fastestOf } from '../fastestOf';
import { applyEdits } from './applyEdits';
import { contextOf, findingsIn, otherToken, productionProfile } from './findings/findingContext';

const balance = 'https://sandbox.nomba.com/v1/accounts/balance';
const both =
  "-H 'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}' -H 'accountId: {{$processEnv NOMBA_ACCOUNT_ID}}'";

/** What the curl commands of a text are, as far as they go to Nomba: each value as it stands at its place. */
function requestsOf(text: string): readonly object[] {
  return nombaRequests(readSection(text), contextOf(text)).map(
    ({ target: { method, urlSpan }, entry, authorization, accountId }) => ({
      method,
      url: text.slice(urlSpan.start, urlSpan.end),
      entry: entry?.id,
      authorization: authorization && text.slice(authorization.valueStart, authorization.valueEnd),
      accountId: accountId && text.slice(accountId.valueStart, accountId.valueEnd),
    }),
  );
}

const bare = {
  method: 'GET',
  url: balance,
  entry: 'account-balance',
  authorization: undefined,
  accountId: undefined,
};

describe('a curl command in a request file', () => {
  for (const [title, text, expected] of [
    ['a URL without quotes', `curl ${balance}`, bare],
    ['a URL in quotes', `curl -s "${balance}"`, bare],
    ['a URL after an equals sign', `  curl --url='${balance}'`, bare],
    ['the name of the program in capitals', `CURL ${balance}`, bare],
    ['a separator and comments around it', `### A\n# @name a\ncurl ${balance}\n\n# done\n`, bare],
    [
      'a base URL by reference, without quotes',
      'curl {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance',
      { ...bare, url: '{{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance' },
    ],
    [
      'headers over several lines',
      `curl \\\n  -H "Authorization: Bearer a" \\\r\n  --header='accountid:b' \\\n  ${balance}`,
      { ...bare, authorization: 'Bearer a', accountId: 'b' },
    ],
    ['glued headers', `curl -H'accountId: b' ${balance}`, { ...bare, accountId: 'b' }],
    ['headers that are empty', `curl -H 'accountId:' -H 'Authorization: ' ${balance}`, bare],
    ['basic authentication', `curl -u 'a:b' ${balance}`, { ...bare, authorization: 'a:b' }],
    [
      'a method',
      'curl -X post https://sandbox.nomba.com/v1/accounts/virtual/list',
      {
        ...bare,
        method: 'POST',
        url: 'https://sandbox.nomba.com/v1/accounts/virtual/list',
        entry: 'list-virtual-accounts',
      },
    ],
    [
      'a body with quotes in quotes',
      `curl ${balance} -d '{"a":"it'"'"'s"}' -d "{\\"b\\": 1}"`,
      { ...bare, method: 'POST', entry: undefined },
    ],
    ['a body from a file', `curl ${balance} -d @body.json`, { ...bare, method: 'POST', entry: undefined }],
  ] as const) {
    it(`is a request to Nomba with ${title}`, () => {
      assert.deepEqual(requestsOf(text), [expected]);
    });
  }

  for (const [title, text] of [
    ['goes elsewhere', 'curl https://example.com/v1/accounts/balance'],
    ['has no URL', 'curl'],
    ['has two URLs', `curl ${balance} ${balance}`],
    ['has a URL of pieces', `curl "https://sandbox.nomba.com"/v1/accounts/balance`],
    ['has a token without quotes', `curl ${balance} -H Authorization:abc`],
    ['has a token with an escape in it', `curl ${balance} -H "Authorization: a\\"b"`],
    ['has a token of pieces', `curl ${balance} -H 'Authorization: Bearer '"$A"`],
    ['has an option that nobody knows', `curl --future ${balance}`],
    ['sends two requests', `curl ${balance} --next https://example.com`],
    ['goes on without a backslash', `curl ${balance}\n-H 'A: b'`],
    ['has an open quote', `curl ${balance} -H 'A: b`],
    ['has an escape outside of quotes', `curl ${balance}\\ a`],
    ['ends in the midst of a quote', `curl ${balance} -d 'a\n### b'`],
    ['is longer than anybody writes', `curl ${balance} -d '${'a'.repeat(100_000)}'`],
  ] as const) {
    it(`is left alone where it ${title}`, () => {
      assert.deepEqual(requestsOf(text), []);
    });
  }

  for (const [title, text, expected, profile] of [
    ['nothing is wrong', `curl ${balance} ${both}`, [], undefined],
    [
      'the headers are missing, which no edit adds',
      `curl ${balance}`,
      [
        ['missing-authorization', balance],
        ['missing-account-id', balance],
      ],
      undefined,
    ],
    [
      'the token is written there',
      `curl ${balance} ${both.replace('{{$processEnv NOMBA_ACCESS_TOKEN}}', 'invented-0123456789')}`,
      [['token-literal', 'invented-0123456789', `curl ${balance} ${both}`]],
      undefined,
    ],
    [
      'a token is written there without its scheme',
      `curl ${balance} ${both.replace('Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}', otherToken)}`,
      [['token-literal', otherToken, `curl ${balance} ${both}`]],
      undefined,
    ],
    [
      'the host does not exist',
      `curl ${both} 'https://api.sandbox.nomba.com/v1/accounts/balance'`,
      [['invented-host', 'api.sandbox.nomba.com', `curl ${both} '${balance}'`]],
      undefined,
    ],
    [
      'the method is wrong, which no edit mends',
      `curl -X PUT ${balance} ${both}`,
      [['wrong-method', balance]],
      undefined,
    ],
    [
      'the client secret is written there',
      `curl https://sandbox.nomba.com/v1/auth/token/issue -H 'accountId: {{a}}' -d '{"client_secret":"invented-0123"}'`,
      [['credential-in-body', 'invented-0123']],
      undefined,
    ],
    [
      'it moves money',
      `curl https://api.nomba.com/v2/transfers/bank ${both} -d '{}'`,
      [['moves-money', 'https://api.nomba.com/v2/transfers/bank']],
      productionProfile,
    ],
  ] as const satisfies readonly (readonly [
    string,
    string,
    readonly (readonly [code: FindingCode, place: string, mended?: string])[],
    typeof productionProfile | undefined,
  ])[]) {
    it(`has its findings where ${title}`, () => {
      const found = findingsIn(text, profile && { profile }).map(({ code, start, end, fixes }) => {
        const edits = fixes.find((fix) => fix.kind === 'edits')?.edits;
        return [code, text.slice(start, end), ...(edits ? [applyEdits(text, edits)] : [])];
      });
      assert.deepEqual(found, expected);
    });
  }

  it('says of the other environment', () => {
    const text = `curl https://api.nomba.com/v1/accounts/balance ${both}`;
    assert.deepEqual(
      findingsIn(text).map(({ code }) => code),
      ['wrong-environment'],
    );
  });

  it('is hovered at its path', () => {
    const text = `curl '${balance}' ${both}`;
    const hover = hoverAt(readSection(text), text.indexOf('balance'), contextOf(text));
    assert.deepEqual(hover?.kind === 'request' && [hover.entry.id, text.slice(hover.start, hover.end)], [
      'account-balance',
      '/v1/accounts/balance',
    ]);
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      "'",
      '"',
      '\\',
      '\n',
      '\r\n',
      ' ',
      ' -H ',
      'a',
      '{{',
      '}}',
      '#',
      balance,
      '=',
      '--url',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const text = `curl ${parts.join('')}`;
        assert.doesNotThrow(() => findings(readSection(text), contextOf(text)));
      }),
      { numRuns: 1000 },
    );
  });

  for (const part of [
    "'",
    '"',
    '\\',
    '\\\n',
    ' ',
    'a',
    '{{',
    '{{a}}',
    " -H 'accountId: a'",
    '\n#',
    '""',
    ' -d a',
  ]) {
    it(`takes time in proportion to many ${JSON.stringify(part)}`, () => {
      const text = `curl ${balance} ${part.repeat(99_000 / part.length)}`;
      const section = readSection(text);
      const reading = fastestOf(1, () => text.split(''));
      const taken = fastestOf(1, () => nombaRequests(section, contextOf('')));
      assert.ok(taken < 500 + 100 * reading, `${taken} ms; reading takes ${reading} ms`);
    });
  }
});

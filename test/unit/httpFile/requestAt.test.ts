import assert from 'node:assert/strict';
import { fileVariables, valuesByName } from '../../../src/httpFile/fileVariables';
import { needsProfile, requestAt } from '../../../src/httpFile/requestAt';
import { nombaContext } from '../../../src/sharing/nombaContext';
import type { Profile } from '../../../src/profiles/profile';

const requests = [
  '@host = https://sandbox.nomba.com', // 0
  '', // 1
  '### Balance', // 2
  '# the first', // 3
  'GET {{host}}/v1/accounts/balance', // 4
  'Accept: application/json', // 5
  '', // 6
  '### Transfer', // 7
  'POST {{host}}/v2/transfers/bank', // 8
  '', // 9
  '{}', // 10
  'GET {{host}}/v1/accounts', // 11
  '', // 12
  '### Nothing', // 13
  '# no request', // 14
];

/** The lines of the request that a line belongs to. */
function found(lines: readonly string[], line: number, blocksOf?: string, newLine = '\n'): unknown {
  const request = requestAt(lines.join(newLine), line, blocksOf);
  return request && [request.firstLine, request.requestLine, request.lastLine];
}

// Seen to fail when: lines count from the code block, the fence below a block belongs to it, or a separator to the request above.
describe('the request at a line', () => {
  it('is the one whose block has the line, a separator belonging to what is below it', () => {
    assert.deepEqual(
      [2, 3, 4, 6, 7, 10, 11, 12].map((line) => found(requests, line)),
      [
        [2, 4, 6],
        [2, 4, 6],
        [2, 4, 6],
        [2, 4, 6],
        [7, 8, 10],
        [7, 8, 10],
        [11, 11, 12],
        [11, 11, 12],
      ],
    );
  });

  it('is none among variables and comments, and in an empty text', () => {
    assert.deepEqual(
      [found(requests, 0), found(requests, 13), found(requests, 14), found([''], 0)],
      [undefined, undefined, undefined, undefined],
    );
  });

  it('is the last one on the empty line that ends a text', () => {
    assert.deepEqual(found(['GET https://sandbox.nomba.com/v1/accounts', ''], 1), [0, 0, 0]);
  });

  it('has the lines of the document, whatever ends them', () => {
    const markdown = ['# Title', '', '```http', 'GET https://sandbox.nomba.com/v1/accounts', '```', ''];
    assert.deepEqual(
      ['\n', '\r\n', '\r'].map((newLine) => [
        found(requests, 10, undefined, newLine),
        found(markdown, 3, 'markdown', newLine),
      ]),
      [1, 2, 3].map(() => [
        [7, 8, 10],
        [3, 3, 3],
      ]),
    );
  });

  it('is in Markdown one of a code block, which ends before its fence', () => {
    const markdown = [
      '```http',
      'GET {{host}}/v1/a',
      '```',
      'GET {{host}}/v1/b',
      '```http',
      'GET {{host}}/v1/c',
    ];
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((line) => found(markdown, line, 'markdown')),
      [undefined, [1, 1, 1], undefined, undefined, undefined, [5, 5, 5]],
    );
  });

  it('finds the request of an AsciiDoc code block', () => {
    const lines = [
      '= Guide',
      '[source,http]',
      '----',
      'GET https://sandbox.nomba.com/v1/accounts',
      '----',
      '',
    ];
    assert.deepEqual([found(lines, 3, 'asciidoc'), found(lines, 0, 'asciidoc')], [[3, 3, 3], undefined]);
  });

  it('tells where REST Client would send another one', () => {
    const block = ['```http', 'GET {{host}}/v1/a', '###', 'GET {{host}}/v1/b', '```'];
    const reasons = [
      requestAt(requests.join('\n'), 8),
      requestAt(requests.join('\n'), 11),
      requestAt(block.join('\n'), 1, 'markdown'),
      requestAt(block.join('\n'), 3, 'markdown'),
    ].map((request) => request?.notForRestClient);
    assert.deepEqual(reasons, [undefined, 'missingSeparator', undefined, 'notFirstOfCodeBlock']);
  });
});

const sandbox: Profile = {
  name: 'sandbox',
  environment: 'sandbox',
  accountId: 'account-1',
  clientId: '11111111-2222-4333-8444-555555555555',
};

/** Whether the last request of a text does. */
function needs(...lines: readonly string[]): boolean | undefined {
  const text = lines.join('\n');
  const values = valuesByName(fileVariables(text));
  const request = requestAt(text, lines.length - 1);
  return request && needsProfile(request, nombaContext([sandbox], sandbox, values));
}

const token = 'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}';

// Seen to fail when: variables of the file are not followed, any host counts, or an unknown one does not.
describe('a request needs the profile', () => {
  const cases: readonly (readonly [lines: readonly string[], needed: boolean])[] = [
    [['GET https://sandbox.nomba.com/v1/accounts', token], true],
    [['GET https://sandbox.nomba.com/v1/accounts', 'Authorization: Bearer {{$nombaToken}}'], true],
    [['GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts'], true],
    [
      [
        '@token = {{$processEnv NOMBA_ACCESS_TOKEN}}',
        '@bearer = Bearer {{token}}',
        '###',
        'GET https://sandbox.nomba.com/v1/accounts',
        'Authorization: {{bearer}}',
      ],
      true,
    ],
    [['GET {{hostThatTheClientKnows}}/v1/accounts', token], true],
    [[`curl https://sandbox.nomba.com/v1/accounts -H "${token}"`], true],
    [['GET https://sandbox.nomba.com/v1/accounts', 'Authorization: Bearer of-yesterday'], false],
    [['GET https://example.com/v1/accounts', token], false],
    [['GET https://example.com/', token, '', '###', 'GET https://sandbox.nomba.com/v1/accounts'], false],
  ];
  for (const [lines, needed] of cases) {
    it(`${needed ? 'with' : 'not with'} ${lines.join(' ⏎ ')}`, () => {
      assert.equal(needs(...lines), needed);
    });
  }
});

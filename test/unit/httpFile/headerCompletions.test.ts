import assert from 'node:assert/strict';
import { completed, completedTexts } from './completionAt';

const bearer = 'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}';
const account = 'accountId: {{$processEnv NOMBA_ACCOUNT_ID}}';
const json = 'Content-Type: application/json';
const key = 'X-Idempotent-key: {{$guid}}';

// Seen to fail when: the section is read with the half-typed line in it; headers below the cursor are not seen; the blank line before a body is
// no divider; the destination is not looked at; a header of a block that only httpYac sees is offered; the name is put in twice where the colon is there.
describe('completions of header names', () => {
  for (const [title, marked, expected] of [
    [
      'offers whole lines',
      'GET https://api.nomba.com/v1/accounts\n|',
      [bearer, account, json, key].map((line) => `GET https://api.nomba.com/v1/accounts\n${line}`),
    ],
    [
      'replaces what is typed',
      'GET /v1\nAut|',
      [bearer, account, json, key].map((line) => `GET /v1\n${line}`),
    ],
    [
      'keeps the indentation and CRLF',
      'GET /v1\r\n  ac|\r\n',
      [bearer, account, json, key].map((line) => `GET /v1\r\n  ${line}\r\n`),
    ],
    [
      'leaves out those that are there already, above and below',
      'GET /v1\nAUTHORIZATION: x\n|\naccountId: 1\ncontent-type: y\n\n',
      [`GET /v1\nAUTHORIZATION: x\n${key}\naccountId: 1\ncontent-type: y\n\n`],
    ],
    [
      'puts in the name alone where the colon is there',
      'GET /v1\naccountId: 1\nx-idempotent-key: 2\nCo|: z',
      [
        'GET /v1\naccountId: 1\nx-idempotent-key: 2\nAuthorization: z',
        'GET /v1\naccountId: 1\nx-idempotent-key: 2\nContent-Type: z',
      ],
    ],
    ['offers nothing to a request that goes elsewhere', 'GET https://example.com\n|', []],
    ['offers nothing where a variable leads elsewhere', '@a = https://example.com\nGET {{a}}/v1\n|', []],
    ['offers nothing on the blank line before a body', `POST /v1\n${bearer}\n${account}\n${json}\n|\n{}`, []],
    ['offers nothing in a body', `POST /v1\n${bearer}\n\n|`, []],
    ['offers nothing in a body of JSON', `POST /v1\n${bearer}\n\n{\n|\n}`, []],
    ['offers nothing in a comment', 'GET /v1\n# Au|', []],
    ['offers nothing where httpYac reads the body', 'GET /v1\n#comment\n|', []],
    ['offers nothing below a curl command', 'curl https://api.nomba.com/v1\n|', []],
    ['offers nothing in a request that no separator sets off', 'GET /v1\n\nGET /v2\n|', []],
    ['offers nothing on a separator', '###|', []],
  ] as const) {
    it(title, () => {
      assert.deepEqual(completedTexts(marked), expected);
    });
  }

  it('offers the whole line as plain text with the value as its detail', () => {
    const [first] = completed('GET /v1\nA|');
    assert.deepEqual(first?.completion, {
      kind: 'header',
      label: 'Authorization',
      detail: 'Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
      documentation: 'The access token of the active Nomba profile.',
      replace: { start: 8, end: 9 },
      newText: bearer,
      isSnippet: false,
    });
  });
});

// Seen to fail when: the literal token is found by the very text that is typed, or offered beside a value; the file's dialect does not come first; the gap after the colon is left out, or made twice; the rest of the former value stays; the value of another header is taken.
describe('completions of header values', () => {
  for (const [title, marked, changes, expected] of [
    [
      'the reference of the dialect first, the literal token last',
      'Authorization:|',
      {},
      [
        ' Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
        ' Bearer {{$env.NOMBA_ACCESS_TOKEN}}',
        ' Bearer {{NOMBA_ACCESS_TOKEN}}',
        '',
      ],
    ],
    [
      'the reference of JetBrains, and httpYac’s own',
      'authorization : Be|arer old',
      { dialect: 'jetBrains', offersNombaToken: true },
      [
        ' Bearer {{$env.NOMBA_ACCESS_TOKEN}}',
        ' Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
        ' Bearer {{NOMBA_ACCESS_TOKEN}}',
        ' Bearer {{$nombaToken}}',
      ],
    ],
    [
      'the account id, by reference and itself',
      'accountId: |',
      { dialect: 'kulala' },
      [' {{NOMBA_ACCOUNT_ID}}', ' 11111111-2222-4333-8444-555555555555'],
    ],
    ['the content type', 'Content-Type: text|', {}, [' application/json']],
    ['a new UUID', 'X-Idempotent-key: |', {}, [' {{$guid}}']],
    ['nothing for other headers', 'Accept: |', {}, []],
  ] as const) {
    it(`are ${title}`, () => {
      const name = marked.slice(0, marked.indexOf(':') + 1);
      assert.deepEqual(
        completedTexts(`GET /v1\n${marked}\n`, changes),
        expected.map((value) => `GET /v1\n${name}${value}\n`),
      );
    });
  }

  it('are none for a request that goes elsewhere', () => {
    assert.deepEqual(completed('GET https://example.com\nAuthorization: |'), []);
  });

  it('end with the one that the command for literal tokens is for', () => {
    assert.deepEqual(completed('GET /v1\nAuthorization: Bea|').at(-1)?.completion, {
      kind: 'literalToken',
      label: 'Bearer …',
      detail: 'The token itself, which must not be committed',
      replace: { start: 23, end: 26 },
      newText: 'Bea',
      isSnippet: false,
      filterText: 'Bearer {{$processEnv NOMBA_ACCESS_TOKEN}} literal',
      command: 'literal',
    });
  });

  const literals = (marked: string): number =>
    completed(`GET /v1\nAuthorization: ${marked}`).filter(
      ({ completion }) => completion.command === 'literal',
    ).length;

  for (const marked of ['|', 'B|', 'bearer|', 'Bearer |']) {
    it(`offer the literal token at ${marked}`, () => {
      assert.equal(literals(marked), 1);
    });
  }

  for (const marked of ['Bearer a|', 'Be|arer old', 'x|', 'Bearer  |', 'Basic |']) {
    it(`do not offer the literal token at ${marked}`, () => {
      assert.equal(literals(marked), 0);
    });
  }

  // VS Code compares what stands before the cursor with the text to filter by, character by character, and prefers one that is equal to it.
  it('never prefer the literal token: it is found by what the first reference is found by, and by more', () => {
    for (const dialect of ['processEnv', 'jetBrains', 'kulala'] as const) {
      const [first, ...others] = completed('GET /v1\nAuthorization: Bearer |', { dialect });
      const literal = others.at(-1)?.completion.filterText;
      assert.equal(literal, `${first?.completion.label} literal`);
    }
  });

  const filterTexts = (marked: string): readonly (string | undefined)[] =>
    completed(`GET /v1\nAuthorization: ${marked}`, { offersNombaToken: true })
      .filter(({ completion }) => completion.kind === 'value')
      .map(({ completion }) => completion.filterText);

  it('are found by a value that is not theirs, as long as that is short', () => {
    assert.deepEqual(filterTexts('Bearer abc|'), [
      'Bearer abc Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
      'Bearer abc Bearer {{$env.NOMBA_ACCESS_TOKEN}}',
      'Bearer abc Bearer {{NOMBA_ACCESS_TOKEN}}',
      'Bearer abc Bearer {{$nombaToken}}',
    ]);
  });

  for (const [title, marked] of [
    ['is empty', '|'],
    ['leads to them by itself', 'bearer |'],
    ['may be a token', 'Bearer test-secret-0123456789|'],
  ] as const) {
    it(`are found by their own text where the value ${title}`, () => {
      assert.deepEqual(filterTexts(marked), [undefined, undefined, undefined, undefined]);
    });
  }
});

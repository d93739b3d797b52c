import assert from 'node:assert/strict';
import { completed, completedTexts } from './completionAt';

// Seen to fail when: the braces are closed twice, or not; the text after the cursor stays; a literal value of a variable is shown, or the path or the user of a URL; braces that are closed before the cursor count as open.
describe('completions of variables', () => {
  const names = ['ACCESS_TOKEN', 'ACCOUNT_ID', 'SUB_ACCOUNT_ID', 'BASE_URL'];
  const processEnv = names.map((name) => `$processEnv NOMBA_${name}`);

  for (const [title, marked, changes, expected] of [
    ['in a URL', 'GET {{|}}/v1', {}, processEnv.map((name) => `GET {{${name}}}/v1`)],
    ['in braces that are not closed', 'GET {{NOM|/v1', {}, processEnv.map((name) => `GET {{${name}}}/v1`)],
    ['around a half-typed name', 'GET {{$pro| X }}/v1', {}, processEnv.map((name) => `GET {{${name}}}/v1`)],
    [
      'in a body',
      'POST /v1\n\n{"a": "{{$pr|"}',
      {},
      processEnv.map((name) => `POST /v1\n\n{"a": "{{${name}}}"}`),
    ],
    ['in a curl command', 'curl {{|', {}, processEnv.map((name) => `curl {{${name}}}`)],
    [
      'in a file variable, with the names of the others',
      '@a = {{|\n@b = 1',
      {},
      [...processEnv, 'a', 'b'].map((name) => `@a = {{${name}}}\n@b = 1`),
    ],
    [
      'in the form of JetBrains',
      'GET {{|',
      { dialect: 'jetBrains' },
      names.map((name) => `GET {{$env.NOMBA_${name}}}`),
    ],
    ['in the form of Kulala', 'GET {{|', { dialect: 'kulala' }, names.map((name) => `GET {{NOMBA_${name}}}`)],
    [
      'with httpYac’s own where it works',
      'GET {{|',
      { offersNombaToken: true },
      [...processEnv, '$nombaToken'].map((name) => `GET {{${name}}}`),
    ],
    ['not in a comment', '# {{|', {}, []],
  ] as const) {
    it(title, () => {
      assert.deepEqual(completedTexts(marked, changes, 'variable'), expected);
    });
  }

  it('are none after the braces', () => {
    assert.deepEqual(completedTexts('GET {{a}}|/v1', {}, 'variable'), []);
  });

  it('show what a file variable refers to, never what it holds', () => {
    const details = completed('@a = {{b}}\n@b = https://api.nomba.com\n@c = test-secret\nGET {{|')
      .slice(-3)
      .map(({ completion }) => completion.detail);
    assert.deepEqual(details, ['{{b}}', 'https://api.nomba.com', 'File variable']);
  });

  for (const [value, detail] of [
    ['{{ $processEnv X }}', '{{ $processEnv X }}'],
    ['{{x}} eyJhbGci.eyJzdWIi.c2ln', 'File variable'],
    ['{{x}}{{y}}', 'File variable'],
    ['https://sandbox.nomba.com/eyJhbGci.eyJzdWIi.c2ln', 'https://sandbox.nomba.com'],
    ['https://localhost:8080?token=test-secret', 'https://localhost:8080'],
    ['https://test-user:test-secret@sandbox.nomba.com/v1', 'https://sandbox.nomba.com'],
    ['https://test-user:test-secret', 'File variable'],
    ['https://a@test-secret@b', 'File variable'],
    ['https://eyJhbGciOi.eyJzdWIiOi.aW52ZW50ZWQ', 'File variable'],
    ['https://sandbox.nomba.com test-secret', 'File variable'],
  ] as const) {
    it(`show ${detail} of ${value}`, () => {
      assert.equal(completed(`@a = ${value}\nGET {{|`).at(-1)?.completion.detail, detail);
    });
  }

  for (const [typed, filterText] of [
    ['{{NO|', 'NOMBA_ACCESS_TOKEN'],
    ['{{$p|', '$processEnv NOMBA_ACCESS_TOKEN'],
  ] as const) {
    it(`are found by ${typed}`, () => {
      assert.equal(completed(`GET ${typed}`)[0]?.completion.filterText, filterText);
    });
  }
});

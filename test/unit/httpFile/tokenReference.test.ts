import assert from 'node:assert/strict';

import { bearerLiteral, bearerReference } from '../../../src/httpFile/bearerReference';
import { referenceHeaders } from '../../../src/httpFile/dialect';
import { authorizationHeader, bearerValue, environmentVariables } from '../../../src/httpFile/tokenReference';

const byLanguage: Readonly<Record<string, string>> = {
  shellscript: 'Authorization: Bearer $NOMBA_ACCESS_TOKEN',
  fish: 'Authorization: Bearer $NOMBA_ACCESS_TOKEN',
  bat: 'Authorization: Bearer %NOMBA_ACCESS_TOKEN%',
  powershell: '"Bearer $env:NOMBA_ACCESS_TOKEN"',
  javascript: '`Bearer ${process.env.NOMBA_ACCESS_TOKEN}`',
  javascriptreact: '`Bearer ${process.env.NOMBA_ACCESS_TOKEN}`',
  typescript: '`Bearer ${process.env.NOMBA_ACCESS_TOKEN}`',
  typescriptreact: '`Bearer ${process.env.NOMBA_ACCESS_TOKEN}`',
  python: `f"Bearer {os.environ['NOMBA_ACCESS_TOKEN']}"`,
  php: `'Bearer ' . getenv('NOMBA_ACCESS_TOKEN')`,
  go: '"Bearer " + os.Getenv("NOMBA_ACCESS_TOKEN")',
  ruby: `"Bearer #{ENV.fetch('NOMBA_ACCESS_TOKEN')}"`,
  java: '"Bearer " + System.getenv("NOMBA_ACCESS_TOKEN")',
  kotlin: '"Bearer " + System.getenv("NOMBA_ACCESS_TOKEN")',
  groovy: '"Bearer " + System.getenv("NOMBA_ACCESS_TOKEN")',
  csharp: '"Bearer " + Environment.GetEnvironmentVariable("NOMBA_ACCESS_TOKEN")',
  markdown: 'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
  plaintext: 'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
  constructor: 'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
};

describe('the token reference', () => {
  for (const [languageId, expected] of Object.entries(byLanguage)) {
    it(`reads the environment as ${languageId} does`, () => {
      assert.equal(bearerReference(languageId), expected);
    });
  }

  it('gives way to the token itself: a header line where it is one, else a text in quotes', () => {
    const literals = ['shellscript', 'bat', 'markdown', 'constructor', 'powershell', 'python', 'go'].map(
      (languageId) => [languageId, bearerLiteral(languageId, bearerValue('test-token'))],
    );
    assert.deepEqual(literals, [
      ['shellscript', 'Authorization: Bearer test-token'],
      ['bat', 'Authorization: Bearer test-token'],
      ['markdown', 'Authorization: Bearer test-token'],
      ['constructor', 'Authorization: Bearer test-token'],
      ['powershell', '"Bearer test-token"'],
      ['python', '"Bearer test-token"'],
      ['go', '"Bearer test-token"'],
    ]);
  });

  it('is two headers in a .http file, with exactly one space after $processEnv', () => {
    assert.deepEqual(referenceHeaders('processEnv'), [
      { name: 'Authorization', value: 'Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}' },
      { name: 'accountId', value: '{{$processEnv NOMBA_ACCOUNT_ID}}' },
    ]);
  });

  it('uses names that REST Client can read, which are of letters, digits and underscores', () => {
    assert.deepEqual(
      Object.values(environmentVariables).filter((name) => !/^\w+$/.test(name)),
      [],
    );
  });

  it('makes a header line of a token', () => {
    assert.equal(authorizationHeader(bearerValue('test-token')), 'Authorization: Bearer test-token');
  });
});

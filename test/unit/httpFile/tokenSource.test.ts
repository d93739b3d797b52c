import assert from 'node:assert/strict';
import { nombaRequests } from '../../../src/httpFile/nombaRequest';
import { readSection } from '../../../src/httpFile/section';
import { tokenSource } from '../../../src/httpFile/tokenSource';

const values = new Map([
  ['token', '{{$processEnv NOMBA_ACCESS_TOKEN}}'],
  ['empty', ''],
  ['written', 'invented-token-0123456789'],
]);

/** By the line for the token in a request. */
const expected: Readonly<Record<string, string>> = {
  'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}': 'shared',
  'authorization: Bearer {{$processEnv %NOMBA_ACCESS_TOKEN}}': 'shared',
  'Authorization: Bearer {{$env.NOMBA_ACCESS_TOKEN}}': 'shared',
  'Authorization: Bearer {{NOMBA_ACCESS_TOKEN}}': 'shared',
  'Authorization: Bearer {{process.env.NOMBA_ACCESS_TOKEN}}': 'shared',
  'Authorization: Bearer {{$nombaToken}}': 'shared',
  'Authorization: Bearer {{token}}': 'shared',
  'Authorization: Bearer {{written}}': 'literal',
  'Authorization: Bearer invented-token-0123456789': 'literal',
  'Authorization: NOMBA_ACCESS_TOKEN': 'literal',
  'Authorization: Bearer {{login.response.body.$.data.access_token}}': 'elsewhere',
  'Authorization: Bearer {{MY_NOMBA_ACCESS_TOKEN_OF_YESTERDAY}}': 'elsewhere',
  'Authorization: eyJhbGciOi.eyJzdWIiOi.aW52ZW50ZWQ': 'literal',
  'Authorization: Bearer <eyJhbGciOi.eyJzdWIiOi.aW52ZW50ZWQ>': 'literal',
  'Authorization: Basic eyJhbGciOi.eyJzdWIiOi.aW52ZW50ZWQ': 'literal',
  'Authorization: Basic abc': 'elsewhere',
  'Authorization: Basic': 'elsewhere',
  'Authorization: Digest username="a", realm="b"': 'elsewhere',
  'Authorization: Basic {{$processEnv NOMBA_ACCESS_TOKEN}}': 'shared',
  'Authorization:': 'missing',
  'Authorization: Bearer': 'missing',
  'Authorization: bearer ': 'missing',
  'Authorization: Bearer {{empty}}': 'missing',
  'Authorization: Bearer <token>': 'missing',
  'Authorization: Bearer <your token>': 'missing',
  'Authorization: <your token>': 'missing',
  'Authorization: Bearer YOUR_ACCESS_TOKEN': 'missing',
  'Authorization: Bearer your-token': 'missing',
  'Authorization: Bearer {token}': 'missing',
  'Authorization: Bearer $TOKEN': 'missing',
  'Authorization: Bearer ...': 'missing',
  'Authorization: Bearer xxxx': 'missing',
  'Authorization: Bearer token': 'missing',
  'Authorization: Bearer access_token': 'missing',
  'Accept: application/json': 'missing',
};

// Seen to fail when: whatever is no reference counts as a token; the environment is filled in; file variables are not; a part of a name counts as the name; small letters do not count as the header.
describe('tokenSource', () => {
  for (const [header, source] of Object.entries(expected)) {
    it(`says “${source}” of ${header}`, () => {
      const context = { values, environment: {}, customHosts: new Set<string>() };
      const section = readSection(`GET https://sandbox.nomba.com/v1/accounts/balance\n${header}\n`);
      assert.deepEqual(
        nombaRequests(section, context).map((request) =>
          tokenSource(request, { values, offersNombaToken: true }),
        ),
        [source],
      );
    });
  }

  it('says “unknown” of httpYac’s variable where httpYac does not fill it in', () => {
    const context = {
      values: new Map([...values, ['own', 'Bearer {{$nombaToken}}']]),
      environment: {},
      customHosts: new Set<string>(),
    };
    const sources = ['Bearer {{$nombaToken}}', '{{own}}', 'Bearer {{token}}'].flatMap((header) =>
      nombaRequests(
        readSection(`GET https://sandbox.nomba.com/v1/accounts/balance\nAuthorization: ${header}\n`),
        context,
      ).map((request) => tokenSource(request, { ...context, offersNombaToken: false })),
    );
    assert.deepEqual(sources, ['unknown', 'unknown', 'shared']);
  });
});

import assert from 'node:assert/strict';
import { dialectOf, dialects, newUuid, reference, referenceExpression } from '../../../src/httpFile/dialect';

// Seen to fail when: the parts are looked at one after the other, so that a weak sign in the first part beats a sure one in the second.
describe('dialectOf', () => {
  for (const [title, parts, dialect] of [
    ['a file without any sign', ['GET https://api.nomba.com'], 'processEnv'],
    ['an empty file', [], 'processEnv'],
    ['a file with REST Client’s form', ['GET {{$processEnv A}}'], 'processEnv'],
    ['a file with JetBrains’ form', ['GET {{$env.A}}'], 'jetBrains'],
    ['a file with a script of JetBrains', ['GET /\n\n> {%\nclient.log(1)\n%}'], 'jetBrains'],
    ['a file with a random value of JetBrains', ['GET /{{$random.uuid}}'], 'jetBrains'],
    ['a file with a test of JetBrains', ['client.test("a", () => {})'], 'jetBrains'],
    ['a file with an instruction to Kulala', ['# @kulala-curl--insecure\nGET /'], 'kulala'],
    ['a file with a script of Kulala', ['< {% -- lua\n%}\nGET /'], 'kulala'],
    ['a file with a script file of Kulala', ['< ./before.lua\nGET /'], 'kulala'],
    [
      'a file with a script of JetBrains and the name that environment files have',
      ['GET /\nAuthorization: Bearer {{NOMBA_ACCESS_TOKEN}}\n\n> {%\n%}'],
      'kulala',
    ],
    ['a script of JetBrains in a file of httpYac', ['> {%', 'GET {{$processEnv A}}'], 'processEnv'],
    ['a script of JetBrains in a file of Kulala', ['> {%', '// @kulala-jq .a'], 'kulala'],
  ] as const) {
    it(`takes ${title} for ${dialect}`, () => {
      assert.equal(dialectOf(parts.map((text) => ({ text }))), dialect);
    });
  }
});

describe('reference', () => {
  it('has the form of each dialect', () => {
    assert.deepEqual(
      dialects.map((dialect) => [
        reference(dialect, 'A'),
        referenceExpression(dialect, 'A'),
        newUuid(dialect),
      ]),
      [
        ['{{$processEnv A}}', '$processEnv A', '{{$guid}}'],
        ['{{$env.A}}', '$env.A', '{{$uuid}}'],
        ['{{A}}', 'A', '{{$uuid}}'],
      ],
    );
  });
});

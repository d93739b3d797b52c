import assert from 'node:assert/strict';
import { publishedSecretNames } from '../../../../src/httpFile/findings/publishedSecrets';
import { fastestOf } from '../../fastestOf';
import { findingsIn, nombaToken } from './findingContext';

/** 200,000 characters. */
function repeated(part: string): string {
  return part.repeat(Math.ceil(200_000 / part.length));
}

const request = 'GET https://sandbox.api.nomba.com/accounts\n';

const texts: Readonly<Record<string, string>> = {
  'beginnings of tokens': repeated('eyJ'),
  'beginnings of tokens in parts': repeated('eyJaaaaaaaa.'),
  'beginnings of tokens after escapes': repeated('%20eyJ'),
  'one endless token': `${request}Authorization: Bearer eyJ${repeated('a')}.${repeated('b')}.c`,
  'tokens on one line': repeated(`${nombaToken} `),
  'tokens on many lines': `${request}${repeated(`X-A: ${nombaToken}\n`)}`,
  'requests that nothing separates': repeated(`${request}\n{}\n`),
  'requests with separators': repeated(`${request}###\n`),
  'variables that count, and requests': `${repeated('@a = b\n')}${request.replace('sandbox.api.nomba.com', '{{a}}')}`,
  'variables that repeat themselves, and requests': `@a = ${'a'.repeat(9_000)}{{a}}{{a}}\n${repeated('GET https://api.nomba.com/{{a}}\n###\n')}`,
  'variables that hold tokens, and requests that have them from there': `${repeated('@a = b\n')}${repeated(`${request}Authorization: Bearer {{a}}\n###\n`)}`,
  'tokens in scripts': repeated(`{{\nconst token = '${nombaToken}';\n}}\n`),
  'scripts above and below requests': repeated(`{{\nheaders\n}}\n${request}\n{{+\n// headers\n}}\n###\n`),
  'beginnings of scripts': `${request}\n${repeated('{{+\n')}`,
  'the word headers': `{{\n${repeated('/headers ')}\n}}\n${request}`,
  'an endless URL': `GET https://api.nomba.com/${repeated('v1/')}`,
  'an endless host': `GET https://${repeated('api.')}`,
  'an endless URL of many lines': `${request}${repeated('/a\n')}`,
  'references in a URL': `GET https://api.nomba.com${repeated('/{{a}}')}`,
  'braces in a URL': `GET https://api.nomba.com/${repeated('{{')}`,
  'spaces in a header': `${request}Authorization: Bearer${repeated(' ')}x`,
  'Authorization many times': `${request}${repeated('Authorization: Bearer a\n')}`,
  'client secrets': `POST https://api.nomba.com/v1/auth/token/issue\n\n${repeated('"client_secret":"a",')}`,
  'a client secret that never ends': `POST https://api.nomba.com/v1/auth/token/issue\n\n"client_secret":"${repeated('\\a')}`,
  'public names on one line': repeated('process.env.VITE_NOMBA_SECRET '),
  'an endless public name': `VITE_${repeated('NOMBA_SECRET_')}=`,
  'public names in a row': repeated('VITE_'),
  'spaces before a public name': `${repeated(' ')}VITE_NOMBA_SECRET=`,
};

// Seen to fail when: a token is looked for from each `eyJ`; the headers, blocks or lines are gone over again for each token; each name is looked at with all of its line.
describe('findings in a text of bad intent', () => {
  for (const [what, text] of Object.entries(texts)) {
    it(`take time in proportion to its length: ${what}`, () => {
      const time = fastestOf(2, () => [findingsIn(text), publishedSecretNames(text)]);
      assert.ok(time < 6000, `${time} ms`);
    }).timeout(60_000);
  }

  it('do not run out of stack on a line of many megabytes', () => {
    const long = ['a', 'eyJ', ' ', '{{', '/'].map((part) => part.repeat(3_000_000));
    for (const text of long) {
      findingsIn(
        `GET https://api.nomba.com/${text}\nAuthorization: Bearer ${text}\n\n"client_secret":"${text}"`,
      );
      publishedSecretNames(`VITE_${text}`);
    }
  }).timeout(60_000);
});

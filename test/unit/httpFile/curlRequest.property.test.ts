import assert from 'node:assert/strict';
import fc from 'fast-check';
import { httpRequestText } from '../../../src/httpFile/curlRequest';
import { readSection } from '../../../src/httpFile/section';
import { fastestOf } from '../fastestOf';
import { pasted, sandbox } from './pastedCurl';

// Seen to fail when: the name of a parameter may hold a secret, or a value one with its name; a cookie is kept.
describe('the request of a pasted command', () => {
  const secret = fc
    .string({ unit: fc.constantFrom(...'abcXYZ019-_.+/=%" \\&'.split('')), minLength: 4, maxLength: 40 })
    .map((text) => `test-secret-${text}x`);
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const place = fc.constantFrom(
    (text: string) => `-H ${quoted(`Authorization: Bearer ${text}`)}`,
    (text: string) => `-H ${quoted(`authorization:${text}`)}`,
    (text: string) => `-H ${quoted(`client-secret: ${text}`)}`,
    (text: string) => `-H ${quoted(`X-Api-Key: ${text}`)}`,
    (text: string) => `-d ${quoted(JSON.stringify({ signatureKey: text, b: [{ tokenKey: text }] }))}`,
    (text: string) => `--data-urlencode ${quoted(`password=${text}`)}`,
    (text: string) => `--header=${quoted(`Authorization: Bearer ${text}`)}`,
    (text: string) => `-u ${quoted(`id:${text}`)}`,
    (text: string) => `--oauth2-bearer ${quoted(text)}`,
    (text: string) => `-b ${quoted(`session=${text}`)}`,
    (text: string) => `-U ${quoted(`id:${text}`)}`,
    (text: string) => `-d ${quoted(JSON.stringify({ a: [{ client_secret: text }] }))}`,
    (text: string) =>
      `--json ${quoted(JSON.stringify({ data: { accessToken: text, refresh_token: text } }, undefined, 1))}`,
    (text: string) => `--data-urlencode ${quoted(`client_secret=${text}`)}`,
    (text: string) => `-d ${quoted(`refresh_token=${text.replaceAll('&', '')}`)}`,
    (text: string) => `-G --data-urlencode ${quoted(`access_token=${text}`)}`,
    (text: string) => `-d ${quoted(`{'client_secret': '${text}'}`)}`,
  );

  it('never has a secret in it, wherever that was', () => {
    let requests = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(place, secret), { minLength: 1, maxLength: 3 }), (uses) => {
        const command = `curl https://api.nomba.com/v1/accounts ${uses.map(([use, text]) => use(text)).join(' ')}`;
        const text = pasted(command)?.join('\n');
        requests += Number(text !== undefined);
        assert.doesNotMatch(text ?? '', /test-secret-/);
      }),
      { numRuns: 1000 },
    );
    assert.ok(requests > 500, `${requests} requests`);
  });

  it('is one request, and never throws', () => {
    const pieces = fc.string({
      unit: fc.constantFrom(
        'a',
        ':',
        ' ',
        '{',
        '}',
        '"',
        '\n',
        '\r',
        '#',
        '<',
        '[',
        ']',
        ',',
        '1',
        '\\',
        '=',
        '&',
        'GET /',
        '\u2028',
      ),
      maxLength: 20,
    });
    fc.assert(
      fc.property(pieces, pieces, pieces, pieces, (path, name, value, body) => {
        const curl = {
          method: 'POST',
          url: `https://api.nomba.com/${path}`,
          headers: [{ name, value }],
          body,
        };
        const text = httpRequestText(curl, sandbox);
        assert.ok(text === undefined || readSection(text).blocks.length === 1);
      }),
      { numRuns: 1000 },
    );
  });

  for (const part of [
    '{"a":',
    '[',
    '1,',
    '"',
    '\\',
    'a=',
    '&',
    'eyJ',
    '-eyJ',
    '{{',
    '\n',
    ' ',
    'client_secret=',
    '<',
    'secret ',
  ]) {
    it(`takes time in proportion to a body of ${JSON.stringify(part)}`, () => {
      const body = part.repeat(100_000 / part.length);
      for (const text of [body, `[${body.slice(0, -1)}]`, `{"a":"${body}"}`]) {
        const curl = {
          method: 'POST',
          url: `https://api.nomba.com/?${text}`,
          headers: [{ name: 'A', value: text }],
          body: text,
        };
        const reading = fastestOf(1, () => text.split(''));
        const taken = fastestOf(1, () => httpRequestText(curl, sandbox));
        assert.ok(taken < 1_000 + 100 * reading, `${taken} ms; reading takes ${reading} ms`);
      }
    });
  }
});

import assert from 'node:assert/strict';
import { findings } from '../../../../src/httpFile/findings';
import { HttpText } from '../../../../src/httpFile/httpText';
import { FileContexts } from '../../../../src/vscode/httpFile/fileContext';

const url = 'https://sandbox.nomba.com/v1/accounts/balance';
const account = 'accountId: 11111111-2222-4333-8444-555555555555';

/** Those of a window without a profile. */
function contextsOfWindow(): FileContexts {
  const services = {
    profiles: { all: [], active: undefined },
    tokens: {},
    sharing: {},
    clock: { now: () => 0 },
  } as unknown as ConstructorParameters<typeof FileContexts>[0];
  return new FileContexts(services, () => false);
}

/** The places of what is found in the sections of a file, as they are found one after the other. */
function found(text: HttpText, contexts: FileContexts): readonly string[] {
  return text.sections.flatMap(({ section }) =>
    findings(section, contexts.of(text)).map(
      ({ code, start, end }) => `${code}: ${section.text.slice(start, end)}`,
    ),
  );
}

// Seen to fail when: the facts of a file are those of one section; they are kept although a section has changed.
describe('FileContexts', () => {
  it('knows of scripts that set headers of every request of the file', () => {
    const script = "{{+\n  request.headers.Authorization = '';\n}}";
    const request = `GET ${url}`;
    const text = new HttpText(`### One\n${request}\n### All\n${script}\n### Two\n${request}\n`);
    const contexts = contextsOfWindow();
    const before = found(text, contexts);
    const start = text.text.indexOf(script);
    text.edit({ start, end: start + script.length, newText: '' });
    assert.deepEqual(
      [before, new Set(found(text, contexts))],
      [[], new Set([`missing-authorization: ${request}`, `missing-account-id: ${request}`])],
    );
  });

  it('knows of variables that requests of other sections have their token or their client secret from', () => {
    const text = new HttpText(
      `@token = abcdefgh12345678\n@s = AbCdEf0123456789\n### Balance\nGET ${url}\nAuthorization: Bearer {{token}}\n${account}\n` +
        `### Issue\nPOST https://sandbox.nomba.com/v1/auth/token/issue\n${account}\n\n{"client_secret":"{{s}}"}\n`,
    );
    assert.deepEqual(found(text, contextsOfWindow()), [
      'token-literal: abcdefgh12345678',
      'credential-in-body: AbCdEf0123456789',
    ]);
  });

  it('answers the same object as long as nothing has changed', () => {
    const text = new HttpText(`@token = abcdefgh12345678\n### Balance\nGET ${url}\n`);
    const contexts = contextsOfWindow();
    const before = contexts.of(text);
    text.edit({ start: text.length, end: text.length, newText: 'Accept: a\n' });
    const same = contexts.of(text);
    text.edit({ start: text.length, end: text.length, newText: 'Authorization: Bearer {{token}}\n' });
    assert.deepEqual([same === before, contexts.of(text) === before], [true, false]);
  });
});

import assert from 'node:assert/strict';
import { findRequest } from '../../../src/httpFile/findRequest';
import { nombaCatalogue } from '../../../src/httpFile/nombaCatalogue';
import { completed, completedTexts } from './completionAt';

// Seen to fail when: the version of HTTP is taken for the URL; the query is replaced with the path; the base of another host counts as Nomba’s; the version in the base is written twice;
// a bare URL gets a path of another method without the method; a line that continues the URL is taken for a whole one.
describe('completions of a request line', () => {
  const baseUrl = '{{$processEnv NOMBA_BASE_URL}}';
  const hosts = [baseUrl, 'https://sandbox.nomba.com', 'https://api.nomba.com'];

  for (const [title, marked, expected] of [
    [
      'offer methods where a request may begin',
      '### a\n# b\n|\n',
      ['GET ', 'POST ', 'PUT ', 'DELETE '].map((method) => `### a\n# b\n${method}\n`),
    ],
    [
      'offer methods for what is typed',
      '### a\n  p|',
      ['GET ', 'POST ', 'PUT ', 'DELETE '].map((method) => `### a\n  ${method}`),
    ],
    ['offer nothing above a request', '### a\n|\nGET /v1', []],
    ['offer nothing in prose', 'This is about\n|', []],
    ['offer nothing after a word of prose', 'Search for |', []],
    ['offer nothing in a script', '< {%\n|\n%}', []],
    [
      'offer base URLs and whole URLs after a method',
      'DELETE |',
      [...hosts, `${baseUrl}/v1/accounts/virtual/ref-0123456789abcdef`].map((url) => `DELETE ${url}`),
    ],
    [
      'replace a half-typed URL',
      'DELETE https:/| HTTP/1.1',
      [...hosts, `${baseUrl}/v1/accounts/virtual/ref-0123456789abcdef`].map(
        (url) => `DELETE ${url} HTTP/1.1`,
      ),
    ],
    [
      'replace the base alone where there is a path',
      'GET https://exa|mple.com/v1/x',
      hosts.map((url) => `GET ${url}/v1/x`),
    ],
    [
      'offer the paths of the method',
      'delete https://api.nomba.com/v1/ac|counts?a=b',
      ['delete https://api.nomba.com/v1/accounts/virtual/ref-0123456789abcdef?a=b'],
    ],
    [
      'offer paths at the end of a base',
      `PUT ${baseUrl}|`,
      [`PUT ${baseUrl}/v1/accounts/virtual/ref-0123456789abcdef`],
    ],
    [
      'offer the placeholder that the file defines',
      `@identifier = a\nPUT ${baseUrl}/|`,
      [`@identifier = a\nPUT ${baseUrl}/v1/accounts/virtual/{{identifier}}`],
    ],
    [
      'leave out the version that the base has',
      '@b = https://api.nomba.com/v1/\nPUT {{b}}|',
      ['@b = https://api.nomba.com/v1/\nPUT {{b}}/accounts/virtual/ref-0123456789abcdef'],
    ],
    ['offer no paths of another host', 'GET https://example.com/v1/|', []],
    [
      'offer the parameters that are not there yet',
      'GET https://api.nomba.com/v1/direct-debits/mandates?page=1&|',
      ['GET https://api.nomba.com/v1/direct-debits/mandates?page=1&pageSize=10'],
    ],
    [
      'offer the name alone where there is a value',
      'GET https://api.nomba.com/v1/direct-debits/mandates?p|ag=1',
      ['page', 'pageSize'].map((name) => `GET https://api.nomba.com/v1/direct-debits/mandates?${name}=1`),
    ],
    [
      'offer paths on a line that continues the URL',
      'PUT https://api.nomba.com\n  /v1/|\nA: b',
      ['PUT https://api.nomba.com\n  /v1/accounts/virtual/ref-0123456789abcdef\nA: b'],
    ],
    [
      'offer what is missing below a part of the path',
      `PUT ${baseUrl} HTTP/1.1\n  /v1/accounts\n\t/vi|r?a=b`,
      [`PUT ${baseUrl} HTTP/1.1\n  /v1/accounts\n\t/virtual/ref-0123456789abcdef?a=b`],
    ],
    [
      'offer paths below a base that has the version',
      '@base = https://api.nomba.com/v1\nPUT {{base}}\n  /|',
      ['@base = https://api.nomba.com/v1\nPUT {{base}}\n  /accounts/virtual/ref-0123456789abcdef'],
    ],
    [
      'offer only paths of GET below a bare URL',
      'https://api.nomba.com/v1/accounts/virtual\n  /|',
      ['https://api.nomba.com/v1/accounts/virtual\n  /ref-0123456789abcdef'],
    ],
    ['offer no paths below the base of another host', 'PUT https://example.com\n  /v1/|', []],
    ['offer no paths below a query', 'PUT https://api.nomba.com?a={{b ?? c}}\n  /v1/|', []],
    ['offer no paths below headers', 'PUT https://api.nomba.com\nA: b\n  /v1/|', []],
    [
      'offer no parameters for a path that goes on',
      'GET https://api.nomba.com/v1/accounts?limit=1\n  /|a',
      [],
    ],
    [
      'offer parameters on lines that continue the URL',
      'GET https://api.nomba.com/v1/direct-debits/mandates\n  ?page=1\n  &|\nA: b',
      ['GET https://api.nomba.com/v1/direct-debits/mandates\n  ?page=1\n  &pageSize=10\nA: b'],
    ],
    ['offer no parameters in a value', 'GET https://api.nomba.com/v1/direct-debits/mandates?page=1|', []],
    ['offer no parameters of a path that is not known', 'GET https://api.nomba.com/v1/unknown?|', []],
  ] as const) {
    it(title, () => {
      assert.deepEqual(completedTexts(marked), expected);
    });
  }

  it('offer every path to a bare URL, with its method where that is not GET', () => {
    assert.deepEqual(
      completedTexts('https://api.nomba.com/|', {}, 'path').map((text) => {
        const [method, url] = text.startsWith('https') ? ['GET', text] : text.split(' ', 2);
        return findRequest(method ?? '', url ?? '');
      }),
      nombaCatalogue,
    );
  });

  it('say what moves money', () => {
    const path = completed('POST https://api.nomba.com|').find(
      ({ completion }) => completion.label === '/v2/transfers/bank',
    );
    assert.deepEqual(path?.completion, {
      kind: 'path',
      label: '/v2/transfers/bank',
      detail: 'POST · $ moves money · Transfers · Transfer to a bank account',
      documentation: 'Sends money from the parent account to a bank account.',
      replace: { start: 26, end: 26 },
      newText: '/v2/transfers/bank',
      isSnippet: true,
    });
  });
});

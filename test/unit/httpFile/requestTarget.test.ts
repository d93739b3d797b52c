import assert from 'node:assert/strict';
import { parseRequestBlocks } from '../../../src/httpFile/requestBlocks';
import { requestTarget, type TextSpan } from '../../../src/httpFile/requestTarget';

/** The target of the first request of a text, with the texts of its spans. */
function targetOf(text: string): object {
  const [request] = parseRequestBlocks(text).flatMap((block) => block.request ?? []);
  assert.ok(request);
  const { method, methodSpan, url, urlSpan, version } = requestTarget(text, request.requestLine);
  const textOf = (span: TextSpan | undefined): string | undefined => span && text.slice(span.start, span.end);
  return { method, methodText: textOf(methodSpan), url, urlText: textOf(urlSpan), version };
}

const url = 'https://sandbox.nomba.com/v1/accounts/balance';

// Seen to fail when: the method is left as it is written; the version counts as a part of the URL; only the first line is read; a comment counts as a part of the URL.
describe('requestTarget', () => {
  const rows: readonly (readonly [title: string, text: string, expected: object])[] = [
    [
      'reads method, URL and version',
      `POST ${url} HTTP/1.1`,
      { method: 'POST', methodText: 'POST', url, urlText: url, version: 'HTTP/1.1' },
    ],
    [
      'takes a bare URL for a GET',
      url,
      { method: 'GET', methodText: undefined, url, urlText: url, version: undefined },
    ],
    [
      'reads a method in small letters, and white space of any sort between the parts',
      `\t get \t ${url}\t http/2 \nAccept: */*`,
      { method: 'GET', methodText: 'get', url, urlText: url, version: 'http/2' },
    ],
    [
      'joins the lines that continue a URL without their indentation',
      `GET ${url}\r\n  ?limit=10\r\n  &page=2\r\nAccept: */*`,
      {
        method: 'GET',
        methodText: 'GET',
        url: `${url}?limit=10&page=2`,
        urlText: `${url}\r\n  ?limit=10\r\n  &page=2`,
        version: undefined,
      },
    ],
    [
      'leaves out the comments among the lines that continue a URL, as the clients do',
      `GET ${url}\n# @tag a\n  ?limit=10\n  // &a=b\n&page=2\n# Accept: */*`,
      {
        method: 'GET',
        methodText: 'GET',
        url: `${url}?limit=10&page=2`,
        urlText: `${url}\n# @tag a\n  ?limit=10\n  // &a=b\n&page=2`,
        version: undefined,
      },
    ],
    [
      'leaves variables and white space within the URL as they are written',
      '### balance\nGET {{ baseUrl }}/v1/transactions?from={{$datetime iso8601 -1 d}}',
      {
        method: 'GET',
        methodText: 'GET',
        url: '{{ baseUrl }}/v1/transactions?from={{$datetime iso8601 -1 d}}',
        urlText: '{{ baseUrl }}/v1/transactions?from={{$datetime iso8601 -1 d}}',
        version: undefined,
      },
    ],
  ];

  for (const [title, text, expected] of rows) {
    it(title, () => {
      assert.deepEqual(targetOf(text), expected);
    });
  }
});

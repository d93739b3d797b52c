import assert from 'node:assert/strict';
import { urlPart } from '../../../../src/httpFile/findings/urlPlace';
import { parseRequestBlocks } from '../../../../src/httpFile/requestBlocks';
import { requestTarget } from '../../../../src/httpFile/requestTarget';

// Seen to fail when: a comment counts as a part of the URL; the version is not left out; the indentation counts.
describe('urlPart', () => {
  it('spans a part of a URL on several lines, with a version and comments amid', () => {
    const text = '###\nGET https://a.example HTTP/1.1\n# ?a\n  /one\n\t// two\n  /three?b=1\n';
    const [block] = parseRequestBlocks(text);
    assert.ok(block?.request);
    const target = requestTarget(text, block.request.requestLine);
    const found = ['a.example', '/one', '/three', 'b=1'].map((part) => {
      const start = target.url.indexOf(part);
      const span = urlPart(text, target, start, start + part.length);
      return text.slice(span.start, span.end);
    });
    assert.deepEqual(found, ['a.example', '/one', '/three', 'b=1']);
  });
});

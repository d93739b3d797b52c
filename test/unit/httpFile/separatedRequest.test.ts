import assert from 'node:assert/strict';
import { HttpText } from '../../../src/httpFile/httpText';
import { parseRequestBlocks } from '../../../src/httpFile/requestBlocks';
import { separatedRequest, textsAround } from '../../../src/httpFile/separatedRequest';
import { pasted } from './pastedCurl';

const command = `curl -X POST https://sandbox.nomba.com/v1/accounts -H 'accountId: 1' -d '{"a":1}'`;
const request = pasted(command)?.join('\n') ?? '';

/** The text once the request is put in the place of what stands between two `|`, or at the one. */
function put(marked: string, lineEnding: '\n' | '\r\n' = '\n'): string {
  const [before = '', ...rest] = marked.split('|');
  const after = rest.at(-1) ?? '';
  const text = before + rest.join('');
  const around = textsAround(new HttpText(text), before.length, text.length - after.length);
  return before + separatedRequest(request.replaceAll('\n', lineEnding), around, lineEnding) + after;
}

/** Each request as both clients read it: its lines, without those that are blank and the separators. Those that only httpYac sees are marked. */
function requests(text: string): readonly string[] {
  return parseRequestBlocks(text)
    .filter((block) => block.request !== undefined)
    .map(({ range, unseparated }) => {
      const lines = text.slice(range.start, range.end).split(/\r\n|\n/);
      return (unseparated ? '!' : '') + lines.filter((line) => !/^(?:###.*|\s*)$/.test(line)).join(' ⏎ ');
    });
}

const [own = ''] = requests(request);

// Seen to fail when: the request is put there as it is; nothing is put below it; a separator is put in the middle of a line; the section that begins at the place counts as the one above.
describe('a pasted request', () => {
  it('is one by itself', () => {
    assert.deepEqual([own.split(' ⏎ ')[0], put('|')], [request.split('\n')[0], request]);
  });

  const cases: readonly (readonly [where: string, text: string, expected: readonly string[]])[] = [
    ['after a request', 'GET a.com/x\nA: 1\n\n|', ['GET a.com/x ⏎ A: 1', own]],
    ['in the line after a request', 'GET a.com/x\n|', ['GET a.com/x', own]],
    ['at the end of a request line', 'GET a.com/x|', ['GET a.com/x', own]],
    ['after a body', 'POST a.com/x\n\n{}\n\n|\n', ['POST a.com/x ⏎ {}', own]],
    ['before a request', '|GET a.com/x\n', [own, 'GET a.com/x']],
    ['in the line before a request', '|\nGET a.com/x\n', [own, 'GET a.com/x']],
    [
      'between two requests',
      '###\nGET a.com/x\n\n|\n\n###\nGET b.com/y\n',
      ['GET a.com/x', own, 'GET b.com/y'],
    ],
    [
      'right before a separator',
      'GET a.com/x\n|### Next\nGET b.com/y\n',
      ['GET a.com/x', own, 'GET b.com/y'],
    ],
    ['below a separator', 'GET a.com/x\n\n### Next\n|', ['GET a.com/x', own]],
    ['at the end of a separator', 'GET a.com/x\n\n### Next|', ['GET a.com/x', own]],
    ['below variables', '@a = 1\n|', [`@a = 1 ⏎ ${own}`]],
    ['above a comment and a request', '|\n# next\nGET a.com/x\n', [own, '# next ⏎ GET a.com/x']],
    ['after text that is a URL to the clients', 'notes\n|', ['notes', own]],
    [
      'in the place of a request',
      '###\nGET a.com/x\n\n|###\nGET b.com/y\n|\n### Last\nGET c.com/',
      ['GET a.com/x', own, 'GET c.com/'],
    ],
    ['after an indentation', 'GET a.com/x\n  |', ['GET a.com/x', own]],
    ['before an indented separator', '|\n  ### Next\nGET a.com/x\n', [own, '  ### Next ⏎ GET a.com/x']],
  ];
  for (const [where, text, expected] of cases) {
    it(`is one of its own ${where}`, () => {
      assert.deepEqual(
        [requests(put(text)), requests(put(text.replaceAll('\n', '\r\n'), '\r\n'))],
        [expected, expected],
      );
    });
  }

  it('gets no more lines than it needs', () => {
    assert.deepEqual(
      [put('### A\n|\n'), put('GET a.com/x\n\n|\n'), put('GET a.com/x\n|\n\n### Next\n'), put('|\n')],
      [
        `### A\n${request}\n`,
        `GET a.com/x\n\n###\n${request}\n`,
        `GET a.com/x\n###\n${request}\n\n### Next\n`,
        `${request}\n`,
      ],
    );
  });
});

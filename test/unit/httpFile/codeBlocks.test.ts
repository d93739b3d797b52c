import assert from 'node:assert/strict';
import { asciiDocHttpBlocks, markdownHttpBlocks } from '../../../src/httpFile/codeBlocks';

function texts(find: typeof markdownHttpBlocks, text: string): readonly string[] {
  return find(text).map(({ start, end }) => text.slice(start, end));
}

// Seen to fail when: any language counts; a shorter fence or one of the other character closes; a block without an end is left out.
describe('markdownHttpBlocks', () => {
  for (const [title, text, blocks] of [
    ['finds a block of kind http', '# Title\n\n```http\nGET a\n```\ntext', ['GET a\n']],
    ['finds a block of kind rest, with tildes and CRLF', '~~~ rest\r\nGET a\r\n~~~\r\n', ['GET a\r\n']],
    ['leaves blocks of other kinds alone', '```json\nGET a\n```\n```https\nGET b\n```\n```\nGET c\n```', []],
    ['reads on behind a block of another kind', '```sh\n# ```\n```\n\n```http\nGET a\n```', ['GET a\n']],
    [
      'is not closed by a shorter fence, or by one of the other sort',
      '````http\n```\n~~~~\nGET a\n`````\nGET b',
      ['```\n~~~~\nGET a\n'],
    ],
    ['takes a block that is never closed to the end', '```http\nGET a\n\n{}', ['GET a\n\n{}']],
    [
      'finds blocks in lists and quotes',
      '1. first\n   ```http\n   GET a\n   ```\n> ```http\n> GET b\n> ```',
      ['   GET a\n', '> GET b\n'],
    ],
    [
      'takes what follows the language for the renderer’s',
      '``` http title="x"\nGET a\n```\n```{.http .numbers}\nGET b\n```',
      ['GET a\n', 'GET b\n'],
    ],
    ['finds an empty block', '```http\n```', ['']],
    ['finds nothing in nothing', '', []],
  ] as const) {
    it(title, () => {
      assert.deepEqual(texts(markdownHttpBlocks, text), blocks);
    });
  }
});

// Seen to fail when: the style is not asked for; a longer delimiter closes; a title ends the announcement.
describe('asciiDocHttpBlocks', () => {
  for (const [title, text, blocks] of [
    ['finds a listing of kind http', '[source,http]\n----\nGET a\n----\ntext', ['GET a\n']],
    [
      'finds the short form, and options',
      '[,http]\n----\nGET a\n----\n[source%linenums,http,indent=0]\n....\nGET b\n....',
      ['GET a\n', 'GET b\n'],
    ],
    ['finds one with a title', '[source,http]\n.The balance\n----\nGET a\n----', ['GET a\n']],
    [
      'leaves listings of other kinds, and without a kind, alone',
      '[source,json]\n----\nGET a\n----\n\n----\nGET b\n----',
      [],
    ],
    [
      'is not closed by a delimiter of another length',
      '[source,http]\n----\n-----\nGET a\n----',
      ['-----\nGET a\n'],
    ],
    ['asks for the listing right below', '[source,http]\n\ntext\n----\nGET a\n----', []],
  ] as const) {
    it(title, () => {
      assert.deepEqual(texts(asciiDocHttpBlocks, text), blocks);
    });
  }
});

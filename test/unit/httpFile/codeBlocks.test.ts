import assert from 'node:assert/strict';
import { asciiDocHttpBlocks, markdownHttpBlocks } from '../../../src/httpFile/codeBlocks';

function texts(find: typeof markdownHttpBlocks, text: string): readonly string[] {
  return find(text).map(({ start, end }) => text.slice(start, end));
}

// Seen to fail when: any language counts; a shorter fence or one of the other character closes; a block without an end is left out; a block within another kind of block counts.
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
      'finds blocks in lists, on the line of the item as well',
      '1. first\n   ```http\n   GET a\n   ```\n- ```http\n  GET b\n  ```\n* 2) ~~~ rest\n     GET c\n     ~~~',
      ['   GET a\n', '  GET b\n', '     GET c\n'],
    ],
    [
      'leaves blocks in quotes alone, each line of which begins with a mark',
      '> ```http\n> GET a\n> ```\n\n- > ```http\n  > GET b\n  > ```\n\n```http\n> ```\nGET c\n```',
      ['> ```\nGET c\n'],
    ],
    [
      'leaves kinds alone whose names begin the same',
      '```rest-api\nGET a\n```\n```http-client\nGET b\n```\n```http2\nGET c\n```',
      [],
    ],
    [
      'leaves a block alone that another block shows',
      '````markdown\n```http\nGET a\n```\n````\n~~~\n```http\nGET b\n~~~\n```http\nGET c\n```',
      ['GET c\n'],
    ],
    [
      'knows a block of another kind by the beginning of a long line',
      `\`\`\`json title="${'a'.repeat(1000)}"\n{}\n\`\`\`\n\`\`\`http\nGET a\n\`\`\``,
      ['GET a\n'],
    ],
    ['takes code within a line for no fence', '```sh``` is\n```http\nGET a\n```', ['GET a\n']],
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

// Seen to fail when: the style is not asked for; a longer delimiter closes; a title ends the announcement;
// a listing of another kind shows nothing; the line below a title begins one.
describe('asciiDocHttpBlocks', () => {
  for (const [title, text, blocks] of [
    ['finds a listing of kind http', '[source,http]\n----\nGET a\n----\ntext', ['GET a\n']],
    [
      'finds the short form, and options',
      '[,http]\n----\nGET a\n----\n[source%linenums,http,indent=0]\n....\nGET b\n....',
      ['GET a\n', 'GET b\n'],
    ],
    [
      'finds one with an id, a role and options',
      '[source#id,http]\n----\nGET a\n----\n[source.role%linenums,http]\n----\nGET b\n----\n[#an-id.a-role,http]\n----\nGET c\n----',
      ['GET a\n', 'GET b\n', 'GET c\n'],
    ],
    ['finds an open block', '[source,http]\n--\nGET a\n----\n--\nGET b', ['GET a\n----\n']],
    ['leaves kinds alone whose names begin the same', '[source,http-x]\n----\nGET a\n----', []],
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
    [
      'leaves a block alone that another block shows',
      '----\n[source,http]\n--\nGET a\n--\n----\n\n[source,asciidoc]\n.....\n[source,http]\n----\nGET b\n----\n.....\n\n[source,http]\n----\nGET c\n----',
      ['GET c\n'],
    ],
    [
      'leaves one alone in a comment, and in what goes to the output as it is',
      '////\n[source,http]\n----\nGET a\n----\n////\n\n++++\n[source,http]\n----\nGET b\n----\n++++\n\n[source,http]\n++++\nGET c\n++++',
      [],
    ],
    [
      'leaves one alone that a Markdown block shows',
      '```asciidoc\n[source,http]\n----\nGET a\n----\n```\n[source,http]\n----\nGET b\n----',
      ['GET b\n'],
    ],
    [
      'leaves a listing alone that shows only how one is announced',
      '----\n[source,http]\n----\nGET a\n----',
      [],
    ],
    [
      'finds those in examples, sidebars, open blocks and tables',
      '====\n[source,http]\n----\nGET a\n----\n====\n\n--\n[source,http]\n----\nGET b\n----\n--\n|===\na|\n[source,http]\n----\nGET c\n----\n|===',
      ['GET a\n', 'GET b\n', 'GET c\n'],
    ],
    [
      'takes the line below a title for no block',
      'Requests\n--------\n\n[source,http]\n----\nGET a\n----\nTitle\r\n----\r\n[source,http]\r\n----\r\nGET b\r\n----\r\nTwo\n....\n[source,http]\n----\nGET c\n----',
      ['GET a\n', 'GET b\r\n'],
    ],
    [
      'takes the line below a title for a block that is much shorter, and below a mark in brackets',
      'A long line of text\n----\n[source,http]\n--\nGET a\n--\n----\n[abc]\n-----\n[source,http]\n--\nGET b\n--\n-----',
      [],
    ],
  ] as const) {
    it(title, () => {
      assert.deepEqual(texts(asciiDocHttpBlocks, text), blocks);
    });
  }
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { insertIntoDocument } from '../../../src/httpFile/documentInsertion';
import { applyEdits } from './applyEdits';

interface Place {
  readonly languageId: string;
  readonly fileName: string;
}

const markdown: Place = { languageId: 'markdown', fileName: '/guide.md' };

/** What becomes of a text with the cursor at `|`. */
function inserted(place: Place, marked: string): unknown {
  const cursors = marked.split('|').slice(0, -1);
  const text = marked.replaceAll('|', '');
  let length = 0;
  const selections = cursors.map((part) => {
    length += part.length;
    return { start: length, end: length };
  });
  const insertion = insertIntoDocument(place, text, selections, (dialect) => [
    { name: 'accountId', value: dialect === 'processEnv' ? 'X' : dialect },
  ]);
  return insertion && { text: applyEdits(text, insertion.edits), skipped: insertion.skipped };
}

// Seen to fail when: all of a Markdown file tells the dialect of its blocks; the edits or the lines of what is skipped are not moved to the block's place; a cursor outside of the block counts; Markdown is taken for a request file.
describe('insertIntoDocument', () => {
  for (const [title, place, marked, expected] of [
    [
      'serves a .http file as a whole',
      { languageId: 'plaintext', fileName: '/a.http' },
      'GET /a|\n',
      { text: 'GET /a\naccountId: X\n', skipped: [] },
    ],
    [
      'inserts what the clients of a .http file read, by what stands in another section',
      { languageId: 'http', fileName: '/a.http' },
      '###\nGET /{{$env.A}}\n###\nGET /a|\n',
      { text: '###\nGET /{{$env.A}}\n###\nGET /a\naccountId: jetBrains\n', skipped: [] },
    ],
    [
      'inserts what the clients of a code block read',
      markdown,
      '{{$env.A}}\n```http\n# @kulala\nGET /a|\n```\n',
      { text: '{{$env.A}}\n```http\n# @kulala\nGET /a\naccountId: kulala\n```\n', skipped: [] },
    ],
    [
      'looks at the beginning of a long file only',
      { languageId: 'http', fileName: '/a.http' },
      `${'###\n'.repeat(50)}GET /a|\n###\n{{$env.A}}`,
      { text: `${'###\n'.repeat(50)}GET /a\naccountId: X\n###\n{{$env.A}}`, skipped: [] },
    ],
    [
      'serves the request of a Markdown code block that the cursor is in',
      markdown,
      '# One\n```http\nGET /a\n```\n# Two\n```http\nGET /b|\n\nbody\n```\n',
      {
        text: '# One\n```http\nGET /a\n```\n# Two\n```http\nGET /b\naccountId: X\n\nbody\n```\n',
        skipped: [],
      },
    ],
    [
      'serves several cursors in one block',
      markdown,
      '```http\nGET /a|\n\n###\nGET /b|\n```\n',
      { text: '```http\nGET /a\naccountId: X\n\n###\nGET /b\naccountId: X\n```\n', skipped: [] },
    ],
    [
      'indents what it inserts as the request of a code block in a list',
      markdown,
      '- item\n\n  ```http\n  GET /a|\n\n  {}\n  ```\n- next\n',
      { text: '- item\n\n  ```http\n  GET /a\n  accountId: X\n\n  {}\n  ```\n- next\n', skipped: [] },
    ],
    [
      'indents by tabs where the request of a code block is',
      markdown,
      '1. item\r\n\t```http\r\n\tGET /a|\r\n\tX: y\r\n\t```\r\n',
      {
        text: '1. item\r\n\t```http\r\n\tGET /a\r\n\tX: y\r\n\taccountId: X\r\n\t```\r\n',
        skipped: [],
      },
    ],
    [
      'names the line of the document where there is no request',
      markdown,
      '# One\n\n```http\n# nothing |here\n```\n',
      {
        text: '# One\n\n```http\n# nothing here\n```\n',
        skipped: [{ reason: 'noRequest', line: 3 }],
      },
    ],
    [
      'has nothing to say of a cursor outside of code blocks',
      markdown,
      'GET /a|\n```http\nGET /b\n```\n',
      undefined,
    ],
    [
      'has nothing to say of cursors in two blocks',
      markdown,
      '```http\nGET /a|\n```\n```http\nGET /b|\n```\n',
      undefined,
    ],
    ['has nothing to say of a block of another kind', markdown, '```sh\nGET /a|\n```\n', undefined],
    [
      'has nothing to say of other files',
      { languageId: 'python', fileName: '/a.py' },
      'GET /a|\n',
      undefined,
    ],
  ] as const) {
    it(title, () => {
      assert.deepEqual(inserted(place, marked), expected);
    });
  }
});

// Seen to fail when: the indentation is left out, or repeated in the place of a value.
describe('insertIntoDocument, for any code block that is indented', () => {
  const line = fc.constantFrom(
    '',
    '# comment',
    'X: y',
    '  Authorization:',
    'accountId: old',
    'accountid : older',
    '?a=1',
    '{ "a": "b" }',
    '> {% a %}',
    'text',
  );
  const headers = [
    { name: 'Authorization', value: 'Bearer X' },
    { name: 'accountId', value: 'X' },
  ];

  it('keeps all that is outside of it, and all other lines, and indents each line of it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('  ', '   ', '\t', '    '),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(line, { maxLength: 8 }),
        (indentation, lineEnding, lines) => {
          const indented = (all: readonly string[]): string =>
            all.map((one) => (one === '' ? '' : indentation + one) + lineEnding).join('');
          const before = `- item${lineEnding}${lineEnding}${indented(['```http'])}`;
          const after = `${indented(['```'])}- next${lineEnding}`;
          const content = indented(['GET /a', ...lines]);
          const cursor = { start: before.length, end: before.length };
          const text = before + content + after;
          const edits = insertIntoDocument(markdown, text, [cursor], () => headers)?.edits ?? [];
          const result = applyEdits(text, edits);
          const inside = result.slice(before.length, result.length - after.length).split(lineEnding);
          const isOurs = (one: string): boolean => /^\s*(?:authorization|accountid)\s*:/i.test(one);
          assert.deepEqual(
            {
              outside: [result.slice(0, before.length), result.slice(result.length - after.length)],
              notIndented: inside.filter((one) => one !== '' && !one.startsWith(indentation)),
              others: inside.filter((one) => !isOurs(one)),
            },
            {
              outside: [before, after],
              notIndented: [],
              others: content.split(lineEnding).filter((one) => !isOurs(one)),
            },
          );
        },
      ),
    );
  });
});

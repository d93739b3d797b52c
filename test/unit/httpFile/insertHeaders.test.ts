import assert from 'node:assert/strict';

import { insertAuthorization, type HeaderInsertion } from '../../../src/httpFile/insertHeaders';
import { applyEdits } from './applyEdits';

const headers = [
  { name: 'Authorization', value: 'Bearer T' },
  { name: 'accountId', value: 'A' },
];

/** `|` marks a cursor, `«` and `»` a selection. */
function insertAt(marked: string): { text: string; insertion: HeaderInsertion } {
  const selections: { start: number; end: number }[] = [];
  let text = '';
  let start = 0;
  for (const part of marked.split(/([|«»])/)) {
    if (part === '«') {
      start = text.length;
    } else if (part === '|' || part === '»') {
      selections.push({ start: part === '|' ? text.length : start, end: text.length });
    } else {
      text += part;
    }
  }
  return { text, insertion: insertAuthorization(text, selections, headers) };
}

const both = 'Authorization: Bearer T\naccountId: A';

const insertions: readonly (readonly [sentence: string, marked: string, expected: string])[] = [
  ['inserts after the request line', 'GET /x|\n\nbody', `GET /x\n${both}\n\nbody`],
  ['inserts after the last header', 'GET /x\nX: 1\n|Y: 2\n\nbody', `GET /x\nX: 1\nY: 2\n${both}\n\nbody`],
  [
    'inserts after the lines that continue the URL',
    'GET /x|\n  ?a=1\n  &b=2\n',
    `GET /x\n  ?a=1\n  &b=2\n${both}\n`,
  ],
  [
    'inserts after the last header when a comment follows',
    'GET /x|\nX: 1\n# end\n\n',
    `GET /x\nX: 1\n${both}\n# end\n\n`,
  ],
  [
    'inserts before a comment below which only REST Client reads headers',
    'GET /x|\nX: 1\n#\n## a\nY: 2\n',
    `GET /x\nX: 1\n${both}\n#\n## a\nY: 2\n`,
  ],
  [
    'inserts after a header in a comment that has no white space',
    'GET /x|\n#X: 1\nY: 2\n',
    `GET /x\n#X: 1\nY: 2\n${both}\n`,
  ],
  ['inserts before the next separator', '|GET /x\n###\nGET /y\n', `GET /x\n${both}\n###\nGET /y\n`],
  ['inserts before a body without a blank line', 'GET /x|\n{ "a": 1 }\n', `GET /x\n${both}\n{ "a": 1 }\n`],
  [
    'inserts before a script below the headers',
    'GET /x|\nX: 1\n> {% y %}',
    `GET /x\nX: 1\n${both}\n> {% y %}`,
  ],
  ['keeps a text without a final newline without one', 'GET /x|', `GET /x\n${both}`],
  [
    'takes CRLF from the request line',
    'GET /x|\r\n\r\nbody\n',
    `GET /x\r\n${both.replace('\n', '\r\n')}\r\n\r\nbody\n`,
  ],
  [
    'takes LF from the request line in a text that begins with CRLF',
    '###\r\nGET /x|\n',
    `###\r\nGET /x\n${both}\n`,
  ],
  [
    'takes CRLF from the text when it ends with the request line',
    '###\r\nGET /x|',
    `###\r\nGET /x\r\n${both.replace('\n', '\r\n')}`,
  ],
  [
    'keeps the white space after the line it inserts after',
    'GET /x|  \nX: 1\t\n',
    `GET /x  \nX: 1\t\n${both}\n`,
  ],
  [
    'replaces values in place',
    'GET /x|\naccountId: old\nX: 1\nAuthorization: Basic old\n',
    'GET /x\naccountId: A\nX: 1\nAuthorization: Bearer T\n',
  ],
  [
    'keeps the user’s spelling of the names',
    'GET /x|\nAUTHORIZATION:old\naccountid :  old  \n',
    'GET /x\nAUTHORIZATION:Bearer T\naccountid :  A  \n',
  ],
  [
    'fills empty values',
    'GET /x|\nAuthorization:\naccountId: \n',
    'GET /x\nAuthorization: Bearer T\naccountId: A \n',
  ],
  ['replaces one header and inserts the other', 'GET /x|\nAuthorization: old', `GET /x\n${both}`],
  [
    'keeps the first of several and removes the others',
    'GET /x|\nauthorization: 1\nX: 1\nAuthorization: 2\nAUTHORIZATION: 3\naccountId: A\n\nbody',
    'GET /x\nauthorization: Bearer T\nX: 1\naccountId: A\n\nbody',
  ],
  [
    'removes repetitions at the end of the text',
    'GET /x|\nAuthorization: 1\nAuthorization: 2\nAuthorization: 3',
    `GET /x\n${both}`,
  ],
  [
    'does not count headers that are commented out',
    'GET /x|\n# Authorization: a\n//accountId: b\n#Authorization: c\n',
    `GET /x\n${both}\n# Authorization: a\n//accountId: b\n#Authorization: c\n`,
  ],
  [
    'leaves a body alone that looks like headers',
    'GET /x\n\nAuthorization: old|\naccountId: old\n',
    `GET /x\n${both}\n\nAuthorization: old\naccountId: old\n`,
  ],
  [
    'changes the request of the cursor only',
    'GET /x\n###\nGET /y|\n###\nGET /z',
    `GET /x\n###\nGET /y\n${both}\n###\nGET /z`,
  ],
  ['takes a cursor on ### for the request below', 'GET /x\n##|#\nGET /y', `GET /x\n###\nGET /y\n${both}`],
  ['takes a cursor before ### for the request below', 'GET /x\n|###\nGET /y', `GET /x\n###\nGET /y\n${both}`],
  [
    'takes a cursor before the line ending above ### for the request above',
    'GET /x|\n###\nGET /y',
    `GET /x\n${both}\n###\nGET /y`,
  ],
  [
    'takes a cursor at the end of the text for the last request',
    'GET /x\n###\nGET /y\n\n|',
    `GET /x\n###\nGET /y\n${both}\n\n`,
  ],
  [
    'changes each request that a selection touches',
    'GET /x\n###\nGET «/y\n###\n»GET /z',
    `GET /x\n###\nGET /y\n${both}\n###\nGET /z\n${both}`,
  ],
  [
    'does not take a selection up to ### for one of the request below',
    '«GET /x\n»###\nGET /y',
    `GET /x\n${both}\n###\nGET /y`,
  ],
  [
    'serves several cursors, two of them in one request',
    '|GET /x|\n###\nGET /y\n###\nGET /z|',
    `GET /x\n${both}\n###\nGET /y\n###\nGET /z\n${both}`,
  ],
  [
    'does not indent what it inserts below a separator of a .http file',
    '###\n\tGET /x|\n\tX: 1\n',
    `###\n\tGET /x\n\tX: 1\n${both}\n`,
  ],
  [
    'does not indent what it inserts above a body that is not indented',
    '  GET /x|\n\n{}\n',
    `  GET /x\n${both}\n\n{}\n`,
  ],
  ['takes a byte order mark for no indentation', '\uFEFFGET /x|\n', `\uFEFFGET /x\n${both}\n`],
  [
    'indents what it inserts where all lines are, as in a code block of a list',
    '  # a\n\n  GET /x|\n\n  {}\n',
    `  # a\n\n  GET /x\n  ${both.replace('\n', '\n  ')}\n\n  {}\n`,
  ],
  ['changes nothing where all is right', `GET /x|\n${both}\n`, `GET /x\n${both}\n`],
];

const reports: readonly (readonly [sentence: string, marked: string, expected: HeaderInsertion])[] = [
  [
    'says that an empty text has no request',
    '|',
    { edits: [], requests: 0, skipped: [{ reason: 'noRequest', line: 0 }] },
  ],
  [
    'says that a comment is no request',
    'GET /x\n###\n# no|te\n',
    { edits: [], requests: 0, skipped: [{ reason: 'noRequest', line: 1 }] },
  ],
  [
    'says that curl is not supported',
    '\ncurl https://a.example|\n',
    { edits: [], requests: 0, skipped: [{ reason: 'curl', line: 0 }] },
  ],
  [
    'says that ### is missing before a request line in a body',
    'POST /x\n\ntext\nGET /y|\n',
    { edits: [], requests: 0, skipped: [{ reason: 'missingSeparator', line: 3 }] },
  ],
  ['counts a request that needs no change', `GET /x|\n${both}\n`, { edits: [], requests: 1, skipped: [] }],
  [
    'reports what a selection touches besides requests',
    `«# note\n###\nGET /x\n${both}\n###\ncurl /y»`,
    {
      edits: [],
      requests: 1,
      skipped: [
        { reason: 'noRequest', line: 0 },
        { reason: 'curl', line: 5 },
      ],
    },
  ],
];

describe('insertAuthorization', () => {
  for (const [sentence, marked, expected] of insertions) {
    it(sentence, () => {
      const { text, insertion } = insertAt(marked);
      assert.equal(applyEdits(text, insertion.edits), expected);
    });
  }

  for (const [sentence, marked, expected] of reports) {
    it(sentence, () => {
      assert.deepEqual(insertAt(marked).insertion, expected);
    });
  }

  it('reads a reversed selection like any other', () => {
    const text = 'GET /x\n###\nGET /y';
    assert.deepEqual(
      insertAuthorization(text, [{ start: text.length, end: 0 }], headers),
      insertAuthorization(text, [{ start: 0, end: text.length }], headers),
    );
  });

  it('makes one edit where a replacement and an insertion touch', () => {
    const text = 'GET /x\nAuthorization: old\n';
    assert.deepEqual(insertAuthorization(text, [{ start: 0, end: 0 }], headers).edits, [
      { start: 22, end: 25, newText: 'Bearer T\naccountId: A' },
    ]);
  });
});

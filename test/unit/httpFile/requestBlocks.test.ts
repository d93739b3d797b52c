import assert from 'node:assert/strict';

import { parseRequestBlocks, type RequestBlock } from '../../../src/httpFile/requestBlocks';

/** The texts that the ranges of a block cover, which is what its users read. */
function described(text: string, { range, separator, request, unseparated }: RequestBlock): object {
  const textOf = (part: { start: number; end: number } | undefined): string | undefined =>
    part && text.slice(part.start, part.end);
  return {
    lines: [range.firstLine, range.lastLine],
    ...(separator && { separator: separator.name ?? '' }),
    ...(unseparated && { unseparated }),
    ...(request && {
      [request.kind]: textOf(request.requestLine),
      headers: request.headers.map(({ valueStart, valueEnd, name }) => [
        name,
        text.slice(valueStart, valueEnd),
      ]),
      body: textOf(request.body),
    }),
  };
}

function describeBlocks(text: string): object[] {
  return parseRequestBlocks(text).map((block) => described(text, block));
}

function get(lines: readonly [number, number], more: object = {}): object {
  return { lines, http: 'GET https://a.example', headers: [], body: undefined, ...more };
}

const cases: readonly (readonly [sentence: string, text: string, blocks: readonly object[]])[] = [
  ['finds nothing in an empty text', '', []],
  ['finds one block without a request in blank lines', '\n\n', [{ lines: [0, 1] }]],
  ['reads text before the first separator as a block', 'GET https://a.example', [get([0, 0])]],
  [
    'takes the text after ### for a name',
    '### \t Balance ###\nGET https://a.example\n#### \n',
    [get([0, 1], { separator: 'Balance ###' }), { lines: [2, 2], separator: '' }],
  ],
  [
    'reads comments, metadata and variables before the request line',
    '\n# one\n// two\n# @name x\n@host = a\n\nGET https://a.example\n',
    [get([0, 6])],
  ],
  [
    'reads a block of nothing but comments and variables as no request',
    '@host = https://a.example\n# GET https://a.example\n',
    [{ lines: [0, 1] }],
  ],
  [
    'lets a URL go on over lines that begin with ?, & and /',
    'GET https://a.example\n  /v1\n\t?a=1\n# why\n&b=2\nX: 1\n',
    [
      {
        lines: [0, 5],
        http: 'GET https://a.example\n  /v1\n\t?a=1\n# why\n&b=2',
        headers: [['X', '1']],
        body: undefined,
      },
    ],
  ],
  [
    'ends the headers at the first blank line',
    'GET https://a.example\nX: 1\n \t\nY: 2\n',
    [get([0, 3], { headers: [['X', '1']], body: 'Y: 2\n' })],
  ],
  [
    'ends the headers at a line that is no header, because httpYac begins the body there',
    'GET https://a.example\nX: 1\n{ "a": 1,\nY: 2 }\n',
    [get([0, 3], { headers: [['X', '1']], body: '{ "a": 1,\nY: 2 }\n' })],
  ],
  [
    'ends the headers at a line separator of Unicode in a value, because httpYac begins the body there',
    'GET https://a.example\nX: 1\u2028\nY:\u20292\nZ: a\u2028b\n',
    [
      get([0, 3], {
        headers: [
          ['X', '1'],
          ['Y', '2'],
        ],
        body: 'Z: a\u2028b\n',
      }),
    ],
  ],
  [
    'skips comments among the headers, with or without a space after #',
    'GET https://a.example\n#Authorization: a\nX: 1\n// Authorization: b\n# Authorization: c\nY: 2',
    [
      get([0, 5], {
        headers: [
          ['X', '1'],
          ['Y', '2'],
        ],
      }),
    ],
  ],
  [
    'finds name and value amid white space',
    'GET https://a.example\n \tX :\t a b \t\nEmpty:  \nColons:a:b:c\n',
    [
      get([0, 3], {
        headers: [
          ['X', 'a b'],
          ['Empty', ''],
          ['Colons', 'a:b:c'],
        ],
      }),
    ],
  ],
  [
    'skips headers that httpYac takes from a variable',
    'GET https://a.example\n...defaults\nX: 1\n',
    [get([0, 2], { headers: [['X', '1']] })],
  ],
  [
    'does not let the request line go on after a header',
    'GET https://a.example\nX: 1\n?a=1\nY: 2\n',
    [
      get([0, 3], {
        headers: [
          ['X', '1'],
          ['Y', '2'],
        ],
      }),
    ],
  ],
  [
    'ends the headers at a block comment, as httpYac does',
    'GET https://a.example\n/*\nX: 1\n*/\n',
    [get([0, 3], { body: '/*\nX: 1\n*/\n' })],
  ],
  [
    'does not take ?? for a part of the URL',
    'GET https://a.example\n?? status == 200\n',
    [get([0, 1], { body: '?? status == 200\n' })],
  ],
  [
    'reads scripts before the request line',
    '{{@request\nGET https://script.example\n}}\n< {%\nPOST https://script.example\n%}\n> {% x %}\nGET https://a.example',
    [get([0, 7])],
  ],
  [
    'ends a script at the next separator',
    '{{\nconst a = 1;\n### next\nGET https://a.example',
    [{ lines: [0, 1] }, get([2, 3], { separator: 'next' })],
  ],
  [
    'reads no request inside of a block comment',
    '/*\nGET https://comment.example\n*/\n/* one line */\nGET https://a.example',
    [get([0, 4])],
  ],
  [
    'reads bare URLs',
    'https://a.example HTTP/1.1\n###\n{{host}}/x\n###\nlocalhost:3000\n###\n/v1',
    [
      { lines: [0, 0], http: 'https://a.example HTTP/1.1', headers: [], body: undefined },
      { lines: [1, 2], separator: '', http: '{{host}}/x', headers: [], body: undefined },
      { lines: [3, 4], separator: '', http: 'localhost:3000', headers: [], body: undefined },
      { lines: [5, 6], separator: '', http: '/v1', headers: [], body: undefined },
    ],
  ],
  [
    'reads a method in small letters before a URL, but not at the beginning of a sentence',
    'get https://a.example\n###\nSearch for an account',
    [
      { lines: [0, 0], http: 'get https://a.example', headers: [], body: undefined },
      { lines: [1, 2], separator: '' },
    ],
  ],
  [
    'reads no request in prose, JSON or a response',
    'Hello, world\n###\n{\n"a": 1\n}\n###\nHTTP/1.1 200 OK\nX: 1\n',
    [{ lines: [0, 0] }, { lines: [1, 4], separator: '' }, { lines: [5, 7], separator: '' }],
  ],
  [
    'marks a request line in a body, which only httpYac takes for another request',
    'GET https://a.example\n\nGET https://a.example\nX: 1\n',
    [get([0, 1]), get([2, 3], { unseparated: true, headers: [['X', '1']] })],
  ],
  [
    'marks what follows an indented ###, which REST Client takes for a comment',
    'GET https://a.example\n  ### b\nGET https://a.example\n',
    [get([0, 0]), get([1, 2], { separator: 'b', unseparated: true })],
  ],
  [
    'takes an indented ### for a separator where no request stands above it',
    '@a = b\n  ### b\nGET https://a.example\n',
    [{ lines: [0, 0] }, get([1, 2], { separator: 'b' })],
  ],
  [
    'reads no request below an output file or a response file, where httpYac finds none either',
    '>> file\nGET /x\n###\n<> file\nhttps://a.example\n',
    [
      { lines: [0, 0] },
      { lines: [1, 1], http: 'GET /x', headers: [], body: undefined, unseparated: true },
      { lines: [2, 4], separator: '' },
    ],
  ],
  [
    'leaves the request lines in a batch to its body',
    'GET https://a.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nGET /x\n',
    [
      get([0, 5], {
        headers: [['Content-Type', 'multipart/mixed; boundary=b']],
        body: '--b\n\nGET /x\n',
      }),
    ],
  ],
  [
    'leaves request lines to the body after @forceRegionDelimiter',
    '# @forceRegionDelimiter\nGET https://a.example\n\nGET /x',
    [get([0, 3], { body: 'GET /x' })],
  ],
  [
    'keeps a curl command apart',
    "curl https://a.example \\\n  -H 'X: 1'\n",
    [{ lines: [0, 1], curl: 'curl https://a.example \\', headers: [], body: "  -H 'X: 1'\n" }],
  ],
  [
    'knows every line ending, a lone CR too',
    'GET https://a.example\r\nX: 1\rY: 2\n\r\nbody\r\n###\r\n',
    [
      get([0, 4], {
        headers: [
          ['X', '1'],
          ['Y', '2'],
        ],
        body: 'body\r\n',
      }),
      { lines: [5, 5], separator: '' },
    ],
  ],
  ['reads past a byte order mark', '\uFEFF### a\nGET https://a.example', [get([0, 1], { separator: 'a' })]],
];

describe('parseRequestBlocks', () => {
  for (const [sentence, text, blocks] of cases) {
    it(sentence, () => {
      assert.deepEqual(describeBlocks(text), blocks);
    });
  }

  it('gives exact offsets and lines', () => {
    assert.deepEqual(parseRequestBlocks('\n### a\r\nGET /x\r\n?y\r\n X : 1 \r\n\r\nbody\r\n'), [
      {
        range: { start: 0, end: 1, firstLine: 0, lastLine: 0 },
        separator: undefined,
        request: undefined,
        unseparated: false,
      },
      {
        range: { start: 1, end: 37, firstLine: 1, lastLine: 6 },
        separator: { name: 'a', range: { start: 1, end: 6, firstLine: 1, lastLine: 1 } },
        request: {
          kind: 'http',
          requestLine: { start: 8, end: 18, firstLine: 2, lastLine: 3 },
          headers: [
            {
              name: 'X',
              value: '1',
              range: { start: 20, end: 27, firstLine: 4, lastLine: 4 },
              valueStart: 25,
              valueEnd: 26,
            },
          ],
          newHeadersAt: 27,
          headersEnd: 29,
          body: { start: 31, end: 37, firstLine: 6, lastLine: 6 },
        },
        unseparated: false,
      },
    ]);
  });
});

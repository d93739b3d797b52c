import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blockParts, type BlockParts } from '../../../src/httpFile/blockParts';
import { parseRequestBlocks } from '../../../src/httpFile/requestBlocks';
import type { TextSpan } from '../../../src/httpFile/requestTarget';
import { fastestOf } from '../fastestOf';

function partsOf(text: string): BlockParts {
  const [block] = parseRequestBlocks(text);
  assert.ok(block);
  return blockParts(text, block);
}

/** The texts that the spans cover; parts of which there are none are left out. */
function described(text: string): object {
  const textOf = (span: TextSpan | undefined): string | undefined => span && text.slice(span.start, span.end);
  const parts = partsOf(text);
  const all = {
    metadata: parts.metadata.map(({ name, value, nameSpan, valueSpan }) => {
      assert.deepEqual([textOf(nameSpan), textOf(valueSpan)], [name, value]);
      return value === undefined ? [name] : [name, value];
    }),
    variables: parts.variables.map(({ name, value, nameSpan, valueSpan }) => {
      assert.deepEqual([textOf(nameSpan), textOf(valueSpan)], [name, value]);
      return [name, value];
    }),
    scripts: parts.scripts.map(({ dialect, event, isGlobal, isFile, content }) =>
      [dialect, event, isGlobal && 'global', isFile && 'file', textOf(content)].filter(Boolean),
    ),
    assertions: parts.assertions.map(({ expression }) => textOf(expression)),
    responseReferences: parts.responseReferences.map(({ kind, file }) => [kind, textOf(file)]),
    bodyGaps: parts.bodyGaps.map(textOf),
  };
  return {
    ...Object.fromEntries(Object.entries(all).filter(([, found]) => found.length > 0)),
    ...(parts.body && { [parts.bodyKind]: textOf(parts.body) }),
  };
}

const request = 'POST https://a.example\n';

const cases: readonly (readonly [sentence: string, text: string, parts: object])[] = [
  ['finds nothing in a bare request', request, {}],
  [
    'finds metadata before the request, amid its URL, its headers and its body',
    '### a\n# @name login\n  //   @no-log\n## @prompt x Which one?\nPOST https://a.example\n# @tag a\n?b=1\nX: 1\n// @note\n\none\n# @timeout 3\ntwo',
    {
      metadata: [
        ['name', 'login'],
        ['no-log'],
        ['prompt', 'x Which one?'],
        ['tag', 'a'],
        ['note'],
        ['timeout', '3'],
      ],
      bodyGaps: ['# @timeout 3\n'],
      text: 'one\n# @timeout 3\ntwo',
    },
  ],
  [
    'reads metadata without white space before the @, but no name, as REST Client does',
    `#@note\n//@prompt x\n#@name login\n${request}`,
    { metadata: [['note'], ['prompt', 'x']] },
  ],
  ['finds no metadata in a comment of other text', `# a @name b\n# @ name\n/* @name c */\n${request}`, {}],
  [
    'finds no metadata in a script',
    `{{\n// @name a\n}}\n< {%\n// @name b\n%}\n/*\n# @name c\n*/\n${request}`,
    {
      scripts: [
        ['httpYac', '// @name a\n'],
        ['JetBrains', 'request', '\n// @name b\n'],
      ],
    },
  ],
  [
    'finds the file variables with their places',
    `### a\n  @host = b \n${request}\n{}`,
    { variables: [['host', 'b']], json: '{}' },
  ],
  [
    'finds the scripts of httpYac',
    `{{+\na\n}}\n{{@js request\nb\n}}\n${request}X: 1\n  {{@Response\n  c\n  }}\n{{+after\n}}\n{{pre\nd\n}}`,
    {
      scripts: [
        ['httpYac', 'global', 'a\n'],
        ['httpYac', 'request', 'b\n'],
        ['httpYac', 'response', '  c\n'],
        ['httpYac', 'after', 'global', ''],
      ].map((script) => script.filter((part) => part !== '')),
      text: '{{pre\nd\n}}',
    },
  ],
  [
    'finds the scripts of JetBrains, on one line, on several, and in files',
    `< {% a %}\n< ./b.js\n< {%\n  c %}\n${request}\n{}\n\n > {%  d%} \n> ./e.js\n> {%\nf\n%}\n`,
    {
      scripts: [
        ['JetBrains', 'request', ' a '],
        ['JetBrains', 'request', 'file', './b.js'],
        ['JetBrains', 'request', '\n  c '],
        ['JetBrains', 'response', '  d'],
        ['JetBrains', 'response', 'file', './e.js'],
        ['JetBrains', 'response', '\nf\n'],
      ],
      json: '{}',
    },
  ],
  ['finds no script that never ends', `${request}\n{{\na\n\n> {%\nb`, { text: '{{\na\n\n> {%\nb' }],
  [
    'finds assertions before and after a request',
    `?? status == 200\n${request}\n??  duration < 1000 \n??`,
    { assertions: ['status == 200', 'duration < 1000', ''] },
  ],
  [
    'finds response references',
    `${request}\n{}\n>> a b.json\n  >>! c.json \n<> d.json\n<>e.json\n`,
    {
      responseReferences: [
        ['save', 'a b.json'],
        ['overwrite', 'c.json'],
        ['previous', 'd.json'],
        ['previous', 'e.json'],
      ],
      json: '{}',
    },
  ],
  [
    'takes for the body what refers to no response',
    `${request}\n>>a.json\n>>\n<>\n> a b\n`,
    { text: '>>a.json\n>>\n<>\n> a b' },
  ],
  [
    'ends the body where a response begins, and goes on with scripts',
    `${request}\n{}\n\nHTTP/1.1 200 OK\nX: 1\n\n{ "a": 1 }\n{{\nb\n}}\n`,
    { scripts: [['httpYac', 'b\n']], json: '{}' },
  ],
  [
    'leaves out blank lines around the body, and tells what httpYac leaves out of it',
    `${request}\n \n# a\n  one  \n// b\n@c = d\n/*\ne\n*/\n@f\n\n{{\ng\n}}\ntwo\n\n# h\n\n`,
    {
      variables: [['c', 'd']],
      scripts: [['httpYac', 'g\n']],
      bodyGaps: ['// b\n', '@c = d\n', '/*\ne\n*/\n', '{{\ng\n}}\n'],
      text: '  one  \n// b\n@c = d\n/*\ne\n*/\n@f\n\n{{\ng\n}}\ntwo',
    },
  ],
  [
    'keeps headings in a body of Markdown',
    `${request}Content-Type: text/markdown; charset=utf-8\n\n# One\n\n## Two\n`,
    { text: '# One\n\n## Two' },
  ],
  [
    'keeps the comments of a query up to the next blank line',
    `${request}\nquery A {\n# b\n}\n\n# c\n{ "d": 1 }`,
    { bodyGaps: ['# c\n'], graphql: 'query A {\n# b\n}\n\n# c\n{ "d": 1 }' },
  ],
  [
    'reads a curl command with its lines',
    "curl https://a.example \\\n  -H 'X: 1' \\\n  -d '{}'\n",
    { curl: "  -H 'X: 1' \\\n  -d '{}'" },
  ],
  ['reads no body where there is no request', '# @name a\n{ "a": 1 }\n', { metadata: [['name', 'a']] }],
  [
    'knows CRLF and lone CR',
    `# @name a\r\nPOST /\r\n\r\n{\r"b": 1 }\r\n{{\r\nc\r}}\r?? d\r\n`,
    {
      metadata: [['name', 'a']],
      scripts: [['httpYac', 'c\r']],
      assertions: ['d'],
      json: '{\r"b": 1 }',
    },
  ],
];

// Seen to fail when: an offset does not count from the beginning of the text; metadata are read in scripts, or not in the body; a script that never ends goes on to the end of
// the block; a response is a part of the body; a query ends at a comment; the name of a file is asked for where there is none.
describe('blockParts', () => {
  for (const [sentence, text, parts] of cases) {
    it(sentence, () => {
      assert.deepEqual(described(text), parts);
    });
  }

  it('gives exact ranges, in a block that is not the first', () => {
    const text = 'GET /\n### b\nPOST /\n\n{}\n// c\n[]\n{{\n}}\n?? d\n<> e\n';
    const block = parseRequestBlocks(text)[1];
    assert.ok(block);
    assert.deepEqual(blockParts(text, block), {
      metadata: [],
      variables: [],
      scripts: [
        {
          dialect: 'httpYac',
          event: undefined,
          isGlobal: false,
          isFile: false,
          content: { start: 34, end: 34 },
          range: { start: 31, end: 36, firstLine: 7, lastLine: 8 },
        },
      ],
      assertions: [
        { range: { start: 37, end: 41, firstLine: 9, lastLine: 9 }, expression: { start: 40, end: 41 } },
      ],
      responseReferences: [
        {
          kind: 'previous',
          range: { start: 42, end: 46, firstLine: 10, lastLine: 10 },
          file: { start: 45, end: 46 },
        },
      ],
      bodyKind: 'json',
      body: { start: 20, end: 30, firstLine: 4, lastLine: 6 },
      bodyGaps: [{ start: 23, end: 28, firstLine: 5, lastLine: 5 }],
    });
  });
});

// Seen to fail when: the type is compared with its parameters or its capitals; a reference is taken for JSON; a file for its type; a form that begins with `query=` for GraphQL.
describe('The kind of a body', () => {
  const kindOf = (lines: string, body: string): string => partsOf(`${lines}\n\n${body}\n`).bodyKind;

  for (const [contentType, body, kind] of [
    ['application/json', '?', 'json'],
    ['Application/JSON; charset=utf-8', '?', 'json'],
    ['application/problem+json', '?', 'json'],
    ['text/xml', '?', 'xml'],
    ['application/soap+xml', '?', 'xml'],
    ['application/x-www-form-urlencoded', 'query=a', 'form'],
    ['multipart/form-data; boundary=a', '--a', 'multipart'],
    ['application/graphql', '{ a }', 'graphql'],
    ['text/plain', '{ "a": 1 }', 'text'],
    ['application/json', 'query A { a }', 'graphql'],
    ['application/json', 'gql A < ./a.graphql', 'graphql'],
    ['application/json', '< ./a.json', 'file'],
    ['application/json', '<@latin1 ./a.json', 'file'],
    ['application/json', ' < ./a.json', 'json'],
    ['{{type}}', '{ "a": 1 }', 'json'],
    ['', '<a/>', 'xml'],
    ['application/json', '', 'none'],
  ] as const) {
    it(`is ${kind} by Content-Type “${contentType}” where the body is “${body}”`, () => {
      assert.equal(kindOf(`POST /\nContent-Type: ${contentType}`, body), kind);
    });
  }

  for (const [body, kind] of [
    ['{ "a": 1 }', 'json'],
    ['  [1]', 'json'],
    ['{{a}}', 'text'],
    ['<?xml version="1.0"?>', 'xml'],
    ['<!-- a -->', 'xml'],
    ['<a>', 'xml'],
    ['<@ ./a', 'file'],
    ['<\t./a', 'file'],
    ['<@a>', 'text'],
    ['< ', 'text'],
    ['mutation {', 'graphql'],
    ['fragment A on B {', 'graphql'],
    ['queries', 'text'],
    ['a=1', 'text'],
  ] as const) {
    it(`is ${kind} where nothing but the body tells: ${body}`, () => {
      assert.equal(kindOf('POST /', body), kind);
    });
  }

  it('is graphql by the header of REST Client', () => {
    assert.equal(
      kindOf('POST /\nContent-Type: application/json\nx-request-type: GraphQL', '{ a }'),
      'graphql',
    );
  });

  it('is graphql by the method of httpYac', () => {
    assert.equal(kindOf('GRAPHQL /', '{ a }'), 'graphql');
  });
});

const anyBlock = fc
  .tuple(
    fc.constantFrom('', 'POST /\n', 'POST /\n\n', 'POST /\nContent-Type: text/markdown\n\n'),
    fc.array(
      fc.constantFrom(
        '{{',
        '}}',
        '> {%',
        '< {%',
        '%}',
        '/*',
        '*/',
        '# @name a',
        '// b',
        '@c = d',
        '?? e',
        '>> f',
        '<> g',
        '> ./h',
        '< ./i',
        'query {',
        'HTTP/1.1 200',
        '',
        '  ',
        '{ "j": 1 }',
        '\uFEFF',
        'GET /',
        '> {%}',
        '\u2028',
      ),
      { maxLength: 12 },
    ),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([head, lines, ending]) => head.replaceAll('\n', ending) + lines.join(ending));

describe('blockParts, for any text', () => {
  // Seen to fail when: the end of a script is looked for in the next block; a part reaches over the end of its block, or begins at the end of its line.
  it('never throws, and gives parts that lie in the block, in order, apart from each other', () => {
    fc.assert(
      fc.property(fc.oneof(anyBlock, fc.string({ unit: 'binary' })), (text) => {
        for (const block of parseRequestBlocks(text)) {
          const { scripts, assertions, responseReferences, body } = blockParts(text, block);
          const ranges = [...scripts, ...assertions, ...responseReferences]
            .map(({ range }) => range)
            .toSorted((a, b) => a.start - b.start);
          const edges = [
            block.range.start,
            ...ranges.flatMap(({ start, end }) => [start, end]),
            block.range.end,
          ];
          assert.deepEqual(
            edges,
            edges.toSorted((a, b) => a - b),
          );
          assert.ok(body === undefined || (body.start >= block.range.start && body.end <= block.range.end));
        }
      }),
      { numRuns: 1000 },
    );
  });

  // Seen to fail when: the end of each script is searched for anew; an expression tries every white space of a line.
  for (const [what, text] of [
    ['scripts that never end', '{{\n'.repeat(100_000)],
    ['scripts of JetBrains that never end', '> {%\n'.repeat(50_000)],
    ['comments that never end', '/*\n'.repeat(100_000)],
    ['a comment of spaces', `#${' '.repeat(200_000)}@`],
    ['references of spaces', `>>${' '.repeat(200_000)}`],
    ['a variable of spaces', `@a${' '.repeat(200_000)}`],
    ['queries', 'query {\n'.repeat(50_000)],
    ['assertions', '??\n'.repeat(100_000)],
    ['number signs', '#'.repeat(2).concat(' @a\n').repeat(50_000)],
  ] as const) {
    it(`takes time in proportion to the text: ${what}`, () => {
      const whole = `POST /\n\n${text}`;
      const reading = fastestOf(3, () => [whole.split(''), whole.split(/\r\n|\r|\n/)]);
      const taken = fastestOf(2, () => partsOf(whole));
      assert.ok(taken < 500 + 200 * reading, `${taken} ms; reading the text takes ${reading} ms`);
    });
  }
});

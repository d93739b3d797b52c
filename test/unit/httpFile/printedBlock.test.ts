import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { blockParts } from '../../../src/httpFile/blockParts';
import { isComment, versionLength } from '../../../src/httpFile/lineSyntax';
import { parseRequestBlocks, type RequestBlock } from '../../../src/httpFile/requestBlocks';
import { requestTarget, type TextSpan } from '../../../src/httpFile/requestTarget';
import { shapes } from './httpyacDifferences';

interface Parts {
  /** What the block consists of, wherever that stands. */
  readonly contents: object;
  readonly printed: string;
}

interface Piece {
  readonly start: number;
  readonly print: string;
}

function partsOf(text: string, block: RequestBlock): Parts {
  const { separator, request } = block;
  const parts = blockParts(text, block);
  const textOf = ({ start, end }: TextSpan): string => text.slice(start, end);
  const isIn = (spans: readonly TextSpan[], { start }: TextSpan): boolean =>
    spans.some((span) => span.start <= start && start < span.end);
  const body = bodyPieces(parts.body, parts.bodyGaps);
  const metadata = parts.metadata.map(({ name, value, nameSpan }) => ({
    start: nameSpan.start,
    print: `# @${name}${value === undefined ? '' : ` ${value}`}\n`,
  }));
  const variables = parts.variables
    .filter(({ nameSpan }) => !isIn([...body, ...parts.scripts.map(({ range }) => range)], nameSpan))
    .map(({ name, value, nameSpan }) => ({ start: nameSpan.start, print: `@${name} = ${value}\n` }));
  const scripts = parts.scripts.map(({ dialect, event, isGlobal, isFile, content, range }) => {
    const code = textOf(content);
    const sign = event === 'request' ? '<' : '>';
    const ofJetBrains = isFile ? `${sign} ${code}\n` : `${sign} {%${code}%}\n`;
    return {
      start: range.start,
      print: dialect === 'JetBrains' ? ofJetBrains : `{{${isGlobal ? '+' : ''}${event ?? ''}\n${code}}}\n`,
    };
  });
  const assertions = parts.assertions.map(({ range, expression }) => ({
    start: range.start,
    print: `?? ${textOf(expression)}\n`,
  }));
  const references = parts.responseReferences.map(({ kind, range, file }) => ({
    start: range.start,
    print: `${{ save: '>>', overwrite: '>>!', previous: '<>' }[kind]} ${textOf(file)}\n`,
  }));
  const headers = request?.headers.map(({ name, value, range }) => ({
    start: range.start,
    print: `${name}: ${value}\n`,
  }));
  const pieces = [
    ...(separator === undefined
      ? []
      : [{ start: separator.range.start, print: `### ${separator.name ?? ''}\n` }]),
    ...metadata,
    ...variables,
    ...scripts,
    ...assertions,
    ...references,
    ...(headers ?? []),
    ...(request === undefined
      ? []
      : [{ start: request.requestLine.start, print: printedRequestLine(text, request) }]),
    // What follows a query would be a part of it without an empty line.
    ...body.map((span) => ({
      start: span.start,
      print: textOf(span) + (span.end === parts.body?.end ? '\n\n' : ''),
    })),
  ];
  return {
    contents: {
      separator: separator && [separator.name],
      request: request && [
        request.kind,
        request.kind === 'curl' ? textOf(request.requestLine).trim() : targetOf(text, request),
      ],
      headers: request?.headers.map(({ name, value }) => [name, value]),
      metadata: parts.metadata.map(({ name, value }) => [name, value]),
      variables: parts.variables.map(({ name, value }) => [name, value]),
      scripts: parts.scripts.map(({ dialect, event, isGlobal, isFile, content }) => [
        dialect,
        event,
        isGlobal,
        isFile,
        textOf(content),
      ]),
      assertions: parts.assertions.map(({ expression }) => textOf(expression)),
      responseReferences: parts.responseReferences.map(({ kind, file }) => [kind, textOf(file)]),
      bodyKind: parts.bodyKind,
      body: body.map(textOf).join(''),
    },
    printed: [...pieces, ...dividerOf(text, request, pieces)]
      .toSorted((a, b) => a.start - b.start)
      .map(({ print }) => print)
      .join(''),
  };
}

/** What is sent of a body. */
function bodyPieces(body: TextSpan | undefined, gaps: readonly TextSpan[]): readonly TextSpan[] {
  if (body === undefined) {
    return [];
  }
  const edges = [body.start, ...gaps.flatMap(({ start, end }) => [start, end]), body.end];
  return edges.flatMap((start, index) => {
    const end = edges[index + 1];
    return index % 2 === 1 || end === undefined || start === end ? [] : [{ start, end }];
  });
}

type Request = NonNullable<RequestBlock['request']>;

function targetOf(text: string, request: Request): readonly (string | undefined)[] {
  const { method, url, version } = requestTarget(text, request.requestLine);
  return [method, url, version];
}

function printedRequestLine(text: string, request: Request): string {
  if (request.kind === 'curl') {
    return `${text.slice(request.requestLine.start, request.requestLine.end)}\n`;
  }
  const { method, methodSpan, urlSpan, version } = requestTarget(text, request.requestLine);
  const [first = '', ...others] = text
    .slice(urlSpan.start, urlSpan.end)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => !isComment(line));
  const url = version === undefined ? first : first.slice(0, first.length - versionLength(first));
  const line = [methodSpan === undefined ? undefined : method, url, version].filter(Boolean).join(' ');
  return `${[line, ...others].join('\n  ')}\n`;
}

/** The empty line behind the headers: none where something that is printed begins right there. */
function dividerOf(text: string, request: Request | undefined, pieces: readonly Piece[]): readonly Piece[] {
  if (request === undefined) {
    return [];
  }
  const start = request.headersEnd;
  const isTaken = pieces.some(
    (piece) =>
      piece.start >= start &&
      text.slice(start, piece.start).trim() === '' &&
      !/[\r\n]/.test(text.slice(start, piece.start)),
  );
  return isTaken ? [] : [{ start, print: '\n' }];
}

function assertPrintsItself(text: string): void {
  for (const block of parseRequestBlocks(text)) {
    const { contents, printed } = partsOf(text, block);
    // Nothing but comments prints nothing, which is no block.
    const [again, ...others] = parseRequestBlocks(printed || '\n');
    assert.ok(again);
    assert.deepEqual({ contents: partsOf(printed, again).contents, others }, { contents, others: [] });
  }
}

const folder = path.join(__dirname, 'samples');

// Seen to fail when: a comment counts as a part of the URL; the code of a script, or the value of a metadata, begins a character late; a gap of the body ends one early.
describe('A block that is printed from its parts, in their order, and parsed again', () => {
  for (const file of readdirSync(folder)) {
    for (const [shape, shaped] of Object.entries(shapes)) {
      it(`has the same parts: ${file} ${shape}`, () => {
        assertPrintsItself(shaped(readFileSync(path.join(folder, file), 'utf8')));
      });
    }
  }

  const line = fc.constantFrom(
    '###',
    '### name',
    '  ### indented',
    '',
    '  ',
    '# comment',
    '// comment',
    '# @name a',
    '  // @no-log',
    '#@note',
    '## @prompt x Which?',
    '# @forceRegionDelimiter',
    '@host = https://a.example',
    '  @b= {{c}} d',
    'GET https://a.example',
    '\tpost {{host}}/v1 HTTP/1.1',
    'https://a.example/v1',
    'GRAPHQL https://a.example',
    "curl https://a.example -H 'A: b'",
    '  ?a=1',
    '&b={{c ?? d}}',
    '/v1',
    'X: y',
    'accept :\ttext/html ',
    'Empty:',
    'Content-Type: application/json',
    'Content-Type: text/markdown',
    'Content-Type: multipart/mixed; boundary=b',
    '...defaults',
    '{ "a": 1 }',
    '  [1]',
    '--b',
    '< ./file',
    '<> ./response.json',
    '>> ./saved.json',
    '>>! ./saved.json',
    '{{',
    '{{+request',
    '{{@response',
    '}}',
    'exports.a = 1;',
    '> {%',
    '< {%',
    '%}',
    '> {% a %}',
    '> ./script.js',
    '/*',
    '*/',
    '/* a */',
    '?? status == 200',
    'HTTP/1.1 200 OK',
    'query {',
    'prose of any kind',
    '\u2028',
  );

  it('has the same parts, whatever is combined', () => {
    const text = fc
      .tuple(
        fc.constantFrom('', '\uFEFF', 'POST /v1\n', 'POST /v1\n\n'),
        fc.array(line, { maxLength: 14 }),
        fc.constantFrom('\n', '\r\n', '\r'),
      )
      .map(([head, lines, ending]) => head.replaceAll('\n', ending) + lines.join(ending));
    fc.assert(fc.property(text, assertPrintsItself), { numRuns: 5000 });
  });
});

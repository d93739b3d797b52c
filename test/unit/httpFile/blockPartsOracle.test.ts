import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { blockParts, type BlockParts } from '../../../src/httpFile/blockParts';
import { parseRequestBlocks } from '../../../src/httpFile/requestBlocks';
import type { TextSpan } from '../../../src/httpFile/requestTarget';
import { noRequests, shapes } from './httpyacDifferences';
import { parseWithHttpyac, type ParsedFile } from './httpyacParser';

const folder = path.join(__dirname, 'samples');

/** Where the body is another one here than to httpYac. */
const otherBodies: Readonly<Record<string, string>> = {
  'comments-of-other-lengths.http': 'REST Client reads headers below a comment that is none to httpYac.',
  'httpyac-assertions-of-every-sort.http': 'An assertion that is not known is one that is being written.',
  'multipart-mixed-in-capitals.http':
    'Media types have no case (RFC 9110 section 8.3.1), but httpYac ends the batch there.',
  'separator-in-markdown-body.http': 'Below the type of Markdown httpYac wants a bare separator.',
  'web-sockets.http': 'A line of === divides messages, of which httpYac keeps the first apart.',
};

/** Assertions without a predicate that httpYac knows. */
const unknownAssertions = ['?? md5 EOl3i8mSlp2fK5bLtTbRkw=='];

function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function partsOfBlocks(text: string): BlockParts[] {
  return parseRequestBlocks(text).map((block) => blockParts(text, block));
}

function sources(text: string, parts: readonly { readonly range: TextSpan }[]): string[] {
  return parts
    .map(({ range }) => range)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end }) => withLineFeeds(text.slice(start, end)));
}

/** What httpYac found of a kind, e.g. `script`. */
function foundByHttpyac({ parts }: ParsedFile, kind: string): string[] {
  return parts.filter((part) => part.startsWith(`${kind}: `)).map((part) => part.slice(kind.length + 2));
}

/** The body as httpYac keeps it: queries apart, files by name only, lines that begin with `&` joined in a form. */
function bodyOf(text: string, parts: BlockParts, queries: readonly string[]): string | undefined {
  const { body, bodyGaps, bodyKind } = parts;
  if (body === undefined) {
    return undefined;
  }
  const edges = [body.start, ...bodyGaps.flatMap(({ start, end }) => [start, end]), body.end];
  const pieces = edges.flatMap((edge, index) =>
    index % 2 === 0 ? [text.slice(edge, edges[index + 1])] : [],
  );
  let sent = withLineFeeds(pieces.join('')).replaceAll(/^<(?:@\w*)?\s+\S.*$/gm, 'file');
  for (const query of queries) {
    sent = sent.replace(query.trimEnd(), '');
  }
  sent = sent.replace(/^(?:[^\S\n]*\n)+/, '');
  return (bodyKind === 'form' ? sent.replaceAll('\n&', '&') : sent) || undefined;
}

/** httpYac puts a line ending after a file, even at the end. */
function joined(body: unknown): unknown {
  return Array.isArray(body)
    ? withLineFeeds(body.join(''))
    : typeof body === 'string'
      ? withLineFeeds(body)
      : body;
}

// Seen to fail when: a script is looked for only below the body, or goes on past its end; the last line ending belongs to the body; what stands amid the body is taken for a
// part of it; `< file` below the headers is a script.
describe('blockParts, judged by httpYac’s own parser', () => {
  for (const file of readdirSync(folder)) {
    for (const [shape, shaped] of Object.entries(shapes)) {
      const text = shaped(readFileSync(path.join(folder, file), 'utf8'));
      let parsed: Promise<ParsedFile> | undefined;
      const parse = async (): Promise<ParsedFile> => (parsed ??= parseWithHttpyac(text));

      it(`finds the scripts and assertions of ${file} ${shape}`, async () => {
        const found = partsOfBlocks(text).flatMap(({ scripts, assertions }) => [...scripts, ...assertions]);
        assert.deepEqual(
          sources(text, found).filter((source) => !unknownAssertions.includes(source)),
          foundByHttpyac(await parse(), 'script'),
        );
      });

      it(`finds the response references of ${file} ${shape}`, async () => {
        const found = partsOfBlocks(text).flatMap(({ responseReferences }) => responseReferences);
        const responses = foundByHttpyac(await parse(), 'response');
        assert.deepEqual(
          sources(text, found),
          responses.filter((source) => !source.startsWith('HTTP/')),
        );
      });

      it(`finds the metadata of ${file} ${shape}`, async () => {
        const comments = foundByHttpyac(await parse(), 'metaData');
        assert.deepEqual(
          partsOfBlocks(text).flatMap(({ metadata }) =>
            metadata.map(({ name, value }) => [name, value].join(' ').trim()),
          ),
          comments.flatMap((comment) => /^\s*(?:#|\/\/)+\s+@(\S.*)$/.exec(comment)?.[1]?.trim() ?? []),
        );
      });

      it(`${file in otherBodies ? 'finds other bodies in' : 'finds the bodies of'} ${file} ${shape}`, async () => {
        const theirFile = await parse();
        const queries = foundByHttpyac(theirFile, 'gql');
        const ours = parseRequestBlocks(text).flatMap((block) =>
          block.request?.kind === 'http' ? [bodyOf(text, blockParts(text, block), queries)] : [],
        );
        const theirs = theirFile.requests
          .filter(({ url }) => !noRequests[file]?.urls.includes(url ?? ''))
          .map(({ body }) => joined(body));
        if (file in otherBodies) {
          assert.notDeepEqual(ours, theirs);
        } else {
          assert.deepEqual(ours, theirs);
        }
      });
    }
  }
});

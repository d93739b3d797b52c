import assert from 'node:assert/strict';
import { insertAuthorization } from '../../../src/httpFile/insertHeaders';
import { referenceHeaders } from '../../../src/httpFile/dialect';
import { requestAt } from '../../../src/httpFile/requestAt';
import { fastestOf } from '../fastestOf';

function repeated(part: string, length: number): string {
  return part.repeat(Math.ceil(length / part.length));
}

/** 100,000 characters: an expression that goes over them again from each of them takes many seconds. */
function onOneLine(part: string): string {
  return repeated(part, 100_000);
}

/** 200,000 characters: work for each line that grows with the lines before it takes many seconds. */
function onManyLines(part: string): string {
  return repeated(part, 200_000);
}

/** 1,000,000 characters, each a line: even a fast search that goes to the end of the text from each line takes many seconds. */
function ofLineEndings(part: string): string {
  return repeated(part, 1_000_000);
}

const texts: Readonly<Record<string, string>> = {
  spaces: onOneLine(' '),
  'spaces after a method': `GET ${onOneLine(' ')}x`,
  'a URL with spaces in it': `GET ${onOneLine('/ ')}`,
  'a URL without a scheme': `a${onOneLine('\t')}b`,
  'versions of HTTP': onOneLine('x HTTP/1'),
  'number signs': onOneLine('#'),
  braces: onOneLine('{{'),
  'angle brackets': `< ${onOneLine('{ ')}`,
  'beginnings of variables': onOneLine('@a='),
  'methods on one line': onOneLine('GET '),
  'beginnings of comments': onOneLine('/*'),
  'zero bytes': onOneLine('\0'),
  'halves of surrogate pairs': onOneLine('\uD83D'),
  'a header of spaces': `GET /\na:${onOneLine(' ')}`,
  'lone CR': ofLineEndings('\r'),
  LF: ofLineEndings('\n'),
  'CR and LF by turns': ofLineEndings('\r\n\n\r'),
  separators: onManyLines('###\n'),
  requests: onManyLines('GET /\n###\n'),
  'requests that nothing separates': onManyLines('GET /\n\nGET /\n\n'),
  headers: `GET /\n${onManyLines('a:\n')}`,
  'headers that are there already': `GET /\n${onManyLines('accountId: x\n')}`,
  'lines that continue a URL': `GET /\n${onManyLines('&\n')}`,
  'comments that never end': `/*\n${onManyLines('*\n')}`,
};

// Seen to fail when: a comment is looked for at the end of each line, or a version of HTTP, a separator’s name, braces, a script, a variable, a block comment or a scheme
// anywhere in it, by an unbounded expression; the text above a block, a line of a URL or of a comment is gone over again; each header is compared with those before it, or
// looked up; CR, LF, or what is not there is searched for anew at each line. (With some of these a test does not come to its end within a minute.)
describe('insertAuthorization in a text of bad intent', () => {
  for (const [what, text] of Object.entries(texts)) {
    it(`takes time in proportion to its length: ${what}`, () => {
      const selections = [{ start: 0, end: text.length }];
      const reading = fastestOf(3, () => [text.split(''), text.split(/\r\n|\r|\n/)]);
      const inserting = fastestOf(2, () =>
        insertAuthorization(text, selections, referenceHeaders('processEnv')),
      );
      assert.ok(inserting < 500 + 200 * reading, `${inserting} ms; reading the text takes ${reading} ms`);
    });
  }
});

const documents: Readonly<Record<string, readonly [language: string, text: string]>> = {
  'code blocks of Markdown': ['markdown', onManyLines('```http\n```\n')],
  'code blocks of AsciiDoc': ['asciidoc', onManyLines('[,http]\n----\n----\n')],
  'a code block that never ends': ['markdown', `\`\`\`http\n${onManyLines('GET /\n')}`],
};

// Seen to fail when: the lines above each code block are counted from the beginning of the text.
describe('requestAt in a document of bad intent', () => {
  for (const [what, [language, text]] of Object.entries(documents)) {
    it(`takes time in proportion to its length: ${what}`, () => {
      const reading = fastestOf(3, () => [text.split(''), text.split(/\r\n|\r|\n/)]);
      const finding = fastestOf(2, () => requestAt(text, Infinity, language));
      assert.ok(finding < 500 + 200 * reading, `${finding} ms; reading the text takes ${reading} ms`);
    });
  }
});

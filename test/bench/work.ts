/* What is measured: work on files of requests, by their number. */
import { HttpText } from '../../src/httpFile/httpText';
import { nombaCatalogue } from '../../src/httpFile/nombaCatalogue';
import { requestFile } from '../../src/httpFile/requestFile';
import {
  completions,
  diagnostics,
  findingsAt,
  keystroke,
  lenses,
  replacement,
  type Look,
} from './editorWork';
import type { Measured } from './measure';

const [head = '', ...requests] = new HttpText(requestFile(nombaCatalogue)).sections.map(
  ({ section }) => section.text,
);

/** The catalogue again and again, so that a file of another size has the same requests. */
export function fileOf(size: number): string {
  const base = '@base = https://sandbox.nomba.com\n';
  return [base, head, ...Array.from({ length: size }, (_, index) => requests[index % requests.length])].join(
    '',
  );
}

/** In the first line. */
const inFileVariable = '@base = https'.length;

/** The first one with a body: small files have it too. */
const keystrokeRequest = requests.find((request) => request.includes('": "')) ?? '';

/** In the same request of every file, one near the middle. */
function inRequest(text: string, after: string): number {
  const request = text.lastIndexOf(keystrokeRequest, text.length / 2 + keystrokeRequest.length);
  return text.indexOf(after, request) + after.length;
}

/** Work that grows with the text. */
export interface Growing extends Measured {
  readonly because: string;
  /** It must keep to so many splittings into lines, and grow no faster than the text. */
  readonly timesSplit: number;
  /** Requests of the smallest file in which it must. In a smaller one, what is done once for a file of any size takes the most, though less than a millisecond. */
  readonly from: number;
}

const opened = 'everything is read for the first time';
const all = 'VS Code wants all of them, and gets what is remembered of the other sections';

/** What cannot be the same for every file, with the reason. The keystrokes among them are one each. */
export const growing: readonly Growing[] = [
  {
    name: 'full parse',
    because: opened,
    timesSplit: 10,
    from: 10,
    prepare: (text) => () => new HttpText(text),
  },
  {
    name: 'diagnostics',
    because: opened,
    timesSplit: 120,
    from: 100,
    prepare: (text) => afterOpening(text, diagnostics),
  },
  {
    name: 'CodeLens',
    because: opened,
    timesSplit: 40,
    from: 100,
    prepare: (text) => afterOpening(text, lenses),
  },
  {
    name: 'keystroke, then all diagnostics',
    because: all,
    timesSplit: 10,
    from: 100,
    prepare: (text) => replacement(text, inRequest(text, 'NOMBA_BASE_URL') - 1, diagnostics()),
  },
  {
    name: 'keystroke, then all CodeLenses',
    because: all,
    timesSplit: 20,
    from: 100,
    prepare: (text) => replacement(text, inRequest(text, 'NOMBA_BASE_URL') - 1, lenses()),
  },
  {
    name: 'keystroke in a file variable, then all diagnostics',
    because: 'any request may refer to the variable, so that all are judged again',
    timesSplit: 120,
    from: 100,
    prepare: (text) => replacement(text, inFileVariable - 1, diagnostics()),
  },
  {
    name: 'keystroke in a file variable where each request has one of its own',
    because: 'the values of all of them are put together anew',
    timesSplit: 10,
    from: 100,
    prepare: (text: string): (() => unknown) => {
      let count = 0;
      const variables = text.replaceAll(/^###.*\n/gm, (mark) => `${mark}@of${count++} = a\n`);
      return replacement(variables, inFileVariable - 1, ({ values }) => values);
    },
  },
  {
    name: 'keystroke in a file without ###',
    because:
      'only a separator keeps what is above it from changing what is below, so that such a file is one section',
    timesSplit: 20,
    from: 100,
    prepare: (text) => replacement(text.replaceAll('###', '#'), inFileVariable - 1, ({ values }) => values),
  },
];

/** Work that must not grow with the text: typing a character and deleting it again. */
export const keystrokes: readonly Measured[] = [
  { name: 'keystroke in a URL', prepare: (text) => keystroke(text, inRequest(text, 'NOMBA_BASE_URL')) },
  { name: 'keystroke in a body', prepare: (text) => keystroke(text, inRequest(text, '": "')) },
  { name: 'keystroke after ###', prepare: (text) => keystroke(text, inRequest(text, '### ')) },
  { name: 'keystroke that breaks ### and makes it', prepare: (text) => keystroke(text, inRequest(text, '')) },
  { name: 'keystroke in a file variable', prepare: (text) => keystroke(text, inFileVariable) },
  {
    name: 'keystroke, then the findings at the cursor',
    prepare: (text) => atCursor(text, 'NOMBA_BASE_URL', findingsAt),
  },
  { name: 'keystroke, then completion', prepare: (text) => atCursor(text, '/v1/', completions) },
];

function afterOpening(text: string, look: () => Look): () => unknown {
  const edited = new HttpText(text);
  return () => look()(edited);
}

function atCursor(text: string, after: string, look: (offset: number) => Look): () => unknown {
  const offset = inRequest(text, after);
  return keystroke(text, offset, look(offset));
}

/** By the line endings that the parser knows. */
export const splitByLineEndings: Measured = {
  name: 'split by line endings',
  prepare: (text) => () => text.split(/\r\n|\r|\n/),
};

/** The least that anybody can do. */
export const splitByLineFeed: Measured = {
  name: "split('\\n')",
  prepare: (text) => () => text.split('\n'),
};

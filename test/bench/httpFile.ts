/*
 * How long a `.http` file takes to read, and a keystroke in it, by the number of its requests: in ms, and in proportion to splitting the same text into lines in the same
 * run. Ends with exit code 1 when a limit is exceeded.
 *
 * It is run as a bundle, as the extension is: called across modules that are translated one by one, each function would be looked up anew. And with a large young
 * generation and one thread, or the garbage collector would be measured, and what else the machine does.
 */
import { completionsAt } from '../../src/httpFile/completions';
import { dialectOf } from '../../src/httpFile/dialect';
import type { FindingContext } from '../../src/httpFile/finding';
import { findings } from '../../src/httpFile/findings';
import { HttpText, type PlacedSection } from '../../src/httpFile/httpText';
import { nombaRequests, type NombaRequest } from '../../src/httpFile/nombaRequest';
import { nombaCatalogue } from '../../src/httpFile/nombaCatalogue';
import { requestFile } from '../../src/httpFile/requestFile';
import type { Section } from '../../src/httpFile/section';
import { tokenSource } from '../../src/httpFile/tokenSource';
import { profileVariables } from '../../src/sharing/profileVariables';
import { requestLenses, type ShownToken } from '../../src/vscode/httpFile/requestLens';
import { shortestTimes, type Measured } from './measure';

const profile = {
  name: 'sandbox',
  environment: 'sandbox',
  accountId: '99999999-8888-4777-8666-555555555555',
} as const;

/** With a profile and a living token, as it is most of the time. */
const context: FindingContext = {
  values: new Map(),
  environment: profileVariables({ ...profile, clientId: '11111111-2222-4333-8444-555555555555' }, 'TOKEN'),
  customHosts: new Set(),
  dialect: 'processEnv',
  profile,
  token: 'living',
  isShared: true,
};

const token: ShownToken = { text: 'sandbox 24m', label: 'sandbox', state: 'fresh', withheld: undefined };

const sizes = [10, 100, 1_000, 10_000];

const [head, ...requests] = new HttpText(requestFile(nombaCatalogue)).sections.map(
  ({ section }) => section.text,
);

/** The catalogue again and again, so that a file of another size has the same requests. */
function fileOf(size: number): string {
  return [head, ...Array.from({ length: size }, (_, index) => requests[index % requests.length])].join('');
}

/** Work that grows with the text. Each must keep to `timesSplit` splittings into lines, and grow no faster than the text. */
const whole: readonly (Measured & { readonly timesSplit: number })[] = [
  { name: 'full parse', timesSplit: 10, prepare: (text) => () => new HttpText(text) },
  { name: 'diagnostics', timesSplit: 120, prepare: (text) => diagnosticsOf(new HttpText(text)) },
  { name: 'CodeLens', timesSplit: 40, prepare: (text) => lensesOf(new HttpText(text)) },
  { name: 'CodeLens again, after a keystroke', timesSplit: 10, prepare: lensesAgain },
];

/** Work that must not grow with the text: typing a character in the middle of it, and deleting it again. */
const keystrokes: readonly Measured[] = [
  { name: 'keystroke in a URL', prepare: (text) => keystroke(text, 'NOMBA_BASE_URL') },
  { name: 'keystroke in a body', prepare: (text) => keystroke(text, '": "') },
  { name: 'keystroke after ###', prepare: (text) => keystroke(text, '### ') },
  {
    name: 'keystroke, with diagnostics',
    prepare: (text) => keystroke(text, 'NOMBA_BASE_URL', ({ section }) => findings(section, context)),
  },
  {
    name: 'keystroke, with completion',
    prepare: (text) =>
      keystroke(text, '/v1/', ({ start, section }, edited, offset) =>
        completionsAt(section, offset - start, {
          ...context,
          profile,
          dialect: dialectOf([section, ...edited.leadingSections(50)]),
          offersNombaToken: false,
        }),
      ),
  },
];

const splits: readonly Measured[] = [
  { name: 'split by line endings', prepare: (text) => () => text.split(/\r\n|\r|\n/) },
  { name: "split('\\n')", prepare: (text) => () => text.split('\n') },
];

/** A keystroke in the largest file takes at most so many times as long as in the file of 100 requests. */
const mostGrowthOfKeystroke = 2;
/** A request of the largest file takes at most so many times as long as one of the file of 1,000. */
const mostGrowthOfWhole = 2;

/**
 * @param after in the same request of every file, one near the middle, the character goes after this.
 * @param then what the editor asks for after each change.
 */
function keystroke(
  text: string,
  after: string,
  then: (placed: PlacedSection, edited: HttpText, offset: number) => unknown = () => undefined,
): () => unknown {
  const edited = new HttpText(text);
  const request = text.lastIndexOf(keystrokeRequest, text.length / 2 + keystrokeRequest.length);
  const offset = text.indexOf(after, request) + after.length;
  return () => {
    edited.edit({ start: offset, end: offset, newText: 'x' });
    const typed = [edited.values, then(edited.sectionAt(offset), edited, offset)];
    edited.edit({ start: offset, end: offset + 1, newText: '' });
    return [typed, edited.values, then(edited.sectionAt(offset), edited, offset)];
  };
}

function diagnosticsOf(text: HttpText): () => unknown {
  return () => text.sections.map(({ section }) => findings(section, context));
}

function lensesOf(text: HttpText): () => unknown {
  return () => allLenses(text, (section) => nombaRequests(section, context));
}

/** VS Code asks for all of them after each change; what is known of the other sections is still known. */
function lensesAgain(text: string): () => unknown {
  const edited = new HttpText(text);
  const known = new WeakMap<Section, readonly NombaRequest[]>();
  const requestsOf = (section: Section): readonly NombaRequest[] => {
    const found = known.get(section) ?? nombaRequests(section, context);
    known.set(section, found);
    return found;
  };
  const offset = text.indexOf('NOMBA_BASE_URL', text.length / 2);
  return () => {
    edited.edit({ start: offset, end: offset + 1, newText: 'N' });
    return allLenses(edited, requestsOf);
  };
}

function allLenses(text: HttpText, requestsOf: (section: Section) => readonly NombaRequest[]): unknown {
  return text.sections.map(({ start, section }) =>
    requestsOf(section).map((request) =>
      requestLenses(request, tokenSource(request, context.values), token, {
        uri: 'file:///a.http',
        line: start,
      }),
    ),
  );
}

/** The first one with a body: small files have it too. */
const keystrokeRequest = requests.find((request) => request.includes('": "')) ?? '';

/** In ms, by name and size. */
function measure(): ReadonlyMap<string, readonly number[]> {
  const measured = [...splits, ...whole, ...keystrokes];
  const texts = sizes.map(fileOf);
  const work = measured.flatMap(({ prepare }) => texts.map((text) => prepare(text)));
  const times = shortestTimes(work);
  return new Map(
    measured.map(({ name }, index) => [name, times.slice(index * sizes.length, (index + 1) * sizes.length)]),
  );
}

function main(): void {
  const times = measure();
  const timeOf = (name: string, size: number): number => times.get(name)?.[sizes.indexOf(size)] ?? NaN;
  console.table(
    [...times.keys()].flatMap((name) =>
      sizes.map((size) => ({
        work: name,
        requests: size,
        ms: timeOf(name, size).toPrecision(3),
        ...Object.fromEntries(
          splits.map((split) => [
            `× ${split.name}`,
            (timeOf(name, size) / timeOf(split.name, size)).toFixed(size > 100 ? 3 : 1),
          ]),
        ),
      })),
    ),
  );
  const splitName = splits[0]?.name ?? '';
  const checks = [
    ...whole.flatMap(({ name, timesSplit }) => [
      ...sizes.map((size) => ({
        what: `${name} of ${size} requests, in splittings by line endings`,
        found: timeOf(name, size) / timeOf(splitName, size),
        most: timesSplit,
      })),
      {
        what: `${name} for each request, of 10,000 against 1,000`,
        found: timeOf(name, 10_000) / 10 / timeOf(name, 1_000),
        most: mostGrowthOfWhole,
      },
    ]),
    ...keystrokes.map(({ name }) => ({
      what: `${name}, of 10,000 requests against 100`,
      found: timeOf(name, 10_000) / timeOf(name, 100),
      most: mostGrowthOfKeystroke,
    })),
  ];
  for (const { what, found, most } of checks) {
    const isKept = found <= most;
    console.log(`${isKept ? 'ok      ' : 'EXCEEDED'} ${what}: ${found.toFixed(2)}, at most ${most}`);
    process.exitCode = isKept ? process.exitCode : 1;
  }
}

main();

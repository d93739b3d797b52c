/*
 * How long a `.http` file takes to read, and a keystroke in it, by the number of its requests: in ms, and in proportion to splitting the same text into lines in the same
 * run. Ends with exit code 1, and says why, when a limit is exceeded.
 *
 * It is run as a bundle, as the extension is: called across modules that are translated one by one, each function would be looked up anew. And with a large young
 * generation and one thread, or the garbage collector would be measured, and what else the machine does.
 */
import { median, quotient, timesByRound, type Measured } from './measure';
import { fileOf, growing, keystrokes, splitByLineEndings, splitByLineFeed, type Growing } from './work';

const sizes = [10, 100, 1_000, 10_000];

/** A keystroke in the file of 10,000 requests takes at most so many times as long as in the file of 100. */
const mostGrowthOfKeystroke = 2;
/** A request of the file of 10,000 takes at most so many times as long as one of the file of 1,000: memory is farther away, and there is more to collect. */
const mostGrowthOfRequest = 3;

/** How long some work on a file takes, and splitting the same text into lines at the same time: in ms, by rounds. */
interface Result {
  readonly size: number;
  readonly times: readonly number[];
  readonly byLineEndings: readonly number[];
  readonly byLineFeed: readonly number[];
}

interface Check {
  readonly what: string;
  readonly found: number;
  readonly most: number;
}

/** Nothing else is kept in memory meanwhile: the garbage collector would go over it again and again. */
async function measure({ prepare }: Measured): Promise<readonly Result[]> {
  const texts = sizes.map(fileOf);
  const works = [prepare, splitByLineEndings.prepare, splitByLineFeed.prepare];
  const times = await timesByRound(texts.flatMap((text) => works.map((work) => work(text))));
  return sizes.map((size, index) => {
    const [own = [], byLineEndings = [], byLineFeed = []] = times.slice(works.length * index);
    return { size, times: own, byLineEndings, byLineFeed };
  });
}

function timesOf(results: readonly Result[], size: number): readonly number[] {
  return results.find((result) => result.size === size)?.times ?? [];
}

function growingChecks({ name, timesSplit, from }: Growing, results: readonly Result[]): readonly Check[] {
  return [
    ...results
      .filter(({ size }) => size >= from)
      .map(({ size, times, byLineEndings }) => ({
        what: `${name}, of ${size} requests, in splittings by line endings`,
        found: quotient(times, byLineEndings),
        most: timesSplit,
      })),
    {
      what: `${name}, for each request, of 10000 against 1000`,
      found: quotient(timesOf(results, 10_000), timesOf(results, 1_000)) / 10,
      most: mostGrowthOfRequest,
    },
  ];
}

function keystrokeCheck({ name }: Measured, results: readonly Result[]): Check {
  return {
    what: `${name}, of 10000 requests against 100`,
    found: quotient(timesOf(results, 10_000), timesOf(results, 100)),
    most: mostGrowthOfKeystroke,
  };
}

function rows({ name }: Measured, results: readonly Result[]): readonly object[] {
  return results.map(({ size, times, byLineEndings, byLineFeed }) => ({
    work: name,
    requests: size,
    ms: median(times).toPrecision(3),
    [`× ${splitByLineEndings.name}`]: quotient(times, byLineEndings).toFixed(size > 100 ? 3 : 1),
    [`× ${splitByLineFeed.name}`]: quotient(times, byLineFeed).toFixed(size > 100 ? 3 : 1),
  }));
}

async function main(): Promise<void> {
  const table: object[] = [];
  const checks: Check[] = [];
  for (const work of [splitByLineEndings, splitByLineFeed]) {
    table.push(...rows(work, await measure(work)));
  }
  for (const work of growing) {
    const results = await measure(work);
    table.push(...rows(work, results));
    checks.push(...growingChecks(work, results));
  }
  for (const work of keystrokes) {
    const results = await measure(work);
    table.push(...rows(work, results));
    checks.push(keystrokeCheck(work, results));
  }
  console.table(table);
  for (const { name, because } of growing) {
    console.log(`Grows with the file: ${name}, because ${because}.`);
  }
  for (const check of checks) {
    console.log(`${isKept(check) ? 'ok      ' : 'EXCEEDED'} ${sentence(check)}`);
  }
  const exceeded = checks.filter((check) => !isKept(check));
  if (exceeded.length > 0) {
    console.error(
      `${exceeded.length} of ${checks.length} limits are exceeded: ${exceeded.map(sentence).join('; ')}.`,
    );
    process.exitCode = 1;
  }
}

/** No figure is no limit that is kept. */
function isKept({ found, most }: Check): boolean {
  return found <= most;
}

function sentence({ what, found, most }: Check): string {
  return `${what}: ${found.toFixed(2)}, at most ${most}`;
}

void main();

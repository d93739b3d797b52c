import type { Row } from './scenario';

const headings = [
  'scenario',
  'processes',
  'seconds',
  'lifetimes',
  'calls',
  'expected',
  'dead-token s',
  'no token s',
  'verdict',
];

/** One line per scenario, and below each that has failed, why. The seconds of a dead token and of none are the longest in a row of any process. */
export function formatTable(rows: readonly Row[]): string[] {
  const cells = rows.map((row) => [
    row.name,
    String(row.processes),
    (row.duration / 1000).toFixed(1),
    row.lifetimes.toFixed(1),
    String(row.calls),
    row.expected.toFixed(1),
    (row.longestDead / 1000).toFixed(2),
    (row.longestNone / 1000).toFixed(2),
    row.problems.length === 0 ? 'ok' : 'FAILED',
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const format = (line: readonly string[]): string =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [
    format(headings),
    ...rows.flatMap((row, index) => [
      format(cells[index] ?? []),
      ...row.problems.map((problem) => `    ${problem}`),
    ]),
  ];
}

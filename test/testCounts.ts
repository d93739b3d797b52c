/** How a suite ended. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

export function addCounts(counts: readonly TestCounts[]): TestCounts {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** The closing line of every run. */
export function describeCounts({ passed, failed }: TestCounts): string {
  return `${passed} passed, ${failed} failed`;
}

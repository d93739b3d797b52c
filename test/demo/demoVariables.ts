/** How the demo tells the tour, which runs inside VS Code, what it has set up. */
export const demoVariables = {
  controlUrl: 'NOMBA_DEMO_CONTROL_URL',
  baseUrl: 'NOMBA_DEMO_BASE_URL',
  /** JSON of an `EmulatorClient`; the credentials are invented. */
  credentials: 'NOMBA_DEMO_CREDENTIALS',
  /** Where the tour leaves the numbers of its steps that passed and failed. */
  countsFile: 'NOMBA_DEMO_COUNTS_FILE',
} as const;

import type { Launch } from './launch';

/** Holds, as JSON, the part of a launch that VS Code's own arguments cannot express. */
export const testRunVariable = 'NOMBA_TEST_HOST_RUN';

/** What travels in that variable. */
export interface TestRun {
  readonly launch: Pick<
    Launch,
    'version' | 'kind' | 'executable' | 'environment' | 'trust' | 'picturesDir' | 'deviceScaleFactor'
  >;
  readonly timeoutMs: number;
}

/** Exit code of a run that did not end in time; the same as of the command `timeout`. */
export const timeoutExitCode = 124;

/** Exit code of a run whose editor could not be started. */
export const startFailedExitCode = 125;

/** Name of the picture that a run leaves behind when it did not end in time. */
export const timeoutPicture = 'timeout.png';

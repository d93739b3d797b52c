import type { FailureKind } from '../../src/tokens/tokenError';
import type { TokenState } from '../../src/tokens/tokenState';
import type { StatusBarContent } from '../../src/vscode/statusBarContent';
import { failedStatusBar, passes, spokenName, told } from './matrixKinds';
import { kindOf, rows, type Kind, type Row, type TokenCall } from './matrix';

/**
 * A column of the matrix. The fault hits one call; with `outage` it hits the refresh and the issue by which the extension wants to make up for it, and the refresh
 * token is used up afterwards.
 */
export type Scenario = TokenCall | 'outage';

/** All that can be seen of a cell. */
export interface Outcome {
  /** What the one who asked for the call gets: a token, or the kind of the failure and its sentence. */
  readonly result: string;
  /** What Nomba was asked, in order. */
  readonly calls: readonly string[];
  /** How often another host was asked, to which Nomba's answer pointed. */
  readonly contactsElsewhere: number;
  /** `nothing`, `a new token`, or `the token as before`, perhaps `now doubtful`. */
  readonly stored: string;
  readonly state: TokenState;
  /** Beside the token, until it has passed; kind and sentence. */
  readonly failure: string | undefined;
  /** The kinds that a report of what went wrong would name. */
  readonly recentFailures: readonly FailureKind[];
  /** When the scheduler tries next. */
  readonly renewal: string;
  readonly statusBar: StatusBarContent;
  /** Above debug level. */
  readonly log: readonly string[];
  /** How it goes on: who does what, what they get, what Nomba is asked. */
  readonly later: readonly string[];
  /** What is left of the failure then, and what the log has above info level. */
  readonly leftover: readonly string[];
}

const official = '“clientId” and “access_token”';

/** What has to become of the fault in a column; `undefined` when there is no such cell. */
export function outcomeOf(row: Row, scenario: Scenario): Outcome | undefined {
  const kind = kindOf(row, scenario === 'outage' ? 'issue' : scenario);
  switch (scenario) {
    case 'issue':
      return kind === 'none' ? newToken(row, ['issue']) : noToken(row, kind);
    case 'refresh':
      if (kind === 'none') {
        return newToken(row, ['refresh']);
      }
      return isMadeUpFor(row) ? newToken(row, ['refresh', 'issue']) : livingToken(row, kind, ['refresh']);
    case 'outage':
      return isMadeUpFor(row) && kind !== 'none' ? livingToken(row, kind, ['refresh', 'issue']) : undefined;
    case 'revoke':
      return signedOut(row, kind);
  }
}

/** The cell in a few words. */
export function summaryOf(row: Row, scenario: Scenario, { result, stored }: Outcome): string {
  const [short = ''] = result.split(':', 1);
  const kind = kindOf(row, scenario === 'outage' ? 'issue' : scenario);
  if (kind === 'none' || short !== kind) {
    return short;
  }
  if (scenario === 'revoke') {
    return `${kind}, the token is removed here, not tried again`;
  }
  const next = passes(kind) ? `tried again after ${pauseOf(row) / 1000} s` : 'the user has to act';
  return `${kind}, ${next}, stored is ${stored}`;
}

/** For the table of figures: how many cells there are, and how many end in which way. */
export function matrixFigures(): {
  readonly cells: number;
  readonly results: Readonly<Record<string, number>>;
} {
  const results: Record<string, number> = {};
  let cells = 0;
  for (const row of rows) {
    for (const scenario of ['issue', 'refresh', 'outage', 'revoke'] as const) {
      const outcome = outcomeOf(row, scenario);
      if (outcome !== undefined) {
        const [result = ''] = outcome.result.split(':', 1);
        results[result] = (results[result] ?? 0) + 1;
        cells += 1;
      }
    }
  }
  return { cells, results };
}

/** Whether a failed refresh is followed by an issue at once. */
function isMadeUpFor(row: Row): boolean {
  const kind = kindOf(row, 'refresh');
  return kind !== 'none' && (row.workMayBeDone === true || !passes(kind));
}

/** ms */
export function pauseOf(row: Row): number {
  return Math.max(30, row.wait ?? 0) * 1000;
}

function noToken(row: Row, kind: FailureKind): Outcome {
  const failure = told(kind);
  return {
    ...afterCalls(row, ['issue'], [kind]),
    result: failure,
    stored: 'nothing',
    state: 'failed',
    failure,
    recentFailures: [kind],
    renewal: 'none',
    statusBar: failedStatusBar(kind, false),
    later: [
      `a consumer in the pause: ${failure} (no call)`,
      passes(kind)
        ? 'a consumer after the pause: a new token (issue)'
        : 'the user tries again: a new token (issue)',
    ],
  };
}

/** The token of before is used until it dies. */
function livingToken(row: Row, kind: FailureKind, calls: readonly TokenCall[]): Outcome {
  const failure = told(kind);
  // Nobody knows whether the refresh token is used up, and Nomba may take a second use for a theft: it is not sent again.
  const isForgotten = calls.includes('issue') && row.workMayBeDone === true;
  const token = isForgotten ? 'the token as before, now doubtful' : 'the token as before';
  return {
    ...afterCalls(row, calls, [kindOf(row, 'refresh'), kind]),
    result: failure,
    stored: token,
    state: passes(kind) ? 'expiring' : 'failed',
    failure,
    recentFailures: [kind],
    renewal: passes(kind) ? `after ${pauseOf(row) / 1000} s` : 'none',
    statusBar: failedStatusBar(kind, true),
    later: [
      `a consumer in the pause: ${token} (no call)`,
      passes(kind)
        ? `the scheduler after the pause: a new token (${isForgotten ? 'issue' : 'refresh'})`
        : 'the user tries again: a new token (issue)',
    ],
  };
}

function newToken(row: Row, calls: readonly TokenCall[]): Outcome {
  const kindOfEach = calls.map((call, index): Kind => (index === 0 ? kindOf(row, call) : 'none'));
  return {
    ...afterCalls(row, calls, kindOfEach),
    result: 'a new token',
    stored: 'a new token',
    state: 'fresh',
    failure: undefined,
    recentFailures: [],
    renewal: 'before it expires',
    statusBar: {
      text: '$(key) shop 30m',
      label: `${spokenName}: token valid for 30 minutes`,
      urgency: 'none',
    },
    later: ['a consumer: a new token (no call)'],
  };
}

function signedOut(row: Row, kind: Kind): Outcome {
  const calls: readonly TokenCall[] = row.badRequest === true ? ['revoke', 'revoke'] : ['revoke'];
  return {
    ...afterCalls(row, calls, [kind, kind]),
    result: kind === 'none' ? 'revoked' : told(kind),
    stored: 'nothing',
    state: 'signedOut',
    failure: undefined,
    recentFailures: kind === 'none' ? [] : [kind],
    renewal: 'none',
    statusBar: { text: '$(key) shop no token', label: `${spokenName}: no token`, urgency: 'none' },
    later: ['the scheduler: nothing (no call)', 'the user asks for a token: a new token (issue)'],
  };
}

/** What follows from the calls. @param kindOfEach call */
function afterCalls(
  row: Row,
  calls: readonly TokenCall[],
  kindOfEach: readonly Kind[],
): Pick<Outcome, 'calls' | 'contactsElsewhere' | 'log' | 'leftover'> {
  return {
    calls: 'obstacle' in row.cause ? [] : calls,
    contactsElsewhere: 0,
    log: calls.flatMap((call, index) => logOf(row, call, kindOfEach[index] ?? 'none', index)),
    leftover: [],
  };
}

function logOf(row: Row, call: TokenCall, kind: Kind, index: number): readonly string[] {
  const exchange = (seen: string, meaning: string): string =>
    `info POST /v1/auth/token/${call} (NOMBA): ${seen}, ${meaning}, 0 ms`;
  if (kind === 'none') {
    const [seen, meaning] = index === 0 ? [row.seen, 'success'] : ['HTTP 200', 'success'];
    if (call !== 'revoke') {
      return [exchange(seen, meaning)];
    }
    return row.saysExpired === true
      ? [exchange(seen, row.kind), 'info Revoke: the token was dead already.']
      : [exchange(seen, meaning), `info Revoke: the form with ${official} worked.`];
  }
  const failed =
    row.claimsSuccess === true
      ? [exchange(row.seen, 'success'), `warn The answer to ${call} is a success without a usable token.`]
      : [exchange(row.seen, kind)];
  if (call === 'refresh' && isMadeUpFor(row)) {
    return [...failed, `info The refresh did not succeed (${kind}); issuing a new token.`];
  }
  if (row.badRequest === true && call === 'revoke' && index === 0) {
    const form = `the form with ${official} was refused as a bad request; trying the other one.`;
    return [...failed, `info Revoke: ${form}`];
  }
  return failed;
}

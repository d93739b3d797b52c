import { renewalTime } from '../../src/tokens/expiry';
import { toTokenError, type TokenError } from '../../src/tokens/tokenError';
import { isSameTokenSet, type TokenSet } from '../../src/tokens/tokenSet';
import { statusBarContent } from '../../src/vscode/statusBarContent';
import type { Row } from './matrix';
import { pauseOf, type Outcome, type Scenario } from './matrixOutcome';
import { leadTime, type MatrixWorld } from './matrixWorld';

const minute = 60_000;

/** Brings the fault of the row about, and tells all that can be seen of what becomes of it. */
export async function observe(world: MatrixWorld, row: Row, scenario: Scenario): Promise<Outcome> {
  const { tokens, identity, clock, logger, emulator } = world;
  if (scenario !== 'issue') {
    await tokens.issue(identity, false);
  }
  if (scenario === 'refresh' || scenario === 'outage') {
    await clock.advance(26 * minute);
  }
  const before = await stored(world);
  const calls = emulator.calls.length;
  const lines = logger.lines.length;
  const isHitTwice = scenario === 'outage' || (scenario === 'revoke' && row.badRequest === true);
  await world.bringAbout(row.cause, scenario === 'outage' ? 'any' : scenario, isHitTwice ? 2 : 1);

  const result = await theCall(world, scenario, before);
  const snapshot = tokens.snapshot(identity);
  const outcome = {
    result,
    calls: world.callsSince(calls),
    contactsElsewhere: world.contactsElsewhere,
    stored: nameOf(world, await stored(world), before),
    state: snapshot.state,
    failure: snapshot.failure && told(snapshot.failure),
    recentFailures: tokens.recentFailures.map(({ kind }) => kind),
    renewal: renewalOf(world),
    statusBar: statusBarContent(world.profile, snapshot, clock.now(), true),
    log: logSince(world, lines, ['info', 'warn']),
  };

  const linesThen = logger.lines.length;
  world.recover();
  if (scenario === 'outage') {
    // The refresh that was not answered has used up its token.
    emulator.revokeAll();
  }
  const later = await goOn(world, row, scenario, before);
  const left = tokens.snapshot(identity).failure;
  const leftover = [...(left === undefined ? [] : [told(left)]), ...logSince(world, linesThen, ['warn'])];
  return { ...outcome, later, leftover };
}

async function theCall(
  world: MatrixWorld,
  scenario: Scenario,
  before: TokenSet | undefined,
): Promise<string> {
  const { tokens, identity } = world;
  switch (scenario) {
    case 'issue':
      return nameOrFailure(world, tokens.issue(identity, false), before);
    case 'refresh':
    case 'outage':
      return nameOrFailure(world, tokens.refresh(identity), before);
    case 'revoke': {
      const outcome = await tokens.revoke(identity, new AbortController().signal);
      return outcome.kind === 'removedLocally' ? told(outcome.failure) : outcome.kind;
    }
  }
}

/** What happens next, each with what it brings and what Nomba is asked. */
async function goOn(
  world: MatrixWorld,
  row: Row,
  scenario: Scenario,
  before: TokenSet | undefined,
): Promise<readonly string[]> {
  const { tokens, identity, clock } = world;
  const { failure } = tokens.snapshot(identity);
  const step = async (who: string, call: () => Promise<TokenSet | undefined>): Promise<string> => {
    const calls = world.emulator.calls.length;
    const result = await nameOrFailure(world, call(), before);
    return `${who}: ${result} (${world.callsSince(calls).join(', ') || 'no call'})`;
  };
  const consumer = async (): Promise<TokenSet> => tokens.get(identity);
  const user = async (): Promise<TokenSet> => tokens.issue(identity, false);
  const scheduler = async (): Promise<TokenSet | undefined> => {
    await tokens.keepAlive(identity);
    return stored(world);
  };
  if (scenario === 'revoke') {
    await clock.advance(minute);
    return [await step('the scheduler', scheduler), await step('the user asks for a token', user)];
  }
  if (failure === undefined) {
    return [await step('a consumer', consumer)];
  }
  await clock.advance(pauseOf(row) - 1);
  const inThePause = await step('a consumer in the pause', consumer);
  if (!failure.passes) {
    return [inThePause, await step('the user tries again', user)];
  }
  await clock.advance(1);
  return [
    inThePause,
    scenario === 'issue'
      ? await step('a consumer after the pause', consumer)
      : await step('the scheduler after the pause', scheduler),
  ];
}

async function nameOrFailure(
  world: MatrixWorld,
  call: Promise<TokenSet | undefined>,
  before: TokenSet | undefined,
): Promise<string> {
  return call.then(
    (tokenSet) => nameOf(world, tokenSet, before),
    (error: unknown) => told(toTokenError(error)),
  );
}

function nameOf(world: MatrixWorld, tokenSet: TokenSet | undefined, before: TokenSet | undefined): string {
  if (tokenSet === undefined) {
    return 'nothing';
  }
  if (isSameTokenSet(tokenSet, before)) {
    return 'the token as before';
  }
  if (before !== undefined && isSameTokenSet(tokenSet, doubtful(before))) {
    return 'the token as before, now doubtful';
  }
  const accessToken = tokenSet.accessToken.reveal();
  const isGood = world.emulator.currentTokens.some((good) => good.accessToken === accessToken);
  return isGood ? 'a new token' : 'a token that Nomba does not know';
}

/** As it is stored once nobody knows whether Nomba has ended it: without its refresh token. */
function doubtful({ identity, accessToken, issuedAt, expiresAt }: TokenSet): TokenSet {
  return { identity, accessToken, issuedAt, expiresAt, isDoubtful: true };
}

function renewalOf({ tokens, identity, clock }: MatrixWorld): string {
  const wait = tokens.untilRenewal(identity);
  const { tokenSet } = tokens.snapshot(identity);
  if (wait === undefined || tokenSet === undefined) {
    return 'none';
  }
  return wait === renewalTime(tokenSet, leadTime) - clock.now() && wait > 0
    ? 'before it expires'
    : `after ${wait / 1000} s`;
}

function told({ kind, message }: TokenError): string {
  return `${kind}: ${message}`;
}

async function stored({ store, identity }: MatrixWorld): Promise<TokenSet | undefined> {
  return store.read(identity);
}

/** @param from so many lines are older */
function logSince(world: MatrixWorld, from: number, levels: readonly string[]): readonly string[] {
  const host = world.emulator.baseUrl.replace('http://', '');
  return world.logger.lines
    .slice(from)
    .filter(({ level }) => levels.includes(level))
    .map(({ level, message }) => `${level} ${message.replace(host, 'NOMBA')}`);
}

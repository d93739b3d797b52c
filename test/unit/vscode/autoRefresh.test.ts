import assert from 'node:assert/strict';
import { identityOf, type Profile } from '../../../src/profiles/profile';
import { TokenError, type FailureKind } from '../../../src/tokens/tokenError';
import { AutoRefresh } from '../../../src/vscode/autoRefresh';
import { start, TestWindows } from '../../fakes/testWindows';
import { testIdentity, testTokenSet } from '../../fakes/tokenSets';

const second = 1_000;
const minute = 60 * second;

const sandbox: Profile = {
  name: 'sandbox',
  environment: 'sandbox',
  accountId: testIdentity.accountId,
  clientId: testIdentity.clientId,
};

const other: Profile = { ...sandbox, name: 'other', clientId: '22222222-3333-4444-8555-666666666666' };

function failures(...kinds: readonly FailureKind[]): readonly TokenError[] {
  return kinds.map((kind) => new TokenError(kind));
}

// Seen to fail when: each try is told, each kind, or one kind only; the death is no moment to look, is one for ever, or is told before a try that is due; what other windows
// bring is not read; it renews or tells when that is off; what was told counts for all profiles, is forgotten with each switch, or never; the focus is ignored, or what
// waits for it is dropped, told twice, or told when it has passed.
describe('AutoRefresh', () => {
  let windows: TestWindows;
  let autoRefresh: AutoRefresh;
  let focused: boolean;
  let enabled: boolean;
  let active: Profile;
  /** What the user was told, with the seconds since the start. */
  let told: string[];

  /** A window with a token that is due, and lives for so many ms more. */
  async function open(left: number): Promise<void> {
    const lifetime = 30 * minute;
    await windows.store.write(testTokenSet('due', start + left - lifetime, lifetime));
    await windows.window.load(testIdentity);
    autoRefresh.poke();
  }

  function switchTo(profile: Profile): void {
    active = profile;
    autoRefresh.poke();
  }

  beforeEach(() => {
    windows = new TestWindows();
    focused = true;
    enabled = true;
    active = sandbox;
    told = [];
    autoRefresh = new AutoRefresh({
      tokens: windows.window,
      clock: windows.clock,
      activeProfile: () => active,
      isEnabled: () => enabled,
      isFocused: () => focused,
      tell: ({ name }, { kind }) => {
        told.push(`${name} ${kind} ${(windows.clock.now() - start) / second}`);
      },
    });
    windows.window.onDidChange(() => {
      autoRefresh.poke();
    });
  });

  afterEach(() => {
    autoRefresh.dispose();
    windows.dispose();
  });

  it('tells nobody of failures that pass while the token lives', async () => {
    windows.endpoint.willAnswer(...failures('network', 'network', 'network'));
    await open(4 * minute);
    await windows.clock.advance(2 * minute);
    assert.deepEqual([told, windows.endpoint.calls.length], [[], 3]);
  });

  it('tells the user once that the token has died, however many tries fail after that', async () => {
    windows.endpoint.willAnswer(...failures('network', 'network', 'network', 'network'));
    await open(20 * second);
    await windows.clock.advance(4 * minute);
    assert.deepEqual([told, windows.endpoint.calls.length], [['sandbox network 20'], 4]);
  });

  it('tells the user when the token dies, between two tries', async () => {
    windows.endpoint.willAnswer(...failures('network'));
    await open(20 * second);
    await windows.clock.advance(20 * second);
    assert.deepEqual([told, windows.endpoint.calls.length], [['sandbox network 20'], 1]);
  });

  it('tells the user within 30 s that the token has died while the machine slept, when Nomba is not to be asked yet', async () => {
    windows.endpoint.willAnswer(new TokenError('rateLimited', { retryAfter: 60 * minute }));
    await open(4 * minute);
    await windows.clock.advance(10 * second);
    windows.clock.jump(10 * minute);
    await windows.clock.advance(20 * second);
    assert.deepEqual([told, windows.endpoint.calls.length], [['sandbox rateLimited 630'], 1]);
  });

  it('tells the user within 30 s that the token has died by the time it was seen, although the clock was put back', async () => {
    windows.endpoint.willAnswer(new TokenError('rateLimited', { retryAfter: 60 * minute }));
    await open(2 * minute);
    await windows.clock.advance(10 * second);
    windows.clock.jump(-30 * second);
    await windows.clock.advance(2 * minute);
    assert.deepEqual([told, windows.endpoint.calls.length], [['sandbox rateLimited 90'], 1]);
  });

  it('looks every 30 s, and no more often, when the token has died and Nomba is not to be asked yet', async () => {
    windows.endpoint.willAnswer(new TokenError('rateLimited', { retryAfter: 60 * minute }));
    await open(20 * second);
    await windows.clock.advance(20 * second);
    const { reads } = windows.store;
    await windows.clock.advance(5 * minute);
    assert.deepEqual([windows.store.reads - reads, windows.endpoint.calls.length], [10, 1]);
  });

  it('says nothing of a token that died while the machine slept when the next try brings another', async () => {
    windows.endpoint.willAnswer(
      ...failures('network'),
      testTokenSet('brought', start + 10 * minute + 30 * second),
    );
    await open(4 * minute);
    await windows.clock.advance(10 * second);
    windows.clock.jump(10 * minute);
    await windows.clock.advance(minute);
    assert.deepEqual([told, windows.shown()], [[], 'fresh access-brought']);
  });

  it('says nothing when another window has brought a token that could not be read when that was announced', async () => {
    windows.endpoint.willAnswer(...failures('network'));
    await open(20 * second);
    await windows.clock.advance(10 * second);
    windows.store.readFailure = new Error('The storage does not answer.');
    await windows.store.write(testTokenSet('brought', start + 10 * second));
    await windows.clock.advance(second);
    windows.store.readFailure = undefined;
    await windows.clock.advance(minute);
    assert.deepEqual([told, windows.shown()], [[], 'fresh access-brought']);
  });

  it('says nothing of a token that dies after the user has turned the renewal off', async () => {
    windows.endpoint.willAnswer(new TokenError('rateLimited', { retryAfter: 60 * minute }));
    await open(20 * second);
    await windows.clock.advance(10 * second);
    enabled = false;
    autoRefresh.poke();
    await windows.clock.advance(minute);
    assert.deepEqual([told, windows.endpoint.calls.length], [[], 1]);
  });

  it('tells once of the outage of each profile, however often the user switches', async () => {
    windows.endpoint.willAnswer(...Array.from({ length: 7 }, () => new TokenError('network')));
    await windows.store.write(testTokenSet('other', start - 29 * minute, 30 * minute, identityOf(other)));
    await windows.window.load(identityOf(other));
    await open(20 * second);
    for (const profile of [other, sandbox, other, sandbox]) {
      await windows.clock.advance(40 * second);
      switchTo(profile);
    }
    await windows.clock.advance(minute);
    assert.deepEqual([told, windows.endpoint.calls.length], [['sandbox network 20', 'other network 60'], 7]);
  });

  it('tells of a second outage when the first has passed while the window worked with another profile', async () => {
    windows.endpoint.willAnswer(
      ...failures('network'),
      testTokenSet('brief', start + 30 * second, 20 * second),
      ...failures('network', 'network', 'network'),
    );
    await open(20 * second);
    await windows.clock.advance(25 * second);
    switchTo(other);
    await windows.clock.advance(5 * second);
    await windows.otherWindow.refresh(testIdentity);
    await windows.clock.advance(second);
    switchTo(sandbox);
    await windows.clock.advance(minute);
    assert.deepEqual(told, ['sandbox network 20', 'sandbox network 50']);
  });

  it('does not tell the user again when the outage goes by another name', async () => {
    windows.endpoint.willAnswer(...failures('network', 'network', 'server', 'rateLimited'));
    await open(20 * second);
    await windows.clock.advance(4 * minute);
    assert.deepEqual([told, windows.endpoint.calls.length], [['sandbox network 20'], 4]);
  });

  it('tells the user of a failure that they have to act upon, after one that would have passed', async () => {
    windows.endpoint.willAnswer(...failures('network', 'network', 'wrongSecret', 'wrongSecret'));
    await open(20 * second);
    await windows.clock.advance(4 * minute);
    assert.deepEqual(
      [told, windows.endpoint.calls.length],
      [['sandbox network 20', 'sandbox wrongSecret 90'], 4],
    );
  });

  it('says nothing when the token comes back', async () => {
    windows.endpoint.willAnswer(
      ...failures('network', 'network'),
      testTokenSet('brought', start + 90 * second),
    );
    await open(20 * second);
    await windows.clock.advance(4 * minute);
    assert.deepEqual([told, windows.shown()], [['sandbox network 20'], 'fresh access-brought']);
  });

  it('tells of a second outage, once, after a renewal has ended the first', async () => {
    windows.endpoint.willAnswer(
      ...failures('network', 'network'),
      testTokenSet('brief', start + 90 * second, 20 * second),
      ...failures('network', 'network', 'network'),
    );
    await open(20 * second);
    await windows.clock.advance(5 * minute);
    assert.deepEqual(
      [told, windows.endpoint.calls.length],
      [['sandbox network 20', 'sandbox network 110'], 6],
    );
  });

  it('tells of a second outage, once, after the user has ended the first', async () => {
    windows.endpoint.willAnswer(
      ...failures('network', 'network'),
      testTokenSet('brief', start + 40 * second, 20 * second),
      ...failures('network', 'network', 'network', 'network'),
    );
    await open(20 * second);
    await windows.clock.advance(40 * second);
    await windows.window.refresh(testIdentity);
    await windows.clock.advance(5 * minute);
    assert.deepEqual(
      [told, windows.endpoint.calls.length],
      [['sandbox network 20', 'sandbox network 60'], 7],
    );
  });

  it('tells of a second outage, once, after another window has ended the first', async () => {
    windows.endpoint.willAnswer(
      ...failures('network', 'network'),
      testTokenSet('brief', start + 40 * second, 20 * second),
      ...failures('network', 'network', 'network', 'network'),
    );
    await open(20 * second);
    await windows.clock.advance(40 * second);
    await windows.otherWindow.refresh(testIdentity);
    await windows.clock.advance(5 * minute);
    assert.deepEqual(
      [told, windows.endpoint.calls.length],
      [['sandbox network 20', 'sandbox network 60'], 7],
    );
  });

  it('waits for the focus before it tells, and does so once', async () => {
    focused = false;
    windows.endpoint.willAnswer(...failures('network', 'network', 'server', 'network'));
    await open(20 * second);
    await windows.clock.advance(100 * second);
    const before = [...told];
    focused = true;
    autoRefresh.poke();
    autoRefresh.poke();
    await windows.clock.advance(2 * minute);
    assert.deepEqual({ before, told }, { before: [], told: ['sandbox server 100'] });
  });

  it('tells nothing, when the focus comes, of what has passed by then', async () => {
    focused = false;
    windows.endpoint.willAnswer(
      ...failures('network', 'network'),
      testTokenSet('brought', start + 90 * second),
    );
    await open(20 * second);
    await windows.clock.advance(2 * minute);
    focused = true;
    autoRefresh.poke();
    assert.deepEqual([told, windows.endpoint.calls.length], [[], 3]);
  });

  it('neither renews nor tells when the user does not want it', async () => {
    enabled = false;
    await open(20 * second);
    await windows.clock.advance(4 * minute);
    assert.deepEqual([told, windows.endpoint.asked], [[], []]);
  });
});

import assert from 'node:assert/strict';
import type { Profile } from '../../../src/profiles/profile';
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

function failures(...kinds: readonly FailureKind[]): readonly TokenError[] {
  return kinds.map((kind) => new TokenError(kind));
}

describe('AutoRefresh', () => {
  let windows: TestWindows;
  let autoRefresh: AutoRefresh;
  let focused: boolean;
  let enabled: boolean;
  /** What the user was told, with the seconds since the start. */
  let told: string[];

  /** A window with a token that is due, and lives for so many ms more. */
  async function open(left: number): Promise<void> {
    const lifetime = 30 * minute;
    await windows.store.write(testTokenSet('due', start + left - lifetime, lifetime));
    await windows.window.load(testIdentity);
    autoRefresh.poke();
  }

  beforeEach(() => {
    windows = new TestWindows();
    focused = true;
    enabled = true;
    told = [];
    autoRefresh = new AutoRefresh({
      tokens: windows.window,
      clock: windows.clock,
      activeProfile: () => sandbox,
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
    assert.deepEqual([told, windows.endpoint.calls.length], [['sandbox network 30'], 4]);
  });

  it('does not tell the user again when the outage goes by another name', async () => {
    windows.endpoint.willAnswer(...failures('network', 'network', 'server', 'rateLimited'));
    await open(20 * second);
    await windows.clock.advance(4 * minute);
    assert.deepEqual([told, windows.endpoint.calls.length], [['sandbox network 30'], 4]);
  });

  it('tells the user of a failure that they have to act upon, after one that would have passed', async () => {
    windows.endpoint.willAnswer(...failures('network', 'network', 'wrongSecret', 'wrongSecret'));
    await open(20 * second);
    await windows.clock.advance(4 * minute);
    assert.deepEqual(
      [told, windows.endpoint.calls.length],
      [['sandbox network 30', 'sandbox wrongSecret 90'], 4],
    );
  });

  it('says nothing when the token comes back', async () => {
    windows.endpoint.willAnswer(
      ...failures('network', 'network'),
      testTokenSet('brought', start + 90 * second),
    );
    await open(20 * second);
    await windows.clock.advance(4 * minute);
    assert.deepEqual([told, windows.shown()], [['sandbox network 30'], 'fresh access-brought']);
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
      [['sandbox network 30', 'sandbox network 130'], 6],
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
      [['sandbox network 30', 'sandbox network 80'], 7],
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
      [['sandbox network 30', 'sandbox network 80'], 7],
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

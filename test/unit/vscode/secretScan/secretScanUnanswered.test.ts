import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { GitState } from '../../../../src/vscode/secretScan/gitStates';
import { clientSecret, ScanWorld } from './scanWorld';

const never = async (): Promise<never> => new Promise(() => undefined);

/** ms, of FakeClock. */
const minute = 60_000;

// Seen to fail when: one thing is done after the other, the listing and git among them.
describe('SecretScan of a machine that does not answer', () => {
  let world: ScanWorld;

  beforeEach(() => {
    world = new ScanWorld();
  });

  afterEach(() => {
    world.scan.dispose();
  });

  /** Somebody types a secret into a document. */
  async function type(uri = 'file:///typed'): Promise<void> {
    world.open.set(uri, clientSecret);
    world.scan.documentChanged(uri);
    await world.clock.advance(1_000);
    await turns();
  }

  it('searches what is open while the files are being listed', async () => {
    world.list = never;
    world.git.set('file:///typed', 'tracked');
    world.scan.secretsChanged(true);
    await world.clock.advance(1_000);
    await type();
    assert.deepEqual(Object.fromEntries(world.shown), {
      'file:///typed': ['client secret of shop 0:0 tracked'],
    });
  });

  it('says after a minute that the files could not be listed, and has the listing stopped', async () => {
    let listing: AbortSignal | undefined;
    world.list = async (signal) => {
      listing = signal;
      return never();
    };
    world.open.set('untitled:one', clientSecret);
    const result = world.scan.scanWorkspace();
    await turns();
    await world.clock.advance(minute - 1);
    const before = { isStopped: listing?.aborted, hasEnded: world.progress[0]?.hasEnded };
    await world.clock.advance(1);
    assert.deepEqual(
      {
        before,
        result: await result,
        isStopped: listing?.aborted,
        failures: world.failures.map((error) => error instanceof Error && error.name),
      },
      {
        before: { isStopped: false, hasEnded: false },
        result: { outcome: 'unlisted' },
        isStopped: true,
        failures: ['TimeoutError'],
      },
    );
  });

  it('says that the files could not be listed when that failed, and searches what is open', async () => {
    world.list = async () => Promise.reject(new RangeError('no ripgrep'));
    world.open.set('untitled:one', clientSecret);
    const result = await world.scan.scanWorkspace();
    await world.scan.scanned();
    await type();
    assert.deepEqual(
      {
        result,
        shown: [...world.shown.keys()],
        failures: world.failures.map((error) => error instanceof Error && error.name),
      },
      {
        result: { outcome: 'unlisted' },
        shown: ['untitled:one', 'file:///typed'],
        failures: ['RangeError'],
      },
    );
  });

  it('lists the files again when it is asked after a failure', async () => {
    const { list } = world;
    world.files.set('file:///a', clientSecret);
    world.list = async () => Promise.reject(new Error('no'));
    const first = await world.scan.scanWorkspace();
    world.list = list;
    const second = await world.scan.scanWorkspace();
    assert.deepEqual([first.outcome, second.outcome], ['unlisted', 'done']);
  });

  it('lists the files again when it is asked after a listing that never ended was cancelled', async () => {
    const { list } = world;
    world.list = never;
    const first = world.scan.scanWorkspace();
    await turns();
    world.progress[0]?.cancel();
    world.list = list;
    const second = await world.scan.scanWorkspace();
    assert.deepEqual([await first, second.outcome], [{ outcome: 'cancelled' }, 'done']);
  });

  it('shows what is typed, as git has it, while a file is being read', async () => {
    world.disk = never();
    world.files.set('file:///a', 'a');
    world.git.set('file:///typed', 'notIgnored');
    world.scan.secretsChanged(true);
    await world.clock.advance(1_000);
    await type();
    assert.deepEqual(
      { read: world.searched[0], shown: Object.fromEntries(world.shown) },
      { read: 'file:///a', shown: { 'file:///typed': ['client secret of shop 0:0 notIgnored'] } },
    );
  });

  it('shows after a second what git does not say anything about, and later what it says', async () => {
    let answer: (states: ReadonlyMap<string, GitState>) => void = () => undefined;
    world.askGit = async () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    world.files.set('file:///a', clientSecret);
    const result = world.scan.scanWorkspace();
    await turns();
    await world.clock.advance(999);
    const early = world.shown.get('file:///a');
    await world.clock.advance(1);
    const late = world.shown.get('file:///a');
    answer(new Map([['file:///a', 'tracked']]));
    await turns();
    assert.deepEqual(
      { early, late, outcome: (await result).outcome, then: world.shown.get('file:///a') },
      {
        early: undefined,
        late: ['client secret of shop 0:0 unknown'],
        outcome: 'done',
        then: ['client secret of shop 0:0 tracked'],
      },
    );
  });

  it('forgets git’s answers, and has git stopped, once it is disposed of', async () => {
    let answer: (states: ReadonlyMap<string, GitState>) => void = () => undefined;
    let asking: AbortSignal | undefined;
    world.askGit = async (signal) => {
      asking = signal;
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    world.files.set('file:///a', clientSecret);
    void world.scan.scanWorkspace();
    await turns();
    world.scan.dispose();
    answer(new Map());
    await turns();
    assert.deepEqual(
      { isStopped: asking?.aborted, shown: world.shown.size, timers: world.clock.waiting },
      { isStopped: true, shown: 0, timers: [] },
    );
  });

  it('tells nobody of a listing that fails because it is disposed of', async () => {
    world.list = async (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('cancelled'));
        });
      });
    const result = world.scan.scanWorkspace();
    await turns();
    world.scan.dispose();
    await turns();
    assert.deepEqual([await result, world.failures], [{ outcome: 'cancelled' }, []]);
  });
});

/** Lets what can go on without a timer do so. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await setImmediate();
  }
}

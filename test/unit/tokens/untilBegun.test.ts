import assert from 'node:assert/strict';
import { TokenError } from '../../../src/tokens/tokenError';
import { untilBegun } from '../../../src/tokens/untilBegun';
import { settled } from '../../fakes/fakeClock';

const cancelled = { name: 'TokenError', kind: 'cancelled' };

/** Work whose turn comes when the test says so. */
class WaitingWork {
  done = 0;
  readonly #abort = new AbortController();
  readonly result: Promise<string>;
  takeTurn: () => void = () => undefined;
  end: () => void = () => undefined;

  constructor() {
    const turn = new Promise<void>((resolve) => {
      this.takeTurn = resolve;
    });
    const end = new Promise<void>((resolve) => {
      this.end = resolve;
    });
    this.result = untilBegun(this.#abort.signal, async (begin) => {
      await turn;
      begin();
      await end;
      this.done += 1;
      return 'result';
    });
  }

  cancel(): void {
    this.#abort.abort();
  }
}

// Seen to fail when: the caller waits for the turn all the same; `begin` does not look whether the work is still wanted; cancelling counts after the work has begun.
describe('untilBegun', () => {
  let work: WaitingWork;
  beforeEach(() => {
    work = new WaitingWork();
  });

  it('gives the result of the work', async () => {
    work.takeTurn();
    work.end();
    assert.equal(await work.result, 'result');
  });

  it('is cancelled at once while the work waits its turn', async () => {
    work.cancel();
    await assert.rejects(work.result, cancelled);
  });

  it('does nothing when the turn of cancelled work comes', async () => {
    work.cancel();
    await assert.rejects(work.result, cancelled);
    work.takeTurn();
    work.end();
    await settled();
    assert.equal(work.done, 0);
  });

  it('lets work that has begun go on to its end', async () => {
    work.takeTurn();
    await settled();
    work.cancel();
    work.end();
    assert.deepEqual([await work.result, work.done], ['result', 1]);
  });

  it('lets work begin again that was cancelled after it had begun', async () => {
    const abort = new AbortController();
    const begun = untilBegun(abort.signal, async (begin) => {
      begin();
      abort.abort();
      begin();
      return Promise.resolve('result');
    });
    assert.equal(await begun, 'result');
  });

  it('does not even start what was cancelled before', async () => {
    let started = false;
    const begun = untilBegun(AbortSignal.abort(), async () => {
      started = true;
      return Promise.resolve();
    });
    await assert.rejects(begun, cancelled);
    assert.equal(started, false);
  });

  it('fails as the work does', async () => {
    const failed = untilBegun(new AbortController().signal, async () =>
      Promise.reject(new TokenError('storage')),
    );
    await assert.rejects(failed, { name: 'TokenError', kind: 'storage' });
  });
});

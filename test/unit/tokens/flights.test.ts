import assert from 'node:assert/strict';
import { Flights } from '../../../src/tokens/flights';
import { TokenError } from '../../../src/tokens/tokenError';
import { settled } from '../../fakes/fakeClock';

/** A call that a test ends. It does not listen to its abort signal unless the test does. */
class OpenCall {
  readonly result: Promise<string>;
  signal: AbortSignal | undefined;
  end: (result: string) => void = () => undefined;
  fail: (error: Error) => void = () => undefined;
  readonly start = async (signal: AbortSignal): Promise<string> => {
    this.signal = signal;
    return this.result;
  };

  constructor() {
    this.result = new Promise((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
    });
  }
}

const cancelled = { name: 'TokenError', kind: 'cancelled' };

// Seen to fail when: each caller gets a flight, or all keys share one; a weaker call is joined, a stronger one is not, or the weaker one’s failure passes on; a
// caller’s signal is not heard (before, while waiting, in the flight), ends the call for all, or never; a cancelled call is waited for, or its late end ends the
// next; a change is not announced, or one that is none; a cancellation reaches all keys, misses the retired, or loses its reason; a retired flight is aborted; one
// that has ended stays, or its failure is replaced; `ended` looks at those only that can be joined; a rejection is left over.
describe('Flights', () => {
  let changes: string[];
  let flights: Flights<string>;
  beforeEach(() => {
    changes = [];
    flights = new Flights((key) => {
      changes.push(`${key} ${flights.has(key) ? 'begins' : 'ends'}`);
    });
  });

  it('gives the result of one call to all who ask while it is under way', async () => {
    const call = new OpenCall();
    const notCalled = new OpenCall();
    const first = flights.join('key', 0, call.start);
    const second = flights.join('key', 0, notCalled.start);
    call.end('token');
    assert.deepEqual(
      [await first, await second, notCalled.signal, changes],
      ['token', 'token', undefined, ['key begins', 'key ends']],
    );
  });

  it('waits for a weaker call to end and then makes its own, whatever became of the weaker one', async () => {
    const weak = new OpenCall();
    const strong = new OpenCall();
    const weakResult = flights.join('key', 0, weak.start);
    const strongResult = flights.join('key', 1, strong.start);
    await settled();
    const startedEarly = strong.signal !== undefined;
    weak.fail(new TokenError('network'));
    await assert.rejects(weakResult, { kind: 'network' });
    strong.end('strong');
    assert.deepEqual(
      [startedEarly, await strongResult, changes],
      [false, 'strong', ['key begins', 'key ends', 'key begins', 'key ends']],
    );
  });

  it('takes the result of a stronger call for the answer', async () => {
    const strong = new OpenCall();
    const weak = new OpenCall();
    const results = [flights.join('key', 1, strong.start), flights.join('key', 0, weak.start)];
    strong.end('strong');
    assert.deepEqual([await Promise.all(results), weak.signal], [['strong', 'strong'], undefined]);
  });

  it('lets a caller cancel while it waits for a weaker call', async () => {
    const weak = new OpenCall();
    const abort = new AbortController();
    const weakResult = flights.join('key', 0, weak.start);
    const strongResult = flights.join('key', 1, weak.start, abort.signal);
    abort.abort();
    await assert.rejects(strongResult, cancelled);
    weak.end('weak');
    assert.equal(await weakResult, 'weak');
  });

  it('gives the failure of one call to all who ask while it is under way', async () => {
    const call = new OpenCall();
    const all = Promise.allSettled([flights.join('key', 0, call.start), flights.join('key', 0, call.start)]);
    const error = new TokenError('network');
    call.fail(error);
    assert.deepEqual(await all, [
      { status: 'rejected', reason: error },
      { status: 'rejected', reason: error },
    ]);
  });

  it('keeps keys apart', async () => {
    const one = new OpenCall();
    const other = new OpenCall();
    const results = Promise.all([flights.join('one', 0, one.start), flights.join('other', 0, other.start)]);
    one.end('1');
    other.end('2');
    assert.deepEqual(await results, ['1', '2']);
  });

  for (const outcome of ['token', new TokenError('network')]) {
    it(`calls anew after the former call has ended with ${String(outcome)}`, async () => {
      const former = new OpenCall();
      const formerResult = flights.join('key', 0, former.start);
      if (typeof outcome === 'string') {
        former.end(outcome);
      } else {
        former.fail(outcome);
      }
      await Promise.allSettled([formerResult]);
      const call = new OpenCall();
      call.end('new');
      assert.equal(await flights.join('key', 0, call.start), 'new');
    });
  }

  it('has no flight any more when those who waited go on', async () => {
    const call = new OpenCall();
    const seen = [flights.join('key', 0, call.start), flights.join('key', 0, call.start)].map(
      async (result) => {
        await result;
        return flights.has('key');
      },
    );
    call.end('token');
    assert.deepEqual(await Promise.all(seen), [false, false]);
  });

  it('lets one caller go and keeps the call for the others', async () => {
    const call = new OpenCall();
    const abort = new AbortController();
    const impatient = flights.join('key', 0, call.start, abort.signal);
    const patient = flights.join('key', 0, call.start);
    abort.abort();
    await assert.rejects(impatient, cancelled);
    const aborted = call.signal?.aborted;
    call.end('token');
    assert.deepEqual([aborted, await patient], [false, 'token']);
  });

  it('aborts the call when the last caller has gone', async () => {
    const call = new OpenCall();
    const aborts = [new AbortController(), new AbortController()];
    const results = aborts.map(async (abort) => flights.join('key', 0, call.start, abort.signal));
    for (const abort of aborts) {
      abort.abort();
    }
    await Promise.all(results.map(async (result) => assert.rejects(result, cancelled)));
    assert.deepEqual([call.signal?.aborted, flights.has('key')], [true, false]);
  });

  it('does not let a caller who comes later suffer from the one who gave up', async () => {
    const abandoned = new OpenCall();
    const abort = new AbortController();
    const impatient = flights.join('key', 0, abandoned.start, abort.signal);
    abort.abort();
    await assert.rejects(impatient, cancelled);
    const call = new OpenCall();
    const later = flights.join('key', 0, call.start);
    abandoned.fail(new TokenError('cancelled'));
    await settled();
    call.end('token');
    assert.equal(await later, 'token');
  });

  it('turns a caller away whose signal is aborted already, without a call', async () => {
    const call = new OpenCall();
    await assert.rejects(flights.join('key', 0, call.start, AbortSignal.abort()), cancelled);
    assert.deepEqual([call.signal, changes], [undefined, []]);
  });

  it('ends a flight at once when it is cancelled, even if the call goes on', async () => {
    const call = new OpenCall();
    const waiting = flights.join('key', 0, call.start);
    flights.cancel('key');
    await assert.rejects(waiting, cancelled);
    assert.deepEqual([call.signal?.aborted, changes], [true, ['key begins', 'key ends']]);
  });

  it('starts another flight after a cancelled one, and keeps it when the former call ends late', async () => {
    const former = new OpenCall();
    const formerResult = flights.join('key', 0, former.start);
    flights.cancel('key');
    const call = new OpenCall();
    const result = flights.join('key', 0, call.start);
    former.end('late');
    await assert.rejects(formerResult, cancelled);
    await settled();
    const stillThere = flights.has('key');
    call.end('token');
    assert.deepEqual(
      [stillThere, await result, changes],
      [true, 'token', ['key begins', 'key ends', 'key begins', 'key ends']],
    );
  });

  it('cancels the flights of its key alone', async () => {
    const call = new OpenCall();
    const other = flights.join('other', 0, call.start);
    flights.cancel('key');
    call.end('token');
    assert.equal(await other, 'token');
  });

  it('has nothing to cancel where nothing is under way', () => {
    flights.cancel('key');
    assert.deepEqual(changes, []);
  });

  it('does not leave a rejection unhandled when nobody waits for it any more', async () => {
    const call = new OpenCall();
    const unhandled: unknown[] = [];
    const listener = (reason: unknown): void => {
      unhandled.push(reason);
    };
    process.on('unhandledRejection', listener);
    try {
      const waiting = flights.join('key', 0, call.start);
      flights.cancel('key');
      await assert.rejects(waiting, cancelled);
      call.fail(new Error('too late'));
      await settled();
    } finally {
      process.off('unhandledRejection', listener);
    }
    assert.deepEqual(unhandled, []);
  });

  it('lets a flight that is retired end for those who wait, and starts another one for those who come', async () => {
    const call = new OpenCall();
    const next = new OpenCall();
    const first = flights.join('key', 0, call.start);
    flights.retire('key');
    const second = flights.join('key', 0, next.start);
    call.end('one');
    next.end('two');
    assert.deepEqual(
      [await first, await second, changes],
      ['one', 'two', ['key begins', 'key ends', 'key begins', 'key ends']],
    );
  });

  it('says nothing when there is nothing to retire', () => {
    flights.retire('key');
    assert.deepEqual(changes, []);
  });

  it('ends a retired flight, too, when its key is cancelled', async () => {
    const call = new OpenCall();
    const first = flights.join('key', 0, call.start);
    flights.retire('key');
    flights.cancel('key', 'a reason');
    await assert.rejects(first, cancelled);
    assert.equal(call.signal?.reason, 'a reason');
  });

  for (const [last, what] of ['that was cancelled', 'that was retired', 'that goes on'].entries()) {
    it(`tells when every call has ended, also when one ${what} is the last`, async () => {
      const calls = [new OpenCall(), new OpenCall(), new OpenCall()] as const;
      const results = Promise.allSettled(
        calls.map(async (call, index) => flights.join(String(index), 0, call.start)),
      );
      flights.cancel('0');
      flights.retire('1');
      let haveEnded = false;
      const ended = flights.ended().then(() => {
        haveEnded = true;
      });
      for (const call of calls.filter((_call, index) => index !== last)) {
        call.end('token');
      }
      await settled();
      const before = haveEnded;
      calls[last]?.fail(new TokenError('network'));
      await ended;
      await results;
      assert.deepEqual([before, haveEnded], [false, true]);
    });
  }
});

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { find } from '../../../../src/vscode/doctor/finding';

const { signal } = new AbortController();

function failure(properties: object): Error {
  return Object.assign(new Error('test-secret-in-an-error'), properties);
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

// Seen to fail when: there is no limit; the signal is not heard, or not if it was aborted before; the timer or the listener stays; the error’s text, or any code,
// is shown, or no code or name at all; what was found is lost.
describe('a look at something', () => {
  it('brings what was found', async () => {
    assert.deepEqual(await find(async () => Promise.resolve(5), signal), { found: 5 });
  });

  it('ends when there is no answer', async () => {
    assert.deepEqual(await find(async () => new Promise(() => undefined), signal, 20), {
      problem: 'no answer within 0.02 s',
    });
  });

  it('ends when the user cancels, also before it began', async () => {
    const abort = new AbortController();
    const during = find(async () => new Promise(() => undefined), abort.signal);
    abort.abort();
    const afterwards = find(async () => new Promise(() => undefined), abort.signal);
    assert.deepEqual(await Promise.all([during, afterwards]), [
      { problem: 'cancelled' },
      { problem: 'cancelled' },
    ]);
  });

  it('keeps no timer when it is over', async () => {
    // Not the first step: the test runner's own timer starts after that.
    await find(async () => Promise.resolve(5), signal);
    const before = timers();
    await find(async () => Promise.resolve(5), signal, 60_000);
    const after = timers();
    assert.equal(after, before);
  });

  it('does not listen to the signal any more when it is over', async () => {
    const abort = new AbortController();
    await find(async () => Promise.resolve(5), abort.signal);
    assert.deepEqual(getEventListeners(abort.signal, 'abort'), []);
  });

  for (const [what, error, problem] of [
    ['an error of the system by its code', failure({ code: 'EACCES' }), 'failed (EACCES)'],
    ['a defect by the name of its class', new TypeError('test-secret'), 'failed (TypeError)'],
    ['any other error without its text', failure({ code: 'test-secret-1', name: 'test-secret-2' }), 'failed'],
    ['a thrown text without it', 'test-secret-text', 'failed'],
  ] as const) {
    it(`tells of ${what}`, async () => {
      const work = async (): Promise<unknown> =>
        Promise.resolve().then(() => {
          // Storages of other people throw what they like.
          throw error as Error;
        });
      assert.deepEqual(await find(work, signal), { problem });
    });
  }
});

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { longestAnswer, longestAnswerThen, ResilientSecrets } from '../../../src/vscode/resilientSecrets';
import { FakeClock, settled } from '../../fakes/fakeClock';
import { FaultySecretStorage, finish } from '../../fakes/faultySecretStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';

const unreadable = { name: 'TokenError', kind: 'storage' };

let clock: FakeClock;
let storage: FaultySecretStorage;
let logger: RecordingLogger;
let secrets: ResilientSecrets;
let told: number;
let heard: string[];

function openStorage(): void {
  clock = new FakeClock();
  storage = new FaultySecretStorage(clock);
  logger = new RecordingLogger();
  told = 0;
  secrets = new ResilientSecrets({
    secrets: storage,
    clock,
    logger,
    notKept: () => {
      told += 1;
    },
  });
  heard = [];
  secrets.onDidChange(({ key }) => heard.push(key));
}

// Seen to fail when: `null` is passed on; nothing is announced that the storage did not take; the user is told each time; the log complains each time, or once for
// ever; the storage’s own error is thrown; a write that rejects counts as failed without a look.
describe('the secrets of a window', () => {
  beforeEach(openStorage);

  it('are those of a storage that works, and nothing is said', async () => {
    await secrets.store('one', 'first');
    await secrets.store('two', 'second');
    await secrets.delete('two');
    await settled();
    assert.deepEqual(
      {
        one: await secrets.get('one'),
        two: await secrets.get('two'),
        held: Object.fromEntries(storage.values),
        heard,
        told,
        lines: logger.lines,
      },
      {
        one: 'first',
        two: undefined,
        held: { one: 'first' },
        heard: ['one', 'two', 'two'],
        told: 0,
        lines: [],
      },
    );
  });

  it('take `null` for nothing, as some editors say it', async () => {
    Object.assign(storage, { get: async () => Promise.resolve(null) });
    assert.equal(await secrets.get('one'), undefined);
  });

  it('are announced when only this window knows of the change', async () => {
    storage.values.set('two', 'old');
    storage.faults = { store: 'rejects', delete: 'rejects' };
    await secrets.store('one', 'first');
    await assert.rejects(secrets.delete('two'), unreadable);
    assert.deepEqual(heard, ['one', 'two']);
  });

  it('are told of once, however many cannot be stored', async () => {
    storage.faults = { store: 'rejects' };
    await secrets.store('one', 'first');
    await secrets.store('two', 'second');
    await secrets.store('one', 'third');
    assert.deepEqual([told, await secrets.get('one'), await secrets.get('two')], [1, 'third', 'second']);
  });

  it('are complained about in the log once for a condition, and again when it comes back', async () => {
    const read = async (): Promise<unknown> => secrets.get('one').catch(() => undefined);
    storage.faults = { get: 'rejects' };
    await read();
    await read();
    storage.faults = {};
    await read();
    storage.faults = { get: 'rejects' };
    await read();
    assert.deepEqual(
      logger.lines.map(({ message }) => message),
      ['VS Code’s secret storage cannot be read.', 'VS Code’s secret storage cannot be read.'],
    );
  });

  it('do not come with what the storage said', async () => {
    Object.assign(storage, { get: async () => Promise.reject(new Error('test-secret-in-an-error')) });
    const error: unknown = await secrets.get('one').catch((reason: unknown) => reason);
    assert.equal(inspect(error, { depth: null, showHidden: true }).includes('test-secret'), false);
  });

  it('are stored after all when another error hid that they were', async () => {
    const { values } = storage;
    Object.assign(storage, {
      store: async (key: string, value: string) => {
        values.set(key, value);
        return Promise.reject(new Error('The reply was lost.'));
      },
    });
    await secrets.store('one', 'first');
    assert.equal(told, 0);
  });
});

// Seen to fail when: there is no time limit; everybody waits for the whole of it; a late answer does not restore it; a timer stays.
describe('a storage that does not answer', () => {
  beforeEach(openStorage);

  it('is waited for at first, and then hardly, so that a command with many questions comes to its end', async () => {
    storage.faults = { get: 'silent' };
    const waits: number[] = [];
    for (const key of ['one', 'two', 'three']) {
      const begin = clock.uptime();
      await assert.rejects(finish(clock, secrets.get(key)), unreadable);
      waits.push(clock.uptime() - begin);
    }
    assert.deepEqual(waits, [longestAnswer, longestAnswerThen, longestAnswerThen]);
  });

  it('is waited for as long as ever once it has answered', async () => {
    storage.faults = { get: 'tooSlow' };
    await assert.rejects(finish(clock, secrets.get('one')), unreadable);
    await clock.advance(25_000);
    const begin = clock.uptime();
    await assert.rejects(finish(clock, secrets.get('one')), unreadable);
    assert.equal(clock.uptime() - begin, longestAnswer);
  });

  it('leaves no timer behind when it does', async () => {
    storage.faults = { get: 'slow', store: 'slow' };
    await finish(clock, secrets.store('one', 'first'));
    await finish(clock, secrets.get('one'));
    assert.deepEqual(clock.waiting, []);
  });
});

// Seen to fail when: the writes of a key do not wait for each other, or wait for those of every key; a write that was overtaken is sent all the same, or gives up
// what a later one keeps; an event counts before the write was sent; what is kept is not read.
describe('a write that takes effect late', () => {
  beforeEach(openStorage);

  /** The first write is under way for longer than anybody waits. */
  async function firstHangs(write: Promise<void>): Promise<void> {
    const given = write.catch(() => undefined);
    await clock.advance(2 * longestAnswer);
    await given;
    storage.faults = {};
  }

  it('counts as stored from then on', async () => {
    storage.faults = { store: 'tooSlow' };
    await firstHangs(secrets.store('one', 'first'));
    await clock.advance(10_000);
    storage.values.set('one', 'of another window');
    assert.equal(await secrets.get('one'), 'of another window');
  });

  it('does not land on a later one', async () => {
    storage.faults = { store: 'tooSlow' };
    await firstHangs(secrets.store('one', 'first'));
    await finish(clock, secrets.store('one', 'second'));
    await clock.advance(30_000);
    assert.deepEqual(
      [storage.values.get('one'), await secrets.get('one'), storage.done],
      ['second', 'second', ['store one', 'store one']],
    );
  });

  it('does not bring back what was deleted since', async () => {
    storage.faults = { store: 'tooSlow' };
    await firstHangs(secrets.store('one', 'first'));
    const deleted = secrets.delete('one').catch(() => undefined);
    await clock.advance(30_000);
    await deleted;
    assert.deepEqual([storage.values.has('one'), await secrets.get('one')], [false, undefined]);
  });

  it('is followed by the deletion that waits for it, whatever is announced meanwhile', async () => {
    const left: boolean[] = [];
    for (const [key, before] of Object.entries({ none: undefined, one: 'old' })) {
      if (before !== undefined) {
        storage.values.set(key, before);
      }
      storage.faults = { store: 'tooSlow' };
      const write = secrets.store(key, 'first');
      await clock.advance(0);
      const both = Promise.allSettled([write, secrets.delete(key)]);
      await storage.repeatChange(key);
      await clock.advance(30_000);
      await both;
      left.push(storage.values.has(key));
    }
    assert.deepEqual(left, [false, false]);
  });

  it('is left out when there are later ones by then', async () => {
    storage.faults = { store: 'tooSlow' };
    const first = secrets.store('one', 'first');
    await clock.advance(0);
    storage.faults = {};
    await finish(clock, Promise.all([first, secrets.store('one', 'second'), secrets.store('one', 'third')]));
    await clock.advance(30_000);
    assert.deepEqual([storage.values.get('one'), storage.done.length], ['third', 2]);
  });

  it('does not keep the writes of other keys', async () => {
    storage.faults = { store: 'silent' };
    await firstHangs(secrets.store('one', 'first'));
    await secrets.store('two', 'second');
    assert.equal(storage.values.get('two'), 'second');
  });

  it('is read by this window as if it had been stored at once', async () => {
    storage.faults = { store: 'slow' };
    const write = secrets.store('one', 'first');
    assert.equal(await secrets.get('one'), 'first');
    await finish(clock, write);
  });
});

// Seen to fail when: every event gives up what is kept, or one whose news nobody can judge; events are not passed on, or still are after the end.
describe('an event that comes late or twice', () => {
  beforeEach(openStorage);

  it('does not bring back the value before the one that could not be stored', async () => {
    storage.values.set('one', 'old');
    storage.faults = { store: 'rejects' };
    await secrets.store('one', 'new');
    await storage.repeatChange('one');
    await settled();
    assert.equal(await secrets.get('one'), 'new');
  });

  it('does not bring back what was deleted in vain, though nobody knew what was there', async () => {
    storage.values.set('one', 'old');
    storage.faults = { get: 'rejects', store: 'rejects', delete: 'rejects' };
    await assert.rejects(secrets.delete('one'), unreadable);
    storage.faults = {};
    await storage.repeatChange('one');
    await settled();
    assert.equal(await secrets.get('one'), undefined);
  });

  it('is passed on, as what it may be: news', async () => {
    await storage.repeatChange('one');
    await settled();
    assert.deepEqual(heard, ['one']);
  });

  it('is not passed on any more after the end', async () => {
    secrets.dispose();
    await storage.repeatChange('one');
    await settled();
    assert.deepEqual(heard, []);
  });
});

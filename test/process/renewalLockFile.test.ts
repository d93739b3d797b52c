import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RenewalLockFile } from '../../src/vscode/renewalLockFile';
import { RecordingLogger } from '../fakes/recordingLogger';

const key = 'https%3A%2F%2Fsandbox.nomba.com|client|account';
/** SHA-256 of the key. */
const lockName = '39398eb854dfbfe6ee85a9c85de7d8043bb02a7b5654bde011fa80f53c80ae2c.lock';

const tooLong = {
  level: 'warn',
  message: 'Another window holds the lock file for too long; going ahead without it.',
};

// Seen to fail when: its folder is not made; its name can be read, or is the same for all; it is not released, or not after a failure, which is swallowed; the patience has
// no end, is asked for once, or is none; a lock is taken after a short silence, by its time alone or by looks alone, never, never with a time in the future or without an
// owner; there is no heartbeat; a loss is never or always told, or not said; no lock is an error, or not said; what is gone cannot be released, another’s is, an error is
// thrown or swallowed.
describe('RenewalLockFile', () => {
  let root: string;
  let folder: string;
  let logger: RecordingLogger;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'nomba-lock-'));
    folder = join(root, 'not', 'there yet');
    logger = new RecordingLogger();
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  /** The lock of a window that does not renew it, made so many ms from now. */
  async function leaveLock(offset: number): Promise<void> {
    const owner = join(folder, lockName, 'another window');
    await mkdir(join(folder, lockName), { recursive: true });
    await writeFile(owner, '');
    const time = new Date(Date.now() + offset);
    await utimes(owner, time, time);
  }

  it('holds one lock in a folder that it makes, named so that nothing can be read from it, and leaves none behind', async () => {
    const lock = new RenewalLockFile(folder, logger);
    const during = await lock.run(key, async () => readdir(folder));
    assert.deepEqual([during, await readdir(folder), logger.lines], [[lockName], [], []]);
  });

  it('lets the second wait until the first has done', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const began = new Promise<void>((resolve) => {
      const first = new RenewalLockFile(folder, logger).run(key, async () => {
        order.push('first begins');
        resolve();
        await new Promise<void>((done) => {
          finish = done;
        });
        order.push('first ends');
      });
      void first;
    });
    await began;
    const second = new RenewalLockFile(folder, logger).run(key, async () => {
      order.push('second begins');
      return Promise.resolve();
    });
    const third = new RenewalLockFile(folder, logger).run('another key', async () => {
      order.push('another key is not held up');
      return Promise.resolve();
    });
    await third;
    finish();
    await second;
    assert.deepEqual(
      [order, logger.lines],
      [['first begins', 'another key is not held up', 'first ends', 'second begins'], []],
    );
  });

  it('gives the lock back when the work fails, and passes the failure on', async () => {
    const lock = new RenewalLockFile(folder, logger);
    const failure = new Error('failed');
    await assert.rejects(
      lock.run(key, async () => Promise.reject(failure)),
      failure,
    );
    assert.deepEqual(await readdir(folder), []);
  });

  it('goes ahead without the lock when it has lost patience, and says so', async () => {
    await leaveLock(0);
    const result = await new RenewalLockFile(folder, logger, () => 0).run(key, async () =>
      Promise.resolve('done'),
    );
    assert.deepEqual([result, await readdir(folder), logger.lines], ['done', [lockName], [tooLong]]);
  });

  it('asks how patient it is each time', async () => {
    await leaveLock(0);
    const patience = [300, 0];
    const lock = new RenewalLockFile(folder, logger, () => patience.shift() ?? assert.fail());
    const durations = [];
    for (let time = 0; time < 2; time += 1) {
      const start = performance.now();
      await lock.run(key, async () => Promise.resolve());
      durations.push(performance.now() - start);
    }
    const [first = 0, second = 0] = durations;
    assert.deepEqual([first >= 300, second < 300, patience], [true, true, []]);
  });

  it('takes the lock of a window that is no longer alive', async () => {
    await leaveLock(-11_000);
    const result = await new RenewalLockFile(folder, logger).run(key, async () => Promise.resolve('done'));
    assert.deepEqual([result, await readdir(folder), logger.lines], ['done', [], []]);
  });

  it('takes the lock of a window that is no longer alive and was locked before the clock was put back', async () => {
    await leaveLock(3_600_000);
    const lock = new RenewalLockFile(folder, logger, undefined, { stale: 1_000 });
    const result = await lock.run(key, async () => Promise.resolve('done'));
    assert.deepEqual([result, await readdir(folder), logger.lines], ['done', [], []]);
  });

  it('leaves a lock alone that was silent for less than its life', async () => {
    await leaveLock(0);
    await new RenewalLockFile(folder, logger, () => 1_000, { stale: 2_000 }).run(key, async () =>
      Promise.resolve(),
    );
    assert.deepEqual(logger.lines, [tooLong]);
  });

  it('takes a lock that its owner left behind without its name', async () => {
    await mkdir(join(folder, lockName), { recursive: true });
    const result = await new RenewalLockFile(folder, logger).run(key, async () => Promise.resolve('done'));
    assert.deepEqual([result, await readdir(folder), logger.lines], ['done', [], []]);
  });

  it('does not take the lock of a living window when the clock jumps', async () => {
    const options = { stale: 1_000 };
    const first = new RenewalLockFile(folder, logger, undefined, options);
    const second = new RenewalLockFile(folder, logger, () => 600, options);
    await first.run(key, async () => {
      const [owner = ''] = await readdir(join(folder, lockName));
      const longAgo = new Date(Date.now() - 3_600_000);
      await utimes(join(folder, lockName, owner), longAgo, longAgo);
      await second.run(key, async () => Promise.resolve());
    });
    assert.deepEqual(logger.lines, [tooLong]);
  });

  it('keeps its lock for longer than a lock lives without it', async () => {
    const options = { stale: 500 };
    const first = new RenewalLockFile(folder, logger, undefined, options);
    const second = new RenewalLockFile(folder, logger, () => 1_500, options);
    await first.run(key, async () => second.run(key, async () => Promise.resolve()));
    assert.deepEqual(logger.lines, [tooLong]);
  });

  it('tells the work that asks whether the lock was lost', async () => {
    const lock = new RenewalLockFile(folder, logger);
    const answers = await lock.run(key, async (isLost) => {
      const before = await isLost();
      await rm(join(folder, lockName), { recursive: true });
      return [before, await isLost()];
    });
    assert.deepEqual(answers, [false, true]);
  });

  it('says when the lock was lost while it was held', async () => {
    const said = new Promise<string>((resolve) => {
      logger.info = resolve;
    });
    const lock = new RenewalLockFile(folder, logger, undefined, { stale: 1_000 });
    const message = await lock.run(key, async () => {
      await rm(join(folder, lockName), { recursive: true });
      return said;
    });
    assert.deepEqual(
      [message, logger.lines],
      ['The lock file was lost while it was held; another window may do the same work.', []],
    );
  });

  it('goes ahead at once where no folder can be made, and says so', async () => {
    await writeFile(join(root, 'not'), 'a file where a folder should be');
    const result = await new RenewalLockFile(folder, logger).run(key, async () => Promise.resolve('done'));
    assert.deepEqual(
      [result, logger.lines],
      [
        'done',
        [
          {
            level: 'warn',
            message: 'The lock file is not to be had (ENOTDIR); going ahead without it.',
          },
        ],
      ],
    );
  });

  it('goes ahead at once where the lock itself cannot be made, and says so', async () => {
    const path = join(folder, lockName);
    await mkdir(folder, { recursive: true });
    await writeFile(path, 'a file that was left where the lock should be');
    const longAgo = new Date(Date.now() - 11_000);
    await utimes(path, longAgo, longAgo);
    const result = await new RenewalLockFile(folder, logger).run(key, async () => Promise.resolve('done'));
    assert.deepEqual(
      [result, logger.lines],
      [
        'done',
        [
          {
            level: 'warn',
            message: 'The lock file is not to be had (ENOTDIR); going ahead without it.',
          },
        ],
      ],
    );
  });

  it('says nothing when there is nothing to release, because the lock was lost meanwhile', async () => {
    const result = await new RenewalLockFile(folder, logger).run(key, async () => {
      await rm(join(folder, lockName), { recursive: true });
      await leaveLock(0);
      return 'done';
    });
    assert.deepEqual(
      [result, await readdir(join(folder, lockName)), logger.lines],
      ['done', ['another window'], []],
    );
  });

  it('keeps the result of the work when the lock cannot be released, and says so', async () => {
    const result = await new RenewalLockFile(folder, logger).run(key, async () => {
      await rm(join(folder, lockName), { recursive: true });
      await writeFile(join(folder, lockName), 'a file where the lock should be');
      return 'done';
    });
    assert.deepEqual(
      [result, logger.lines],
      [
        'done',
        [
          {
            level: 'warn',
            message: 'The lock file could not be released (ENOTDIR); it will expire by itself.',
          },
        ],
      ],
    );
  });

  it('keeps the result of the work when the lock has vanished meanwhile', async () => {
    const lock = new RenewalLockFile(folder, logger);
    const result = await lock.run(key, async () => {
      await rm(join(folder, lockName), { recursive: true });
      return 'done';
    });
    assert.deepEqual([result, logger.lines], ['done', []]);
  });
});

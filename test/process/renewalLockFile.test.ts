import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unlock } from 'proper-lockfile';
import { RenewalLockFile } from '../../src/vscode/renewalLockFile';
import { RecordingLogger } from '../fakes/recordingLogger';

const key = 'https%3A%2F%2Fsandbox.nomba.com|client|account';
/** SHA-256 of the key. */
const lockName = '39398eb854dfbfe6ee85a9c85de7d8043bb02a7b5654bde011fa80f53c80ae2c.lock';

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
    await mkdir(join(folder, lockName), { recursive: true });
    const result = await new RenewalLockFile(folder, logger, 0).run(key, async () => Promise.resolve('done'));
    assert.deepEqual(
      [result, await readdir(folder), logger.lines],
      [
        'done',
        [lockName],
        [
          {
            level: 'warn',
            message: 'Another window holds the renewal lock for too long; going ahead without it.',
          },
        ],
      ],
    );
  });

  it('takes the lock of a window that is no longer alive', async () => {
    await mkdir(join(folder, lockName), { recursive: true });
    const longAgo = new Date(Date.now() - 11_000);
    await utimes(join(folder, lockName), longAgo, longAgo);
    const result = await new RenewalLockFile(folder, logger, 0).run(key, async () => Promise.resolve('done'));
    assert.deepEqual([result, await readdir(folder), logger.lines], ['done', [], []]);
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
            message: 'The renewal lock is not to be had (ENOTDIR); going ahead without it.',
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
            message: 'The renewal lock is not to be had (ENOTDIR); going ahead without it.',
          },
        ],
      ],
    );
  });

  it('says nothing when there is nothing to release, because the lock was lost meanwhile', async () => {
    const result = await new RenewalLockFile(folder, logger).run(key, async () => {
      await unlock(join(folder, lockName.replace(/\.lock$/, '')), { realpath: false });
      return 'done';
    });
    assert.deepEqual([result, logger.lines], ['done', []]);
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

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LockFile, lockOwner, type LockOwner } from '../../src/vscode/lockFile';

// Seen to fail when: the record names another process or machine; a look changes the folder; a lock without an owner, or none, is an error; a silence has no sign; a record
// is read whatever its size, must be JSON, must be an object, or may have any value for the process; every owner is of this machine.
describe('a look at a lock', () => {
  let path: string;
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'nomba-owner-'));
    path = join(root, 'lock');
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  async function leave(record: string, age: number): Promise<void> {
    await mkdir(path);
    await writeFile(join(path, 'owner'), record);
    const time = new Date(Date.now() - age);
    await utimes(join(path, 'owner'), time, time);
  }

  /** With the silence in whole minutes. */
  async function look(): Promise<LockOwner | undefined> {
    const owner = await lockOwner(path);
    return owner && { ...owner, silence: Math.round(owner.silence / 60_000) };
  }

  it('names who holds it, and does not disturb it', async () => {
    const lock = new LockFile(path, 10_000);
    await lock.tryAcquire(() => {
      assert.fail('The lock was lost.');
    });
    const before = [await readdir(path), (await stat(path)).mtimeMs];
    const owner = await look();
    const after = [await readdir(path), (await stat(path)).mtimeMs];
    await lock.release();
    assert.deepEqual(
      [owner, after, await look()],
      [{ silence: 0, pid: process.pid, onThisMachine: true }, before, undefined],
    );
  });

  it('finds nobody where there is no lock, and where one is just being claimed', async () => {
    const none = await look();
    await mkdir(path);
    assert.deepEqual([none, await look()], [undefined, undefined]);
  });

  it('tells for how long an owner has been silent, or that its heartbeat lies in the future', async () => {
    await leave('{"pid":4711,"host":"another-machine.example"}', 42 * 60_000);
    const past = await look();
    const time = new Date(Date.now() + 5 * 60_000);
    await utimes(join(path, 'owner'), time, time);
    assert.deepEqual(
      [past, await look()],
      [
        { silence: 42, pid: 4711, onThisMachine: false },
        { silence: -5, pid: 4711, onThisMachine: false },
      ],
    );
  });

  for (const [what, record] of [
    ['no JSON', 'garbage'],
    ['no object', 'null'],
    ['another kind of value', '{"pid":"4711"}'],
    ['larger than a record can be', `{"pid":4711,"host":"${'x'.repeat(2_000)}"}`],
  ] as const) {
    it(`does without a record that is ${what}`, async () => {
      await leave(record, 0);
      assert.deepEqual(await look(), { silence: 0, pid: undefined, onThisMachine: false });
    });
  }
});

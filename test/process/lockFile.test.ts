import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LockFile } from '../../src/vscode/lockFile';
import { Contender, type ContenderReport, type ContenderSetup } from './lockContenders';

const tooLong = 'Another window holds the lock file for too long; going ahead without it.';
const ready: ContenderReport = { kind: 'ready', changes: [] };
const working: ContenderReport = { kind: 'working' };
const done: ContenderReport = { kind: 'done', changes: [] };

const neverLost = (): void => {
  assert.fail('The lock was lost.');
};

// Seen to fail when: the record names another process; the heartbeat keeps the process running; a takeover clears the whole folder away, or comes after a short silence
// or never; a claim does not look who else has written; a lost race counts as won; the lock adds a listener to the process, or puts a function in the place of one of Node’s;
// the end of the patience is not said; every owner has one name, the heartbeat makes an owner anew, or a loss is not said (the last test then waits in vain).
describe('LockFile', function () {
  // Each contender is a process that compiles what it loads.
  this.timeout(60_000);

  let root: string;
  let setup: ContenderSetup;
  let contenders: Contender[];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'nomba-contenders-'));
    setup = {
      folder: join(root, 'locks'),
      patience: 60_000,
      stale: 10_000,
      counter: join(root, 'counter'),
      times: 0,
    };
    contenders = [];
  });
  afterEach(async () => {
    for (const contender of contenders) {
      contender.signal('SIGKILL');
    }
    await Promise.all(contenders.map(async ({ exited }) => exited));
    await rm(root, { recursive: true });
  });

  /** Starts a process that is ready to contend. */
  async function start(changes: Partial<ContenderSetup> = {}): Promise<Contender> {
    const contender = new Contender({ ...setup, ...changes });
    contenders.push(contender);
    return contender.reported('ready');
  }

  async function startAll(count: number, changes: Partial<ContenderSetup>): Promise<Contender[]> {
    return Promise.all(Array.from({ length: count }, async () => start(changes)));
  }

  it('names its owner, which a person may want to find', async () => {
    const path = join(root, 'lock');
    const lock = new LockFile(path, 10_000);
    assert.equal(await lock.tryAcquire(neverLost), true);
    const [owner = ''] = await readdir(path);
    const record = JSON.parse(await readFile(join(path, owner), 'utf8')) as { pid: number };
    await lock.release();
    assert.equal(record.pid, process.pid);
  });

  it('does not keep a process running because of a lock that it holds', async () => {
    const lock = new LockFile(join(root, 'lock'), 10_000);
    // Not the first step: the test runner's own timer starts after that.
    await readdir(root);
    const before = process.getActiveResourcesInfo();
    assert.equal(await lock.tryAcquire(neverLost), true);
    const during = process.getActiveResourcesInfo();
    await lock.release();
    assert.deepEqual(timersIn(during), timersIn(before));
  });

  for (const remains of ['its owner', 'nothing']) {
    it(`lets one of many take over a lock of which ${remains} was left behind, when all find it in the same instant`, async () => {
      const winners: number[] = [];
      for (let round = 0; round < 100; round += 1) {
        const path = join(root, `round ${round}`);
        await mkdir(path);
        if (remains === 'its owner') {
          await leaveOwner(path);
        }
        const locks = Array.from({ length: 8 }, () => new LockFile(path, 400));
        let held: LockFile[] = [];
        while (held.length === 0) {
          const acquired = await Promise.all(locks.map(async (lock) => lock.tryAcquire(neverLost)));
          held = locks.filter((_, index) => acquired[index]);
        }
        winners.push(held.length);
        await Promise.all(held.map(async (lock) => lock.release()));
      }
      assert.deepEqual(winners, Array<number>(100).fill(1));
    });
  }

  it('lets 8 processes count to 1600 without losing one, and leaves what they share with others as it was', async () => {
    await writeFile(setup.counter, '0');
    const all = await startAll(8, { times: 200 });
    for (const contender of all) {
      contender.goOn();
    }
    await Promise.all(all.map(async ({ exited }) => exited));
    assert.deepEqual(
      [await readFile(setup.counter, 'utf8'), await readdir(setup.folder), all.map(({ reports }) => reports)],
      ['1600', [], all.map(() => [ready, done])],
    );
  });

  it('lets one of the waiting processes take over the lock of one that was killed', async () => {
    const killed = await start();
    killed.goOn();
    await killed.reported('working');
    const waiting = await startAll(4, { patience: 4_000, stale: 1_500 });
    for (const contender of waiting) {
      contender.goOn();
    }
    killed.signal('SIGKILL');
    await Promise.all(waiting.map(async (contender) => contender.reported('working')));
    // The first one works until the patience of the others is over.
    for (const contender of waiting) {
      contender.goOn();
    }
    await Promise.all(waiting.map(async ({ exited }) => exited));
    const outcomes = waiting.map(({ reports }) => reports).sort((a, b) => a.length - b.length);
    const wentAhead = [ready, { kind: 'logged', message: tooLong }, working, done];
    assert.deepEqual(outcomes, [[ready, working, done], wentAhead, wentAhead, wentAhead]);
  });

  // Windows cannot stop a process.
  if (process.platform !== 'win32') {
    it('leaves the next owner alone when a process goes on that was stopped while it held the lock', async () => {
      const stopped = await start({ stale: 1_000 });
      const next = await start({ stale: 1_000 });
      stopped.goOn();
      await stopped.reported('working');
      stopped.signal('SIGSTOP');
      next.goOn();
      await next.reported('working');
      // So that whatever happens to the lock from here on is the first one's doing.
      next.signal('SIGSTOP');
      const before = await ownersOf(setup.folder);
      stopped.signal('SIGCONT');
      await stopped.reported('logged');
      stopped.goOn();
      await stopped.exited;
      const after = await ownersOf(setup.folder);
      const message = 'The lock file was lost while it was held; another window may do the same work.';
      assert.deepEqual(
        [after, before.length, stopped.reports, next.reports],
        [before, 1, [ready, working, { kind: 'logged', message }, done], [ready, working]],
      );
    });
  }
});

async function leaveOwner(path: string): Promise<void> {
  const owner = join(path, 'another process');
  const longAgo = new Date(Date.now() - 60_000);
  await writeFile(owner, '');
  await utimes(owner, longAgo, longAgo);
}

function timersIn(resources: readonly string[]): readonly string[] {
  return resources.filter((resource) => resource === 'Timeout');
}

/** The owners of the only lock in a folder, and when they renewed it last. */
async function ownersOf(folder: string): Promise<(readonly [string, number])[]> {
  const [name = ''] = await readdir(folder);
  const path = join(folder, name);
  const owners = await readdir(path);
  return Promise.all(owners.map(async (owner) => [owner, (await stat(join(path, owner))).mtimeMs] as const));
}

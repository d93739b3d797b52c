import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { crowdEnd } from '../../../../src/vscode/secretScan/crowd';
import { clientSecret, labelled, otherSecret, ScanWorld } from './scanWorld';

/** More than the changed files that are remembered. */
const many = 10_001;

// Seen to fail when: what was listed counts as changed; a file that waits counts again; what was found is forgotten, or has everything listed, because so many files have changed; each file that is
// written is looked for among all that was found.
describe('SecretScan of a large workspace', () => {
  let world: ScanWorld;
  let listings: number;

  beforeEach(() => {
    world = new ScanWorld();
    listings = 0;
    const { list } = world;
    world.list = async (signal) => {
      listings += 1;
      return list(signal);
    };
  });

  afterEach(() => {
    world.scan.dispose();
    assert.deepEqual(world.failures, []);
  });

  function fill(count: number, text: string): void {
    for (let number = 0; number < count; number += 1) {
      world.files.set(`file:///${number}`, text);
    }
  }

  it('is listed once, and each of its files is counted once, while one of them changes all the time', async () => {
    fill(12_000, 'a');
    const result = world.scan.scanWorkspace();
    for (let changes = 1; world.progress[0]?.hasEnded === false && changes < 20;) {
      if (world.searched.length >= changes * 1_500) {
        changes += 1;
        world.scan.fileChanged('file:///7');
        await world.clock.advance(crowdEnd);
      }
      await setImmediate();
    }
    const { outcome, ...counts } = await result;
    assert.deepEqual(
      { outcome, counts, listings, others: world.searched.filter((uri) => uri !== 'file:///7').length },
      {
        outcome: 'done',
        counts: { secrets: { times: 0, files: 0 }, names: { times: 0, files: 0 }, searched: 12_000 },
        listings: 1,
        others: 11_999,
      },
    );
  });

  it('is not listed to search again what had a secret, however much that is, cancelled or not', async () => {
    fill(many, clientSecret);
    await world.scan.scanWorkspace();
    const newToken = async (): Promise<number> => {
      world.secrets = [labelled(clientSecret), labelled(otherSecret, 'shop', 'access token')];
      world.scan.secretsChanged(false);
      await world.settle();
      return listings;
    };
    const before = await newToken();
    const result = world.scan.scanWorkspace();
    world.progress.at(-1)?.cancel();
    await result;
    await world.scan.scanned();
    listings = 0;
    assert.deepEqual([before, await newToken()], [1, 0]);
  });

  it('is listed once when too many files were written to remember, and what was found in one that is gone vanishes', async () => {
    world.files.set('file:///gone', clientSecret);
    await world.scan.scanWorkspace();
    world.files.delete('file:///gone');
    for (let number = 0; number < many; number += 1) {
      world.scan.fileChanged(`file:///other/${number}`);
    }
    world.scan.fileChanged('file:///gone');
    await world.settle();
    assert.deepEqual({ listings, shown: [...world.shown.keys()] }, { listings: 2, shown: [] });
  });

  it('takes little time to tell whether something was found in what is written', async () => {
    fill(10_000, clientSecret);
    await world.scan.scanWorkspace();
    const start = process.cpuUsage();
    for (let number = 0; number < 40_000; number += 1) {
      world.scan.fileChanged(`file:///other/${number % 100}`);
    }
    await world.settle();
    const { user } = process.cpuUsage(start);
    assert.ok(user < 1_000_000, `${user} µs`);
  });
});

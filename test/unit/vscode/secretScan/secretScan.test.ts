import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { GitState } from '../../../../src/vscode/secretScan/gitStates';
import { crowdEnd } from '../../../../src/vscode/secretScan/crowd';
import {
  clientSecret,
  labelled,
  longFileIn,
  manyFilesIn,
  name,
  none,
  otherSecret,
  ScanWorld,
  unreadable,
} from './scanWorld';

// Seen to fail when: a cancelled scan goes on, comes back by itself, or never comes back; a new profile, another client secret, or files that had a secret are not searched; erased
// secrets stay on show; a storage that cannot be read is taken for an empty one; progress is always shown; each change is searched at once; git is asked at each change, or never
// again; there is no pause; too many changes are forgotten; what is disposed of goes on; files are listed or read, or
// git is asked, where that is not allowed; the workspace is not searched once it is; names that are published count in any text; git is asked about these.
describe('SecretScan', () => {
  let world: ScanWorld;

  beforeEach(() => {
    world = new ScanWorld();
  });

  afterEach(() => {
    world.scan.dispose();
    assert.deepEqual(world.failures, []);
  });

  it('searches what is open and the whole workspace when it starts', async () => {
    world.open.set('untitled:one', `a\n  ${clientSecret}`);
    world.files.set('file:///a', clientSecret).set('file:///b', 'nothing');
    world.git.set('file:///a', 'tracked');
    world.scan.secretsChanged(false);
    await world.settle();
    assert.deepEqual(
      { searched: world.searched, shown: Object.fromEntries(world.shown), asked: world.asked },
      {
        searched: ['untitled:one', 'file:///a', 'file:///b'],
        shown: {
          'untitled:one': ['client secret of shop 1:2 unknown'],
          'file:///a': ['client secret of shop 0:0 tracked'],
        },
        asked: [['untitled:one'], ['file:///a']],
      },
    );
  });

  it('searches only what can publish a secret when none is stored', async () => {
    world.secrets = [];
    world.open.set('untitled:one', name).set('untitled:.env', `A=1\n${name}`);
    world.files.set('file:///a', name).set('file:///.env', name);
    world.scan.secretsChanged(false);
    await world.settle();
    assert.deepEqual(
      { searched: world.searched, shown: Object.fromEntries(world.shown), asked: world.asked },
      {
        searched: ['untitled:.env', 'file:///.env'],
        shown: { 'untitled:.env': ['name 1:0'], 'file:///.env': ['name 0:0'] },
        asked: [],
      },
    );
  });

  it('shows a secret and the name that publishes it in one look', async () => {
    world.files.set('file:///.env', `\r\n${name}${clientSecret}`);
    world.git.set('file:///.env', 'ignored');
    world.scan.secretsChanged(false);
    await world.settle();
    assert.deepEqual(
      { searched: world.searched, shown: world.shown.get('file:///.env') },
      {
        searched: ['file:///.env'],
        shown: ['name 1:0', `client secret of shop 1:${name.length} ignored`],
      },
    );
  });

  it('reads no file and asks git nothing while it may not, but searches what is open', async () => {
    world.mayReadFiles = false;
    world.open.set('file:///open', clientSecret);
    world.files.set('file:///a', clientSecret);
    world.scan.secretsChanged(true);
    world.scan.fileChanged('file:///a');
    world.scan.gitChanged();
    await world.settle();
    const result = await world.scan.scanWorkspace();
    assert.deepEqual(
      {
        searched: [...new Set(world.searched)],
        asked: world.asked,
        shown: Object.fromEntries(world.shown),
        result,
      },
      {
        searched: ['file:///open'],
        asked: [],
        shown: { 'file:///open': ['client secret of shop 0:0 unknown'] },
        result: { outcome: 'done', secrets: { times: 1, files: 1 }, names: none, searched: 0 },
      },
    );
  });

  it('searches the workspace once it may', async () => {
    world.mayReadFiles = false;
    world.files.set('file:///a', clientSecret);
    world.scan.secretsChanged(false);
    await world.settle();
    world.mayReadFiles = true;
    world.scan.secretsChanged(false);
    await world.settle();
    assert.deepEqual([...world.shown.keys()], ['file:///a']);
  });

  it('shows again what it found, without another search, when its severity changes', async () => {
    world.files.set('file:///a', clientSecret);
    world.git.set('file:///a', 'tracked');
    world.scan.secretsChanged(false);
    await world.settle();
    world.shown.clear();
    world.scan.showAgain();
    assert.deepEqual(
      { shown: world.shown.get('file:///a'), searched: world.searched },
      { shown: ['client secret of shop 0:0 tracked'], searched: ['file:///a'] },
    );
  });

  it('searches what is open, and what had a secret, for a new token, and nothing else', async () => {
    world.open.set('untitled:one', 'token-number-2');
    world.files.set('file:///a', `${clientSecret} token-number-2`).set('file:///b', 'token-number-2');
    world.scan.secretsChanged(false);
    await world.settle();
    world.searched.length = 0;
    world.secrets = [labelled(clientSecret), labelled('token-number-2', 'shop', 'access token')];
    world.scan.secretsChanged(false);
    await world.settle();
    assert.deepEqual(world.searched, ['untitled:one', 'file:///a']);
  });

  it('searches the workspace for the client secret of a new profile', async () => {
    world.files.set('file:///a', otherSecret);
    world.scan.secretsChanged(false);
    await world.settle();
    world.secrets = [labelled(clientSecret), labelled(otherSecret, 'other')];
    world.scan.secretsChanged(false);
    await world.settle();
    assert.deepEqual(world.shown.get('file:///a'), ['client secret of other 0:0 unknown']);
  });

  it('searches the workspace for another client secret of the same profile', async () => {
    world.files.set('file:///a', otherSecret);
    world.scan.secretsChanged(false);
    await world.settle();
    world.secrets = [labelled(otherSecret)];
    world.scan.secretsChanged(true);
    await world.settle();
    assert.deepEqual(world.shown.get('file:///a'), ['client secret of shop 0:0 unknown']);
  });

  it('shows nothing any more once the secrets are erased', async () => {
    world.open.set('untitled:one', clientSecret);
    world.files.set('file:///a', clientSecret);
    world.scan.secretsChanged(false);
    await world.settle();
    const before = world.shown.size;
    world.secrets = [];
    world.scan.secretsChanged(true);
    await world.settle();
    assert.deepEqual([before, world.shown.size], [2, 0]);
  });

  it('goes on with what it knows when the secrets cannot be read', async () => {
    world.files.set('file:///a', clientSecret);
    world.scan.secretsChanged(false);
    await world.settle();
    world.secrets = 'unreadable';
    world.scan.secretsChanged(true);
    await world.settle();
    assert.equal(world.shown.size, 1);
  });

  it('says that there was nothing to look for', async () => {
    world.secrets = [];
    world.files.set('file:///.env', 'A=1');
    assert.deepEqual(await world.scan.scanWorkspace(), { outcome: 'noSecrets' });
  });

  it('says that it is not known what to look for', async () => {
    world.secrets = 'unreadable';
    assert.deepEqual(await world.scan.scanWorkspace(), { outcome: 'unreadable' });
  });

  it('searches what is typed once the typing pauses, and does not ask git again', async () => {
    world.open.set('file:///a', clientSecret);
    world.scan.secretsChanged(false);
    await world.settle();
    [world.searched.length, world.asked.length] = [0, 0];
    world.open.set('file:///a', ` ${clientSecret}`);
    for (let change = 0; change < 5; change += 1) {
      world.scan.documentChanged('file:///a');
      await world.clock.advance(crowdEnd - 1);
    }
    const whileTyping = [...world.searched];
    await world.settle();
    assert.deepEqual(
      { whileTyping, searched: world.searched, asked: world.asked, shown: world.shown.get('file:///a') },
      {
        whileTyping: [],
        searched: ['file:///a'],
        asked: [],
        shown: ['client secret of shop 0:1 unknown'],
      },
    );
  });

  it('searches a file that is written later, and forgets one that is gone', async () => {
    world.scan.secretsChanged(false);
    await world.settle();
    world.files.set('file:///a', clientSecret);
    world.scan.fileChanged('file:///a');
    await world.settle();
    const then = [...world.shown.keys()];
    world.files.delete('file:///a');
    world.scan.fileChanged('file:///a');
    await world.settle();
    assert.deepEqual([then, [...world.shown.keys()]], [['file:///a'], []]);
  });

  it('asks git again about what it shows when git may do something else', async () => {
    world.files.set('file:///a', clientSecret);
    world.git.set('file:///a', 'notIgnored');
    world.scan.secretsChanged(false);
    await world.settle();
    world.git.set('file:///a', 'ignored');
    world.scan.gitChanged();
    await world.settle();
    assert.deepEqual(world.shown.get('file:///a'), ['client secret of shop 0:0 ignored']);
  });

  it('tells of the token in a file that is kept current only where git has it or may take it', async () => {
    world.secrets = [labelled(clientSecret), labelled('test-access-token', 'shop', 'access token')];
    const states = ['ignored', 'noRepository', 'tracked', 'notIgnored', 'unknown'] as const;
    for (const state of states) {
      world.files.set(`file:///${state}`, `${clientSecret}\ntest-access-token`);
      world.git.set(`file:///${state}`, state);
      world.kept.add(`file:///${state}`);
    }
    world.files.set('file:///other', 'test-access-token');
    world.git.set('file:///other', 'ignored');
    const result = await world.scan.scanWorkspace();
    const both = (state: GitState): readonly string[] => [
      `client secret of shop 0:0 ${state}`,
      `access token of shop 1:0 ${state}`,
    ];
    assert.deepEqual(
      { result, shown: Object.fromEntries(world.shown) },
      {
        result: { outcome: 'done', secrets: { times: 9, files: 6 }, names: none, searched: 6 },
        shown: {
          'file:///ignored': ['client secret of shop 0:0 ignored'],
          'file:///noRepository': ['client secret of shop 0:0 noRepository'],
          'file:///tracked': both('tracked'),
          'file:///notIgnored': both('notIgnored'),
          'file:///unknown': both('unknown'),
          'file:///other': ['access token of shop 0:0 ignored'],
        },
      },
    );
  });

  it('tells of the token again once git takes the file that is kept current', async () => {
    world.secrets = [labelled('test-access-token', 'shop', 'access token')];
    world.files.set('file:///a', 'test-access-token');
    world.git.set('file:///a', 'ignored');
    world.kept.add('file:///a');
    await world.scan.scanWorkspace();
    const before = world.shown.get('file:///a');
    world.git.set('file:///a', 'notIgnored');
    world.scan.gitChanged();
    await world.settle();
    assert.deepEqual(
      [before, world.shown.get('file:///a')],
      [undefined, ['access token of shop 0:0 notIgnored']],
    );
  });

  it('says what it found when it was asked', async () => {
    world.files.set('file:///a', `${clientSecret} ${clientSecret}`).set('file:///b', clientSecret);
    world.files.set('file:///.env', name).set('file:///picture', unreadable);
    assert.deepEqual(await world.scan.scanWorkspace(), {
      outcome: 'done',
      secrets: { times: 3, files: 2 },
      names: { times: 1, files: 1 },
      searched: 3,
    });
  });

  it('shows no progress for a small workspace that nobody asked to be searched', async () => {
    world.files.set('file:///a', clientSecret);
    world.scan.secretsChanged(true);
    await world.settle();
    assert.deepEqual(world.progress, []);
  });

  it('shows progress whenever it was asked, until everything is searched', async () => {
    world.files.set('file:///a', clientSecret);
    const result = world.scan.scanWorkspace();
    const during = world.progress.map(({ hasEnded }) => hasEnded);
    await result;
    await setImmediate();
    assert.deepEqual([during, world.progress.map(({ hasEnded }) => hasEnded)], [[false], [true]]);
  });

  for (const [what, prepare] of [
    ['many files', manyFilesIn],
    ['a long file', longFileIn],
  ] as const) {
    it(`shows progress for ${what}, until they are searched`, async () => {
      prepare(world);
      world.scan.secretsChanged(true);
      await world.settle();
      await setImmediate();
      assert.deepEqual(
        world.progress.map(({ hasEnded }) => hasEnded),
        [true],
      );
    });
  }

  it('shows no progress for a long file that was written', async () => {
    world.scan.secretsChanged(true);
    await world.settle();
    longFileIn(world);
    world.scan.fileChanged('file:///long');
    await world.settle();
    assert.deepEqual([world.progress, [...world.shown.keys()]], [[], ['file:///long']]);
  });

  it('pauses every few milliseconds', async () => {
    longFileIn(world);
    await world.scan.scanWorkspace();
    // A slice takes one look at the clock, of a millisecond: 31 slices, a pause at each eighth.
    assert.ok(world.pauses >= 3, String(world.pauses));
  });

  it('searches no files any more after it was cancelled, but what is open', async () => {
    longFileIn(world);
    world.onPause = () => world.progress[0]?.cancel();
    const result = await world.scan.scanWorkspace();
    await world.scan.scanned();
    world.searched.length = 0;
    world.scan.secretsChanged(true);
    world.scan.fileChanged('file:///b');
    world.open.set('untitled:one', clientSecret);
    world.scan.documentChanged('untitled:one');
    await world.settle();
    assert.deepEqual(
      { result, searched: world.searched, shown: [...world.shown.keys()] },
      { result: { outcome: 'cancelled' }, searched: ['untitled:one'], shown: ['untitled:one'] },
    );
  });

  it('searches everything again after it was cancelled, when it is asked', async () => {
    longFileIn(world);
    world.onPause = () => world.progress[0]?.cancel();
    await world.scan.scanWorkspace();
    world.onPause = () => undefined;
    const result = await world.scan.scanWorkspace();
    world.files.set('file:///later', clientSecret);
    world.scan.fileChanged('file:///later');
    await world.settle();
    assert.deepEqual(
      { result, shown: [...world.shown.keys()] },
      {
        result: { outcome: 'done', secrets: { times: 1, files: 1 }, names: none, searched: 1 },
        shown: ['file:///long', 'file:///later'],
      },
    );
  });

  it('searches the workspace when too many files were written to remember', async () => {
    world.scan.secretsChanged(false);
    await world.settle();
    world.files.set('file:///last', clientSecret);
    for (let number = 0; number <= 10_000; number += 1) {
      world.scan.fileChanged(`file:///gone/${number}`);
    }
    await world.settle();
    assert.deepEqual([...world.shown.keys()], ['file:///last']);
  });

  it('stops in the middle of a file when it is disposed of', async () => {
    longFileIn(world);
    world.onPause = () => {
      world.scan.dispose();
    };
    await world.scan.scanWorkspace();
    await world.scan.scanned();
    assert.deepEqual({ pauses: world.pauses, shown: world.shown.size }, { pauses: 1, shown: 0 });
  });
});

import assert from 'node:assert/strict';
import { clientSecret, labelled, otherSecret, ScanWorld } from './scanWorld';

// Seen to fail when: only new findings are shown; the files in a folder that is gone are forgotten; what was begun with secrets that are not stored any more is believed; so is what
// was read of a file that is open by now.
describe('SecretScan of what is not there any more', () => {
  let world: ScanWorld;

  beforeEach(() => {
    world = new ScanWorld();
  });

  afterEach(() => {
    world.scan.dispose();
    assert.deepEqual(world.failures, []);
  });

  /** Has the secret found in these files. */
  async function find(...files: readonly string[]): Promise<void> {
    for (const uri of files) {
      world.files.set(uri, clientSecret);
    }
    world.scan.secretsChanged(true);
    await world.settle();
    assert.deepEqual([...world.shown.keys()], files);
  }

  /** What is shown after a change was heard of. */
  async function shown(): Promise<readonly string[]> {
    await world.settle();
    return [...world.shown.keys()];
  }

  it('shows nothing of a text that was edited away in a file that is not open', async () => {
    await find('file:///a', 'file:///b');
    world.files.set('file:///a', 'nothing');
    world.scan.fileChanged('file:///a');
    assert.deepEqual(await shown(), ['file:///b']);
  });

  it('shows nothing of a text that was edited away in an editor', async () => {
    world.open.set('untitled:a', clientSecret);
    world.scan.documentChanged('untitled:a');
    await find('untitled:a');
    world.open.set('untitled:a', '');
    world.scan.documentChanged('untitled:a');
    assert.deepEqual(await shown(), []);
  });

  it('shows nothing of what was closed without being saved', async () => {
    world.open.set('file:///a', clientSecret);
    world.files.set('file:///a', 'saved');
    world.scan.secretsChanged(true);
    const before = await shown();
    world.open.delete('file:///a');
    world.scan.fileChanged('file:///a');
    assert.deepEqual([before, await shown()], [['file:///a'], []]);
  });

  it('shows a file that was renamed under its new name only', async () => {
    await find('file:///a');
    world.files.delete('file:///a');
    world.files.set('file:///b', clientSecret);
    world.scan.fileChanged('file:///a');
    world.scan.fileChanged('file:///b');
    assert.deepEqual(await shown(), ['file:///b']);
  });

  it('shows nothing of the files of a folder that is gone, of which only the folder is told', async () => {
    await find('file:///folder/a', 'file:///folder/inner/b', 'file:///folder2/c');
    world.files.delete('file:///folder/a');
    world.files.delete('file:///folder/inner/b');
    world.scan.fileChanged('file:///folder');
    assert.deepEqual(await shown(), ['file:///folder2/c']);
  });

  it('shows nothing of a file that is gone after a search was cancelled', async () => {
    await find('file:///a/b');
    const result = world.scan.scanWorkspace();
    world.progress[0]?.cancel();
    await result;
    await world.settle();
    world.files.delete('file:///a/b');
    world.scan.fileChanged('file:///a');
    assert.deepEqual(await shown(), []);
  });

  it('shows nothing of a secret that was replaced', async () => {
    await find('file:///a');
    world.files.set('file:///b', otherSecret);
    world.secrets = [labelled(otherSecret)];
    world.scan.secretsChanged(true);
    assert.deepEqual(await shown(), ['file:///b']);
  });

  it('shows nothing of a profile that was removed', async () => {
    world.secrets = [labelled(clientSecret), labelled(otherSecret, 'other')];
    world.open.set('untitled:one', clientSecret);
    world.files.set('file:///a', clientSecret).set('file:///b', otherSecret);
    world.scan.secretsChanged(true);
    const before = await shown();
    world.secrets = [labelled(otherSecret, 'other')];
    world.scan.secretsChanged(false);
    assert.deepEqual([before, await shown()], [['untitled:one', 'file:///a', 'file:///b'], ['file:///b']]);
  });

  it('shows nothing of a secret that was erased while the file was being read', async () => {
    let read = (): void => undefined;
    world.disk = new Promise((resolve) => {
      read = resolve;
    });
    world.files.set('file:///a', clientSecret);
    void world.scan.scanWorkspace();
    await world.clock.advance(1_000);
    world.secrets = [];
    world.scan.secretsChanged(false);
    await world.clock.advance(1_000);
    read();
    assert.deepEqual(await shown(), []);
  });

  it('shows what is open, not what was being read of the file when it was opened', async () => {
    let read = (): void => undefined;
    world.disk = new Promise((resolve) => {
      read = resolve;
    });
    world.files.set('file:///a', clientSecret);
    void world.scan.scanWorkspace();
    await world.clock.advance(1_000);
    world.open.set('file:///a', 'nothing');
    world.scan.documentChanged('file:///a');
    await world.clock.advance(1_000);
    read();
    assert.deepEqual(await shown(), []);
  });
});

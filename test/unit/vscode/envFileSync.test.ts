import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EnvFileKeeper } from '../../../src/vscode/envFileKeeper';
import { EnvFileSync } from '../../../src/vscode/envFileSync';
import { FakeClock } from '../../fakes/fakeClock';
import { RecordingLogger } from '../../fakes/recordingLogger';

const key = 'nomba.envFiles';

// Seen to fail when: a failure to read what keeps the files is kept for ever, or rejects; it is read where there is no file; the end leaves it watching, or a timer running.
describe('the files of a workspace that are kept current', () => {
  let state: Map<string, unknown>;
  let logger: RecordingLogger;
  let happened: string[];
  let isBroken: boolean;
  let envFiles: EnvFileSync;
  let clock: FakeClock;
  let folder: string;
  let folders: readonly string[];
  /** How often somebody asked for the files. */
  let looks: number;

  beforeEach(async () => {
    clock = new FakeClock();
    folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'nomba-sync-')));
    folders = [];
    looks = 0;
    // In no folder of the workspace, so that it is forgotten by whatever looks at it.
    state = new Map([[key, [{ path: '/invented/folder/.env' }]]]);
    logger = new RecordingLogger();
    happened = [];
    isBroken = false;
    envFiles = new EnvFileSync({
      sharing: { variables: undefined },
      workspaceState: {
        get: (name) => {
          looks += 1;
          return state.get(name);
        },
        update: async (name, value) => {
          state.set(name, value);
          return Promise.resolve();
        },
      },
      isWorkspaceTrusted: () => true,
      clock,
      log: logger,
      start: async (ports) => {
        happened.push('read');
        if (isBroken) {
          throw new TypeError('text that may hold anything');
        }
        const keeper = new EnvFileKeeper({ ...ports, folders: () => folders, warn: () => undefined });
        return Promise.resolve({ keeper, dispose: () => happened.push('disposed') });
      },
    });
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('are kept by what is read for the first of them', async () => {
    await envFiles.update();
    await envFiles.update();
    assert.deepEqual({ happened, files: envFiles.files }, { happened: ['read'], files: [] });
  });

  it('need nothing while there is none', async () => {
    state.clear();
    await envFiles.update();
    await envFiles.lookAgain();
    await envFiles.end();
    assert.deepEqual(happened, []);
  });

  it('are kept from then on when what keeps them can be read again', async () => {
    isBroken = true;
    await envFiles.update();
    await envFiles.end();
    await assert.rejects(envFiles.keeper(), TypeError);
    const failed = { files: envFiles.files.length, lines: [...logger.lines] };
    isBroken = false;
    await envFiles.update();
    const message = 'What keeps files current could not be read: TypeError';
    assert.deepEqual(
      { failed, files: envFiles.files },
      {
        failed: { files: 1, lines: Array.from({ length: 3 }, () => ({ level: 'warn', message })) },
        files: [],
      },
    );
  });

  it('are looked at for a last time at the end', async () => {
    await envFiles.end();
    assert.deepEqual({ happened, files: envFiles.files }, { happened: ['read', 'disposed'], files: [] });
  });

  for (const [what, isSoon] of [
    ['with nothing changed before', false],
    ['and what changed right before', true],
  ] as const) {
    it(`are looked at no more after the end, whatever changes then, ${what}`, async () => {
      // That cannot be emptied: a token may be in it, which is looked at each minute until the end.
      const stays = { path: path.join(folder, '.env') };
      await writeFile(stays.path, "A='it\nNOMBA_ACCESS_TOKEN=test-access-token\nB='x'\n");
      folders = [folder];
      state.set(key, [stays]);
      await envFiles.update();
      const keeper = await envFiles.keeper();
      if (isSoon) {
        keeper.lookSoon();
      }
      const before = clock.waiting;
      await envFiles.end();
      looks = 0;
      keeper.lookSoon();
      const after = clock.waiting;
      await clock.advance(120_000);
      assert.deepEqual(
        { before, after, looks },
        { before: isSoon ? [1_000, 60_000] : [60_000], after: [], looks: 0 },
      );
    });
  }
});

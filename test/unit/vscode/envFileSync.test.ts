import assert from 'node:assert/strict';
import { EnvFileKeeper } from '../../../src/vscode/envFileKeeper';
import { EnvFileSync } from '../../../src/vscode/envFileSync';
import { FakeClock } from '../../fakes/fakeClock';
import { RecordingLogger } from '../../fakes/recordingLogger';

const key = 'nomba.envFiles';

// Seen to fail when: a failure to read what keeps the files is kept for ever, or rejects; it is read where there is no file; the end leaves it watching.
describe('the files of a workspace that are kept current', () => {
  let state: Map<string, unknown>;
  let logger: RecordingLogger;
  let happened: string[];
  let isBroken: boolean;
  let envFiles: EnvFileSync;

  beforeEach(() => {
    // In no folder of the workspace, so that it is forgotten by whatever looks at it.
    state = new Map([[key, [{ path: '/invented/folder/.env' }]]]);
    logger = new RecordingLogger();
    happened = [];
    isBroken = false;
    envFiles = new EnvFileSync({
      sharing: { variables: undefined },
      workspaceState: {
        get: (name) => state.get(name),
        update: async (name, value) => {
          state.set(name, value);
          return Promise.resolve();
        },
      },
      isWorkspaceTrusted: () => true,
      clock: new FakeClock(),
      log: logger,
      start: async (ports) => {
        happened.push('read');
        if (isBroken) {
          throw new TypeError('text that may hold anything');
        }
        const keeper = new EnvFileKeeper({ ...ports, folders: () => [], warn: () => undefined });
        return Promise.resolve({ keeper, dispose: () => happened.push('disposed') });
      },
    });
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

  it('are looked at no more after the end, and for a last time then', async () => {
    await envFiles.end();
    assert.deepEqual({ happened, files: envFiles.files }, { happened: ['read', 'disposed'], files: [] });
  });
});

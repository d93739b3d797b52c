import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { LazySecretScan } from '../../../../src/vscode/secretScan/lazySecretScan';
import { loadWithEditor } from '../loadWithEditor';

interface Surroundings {
  readonly profiles: { readonly all: readonly object[]; readonly onDidChange: () => object };
  readonly log: { readonly error: (message: string) => void };
}

// Seen to fail when: what could not be started is kept for ever; whoever asks is told that it was cancelled; a failure that nobody waits for is thrown.
describe('a search for secrets that cannot be started', () => {
  const disposable = { dispose: (): void => undefined };
  let attempts: number;
  let logged: string[];
  let scan: LazySecretScan;

  beforeEach(async () => {
    attempts = 0;
    logged = [];
    const module = await loadWithEditor<{
      LazySecretScan: new (ports: Surroundings) => LazySecretScan;
    }>('secretScan/lazySecretScan', {
      Uri: { joinPath: () => undefined },
      CodeActionKind: {},
      DiagnosticSeverity: {},
      workspace: { textDocuments: [], onDidOpenTextDocument: () => disposable },
      languages: {
        createDiagnosticCollection: () => {
          attempts += 1;
          throw new TypeError('text that may hold anything');
        },
      },
    });
    scan = new module.LazySecretScan({
      profiles: { all: [{}], onDidChange: () => disposable },
      log: { error: (message) => logged.push(message) },
    });
  });

  afterEach(() => {
    scan.dispose();
  });

  it('fails for whoever asks for it, and is tried again each time', async () => {
    await assert.rejects(scan.scanWorkspace(), TypeError);
    await assert.rejects(scan.scanWorkspace(), TypeError);
    const line = 'The search for secrets failed: TypeError';
    assert.deepEqual({ attempts, logged }, { attempts: 2, logged: [line, line] });
  });

  it('is told of in the log only when nobody has asked for it', async () => {
    scan.start();
    await setImmediate();
    assert.deepEqual(logged, ['The search for secrets failed: TypeError']);
  });

  it('is cancelled for whoever has asked when the window is closed', async () => {
    const result = scan.scanWorkspace();
    scan.dispose();
    assert.deepEqual([await result, attempts], [{ outcome: 'cancelled' }, 0]);
  });
});

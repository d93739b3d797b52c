import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Identity } from '../../src/profiles/profile';
import { Secret } from '../../src/profiles/secret';
import { SecretIndex } from '../../src/vscode/secretIndex';
import { SecretTokenStore, StoredClientSecrets } from '../../src/vscode/secretTokenStore';
import { bearerFingerprint } from '../emulator/calls';
import { emulatorCredentials } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/server';
import { FakeRenewalLock } from '../fakes/fakeRenewalLock';
import { RecordingLogger } from '../fakes/recordingLogger';
import { SharedSecretStorage } from './sharedSecretStorage';
import { Window } from './windows';

const minute = 60_000;
const leadTime = 5 * minute;

// Seen to fail when: there is no lock, a lost race counts as won, nobody waits for it, or it is left behind; what another window has brought is not adopted, not read, or
// not written; a refresh is an issue, or the schedule goes on after the end (they then wait in vain).
describe('several windows, one session', function () {
  // Each window is a process that compiles what it loads.
  this.timeout(60_000);

  let root: string;
  let lockFolder: string;
  let secretFolder: string;
  let emulator: Emulator;
  let identity: Identity;
  let store: SecretTokenStore;
  let windows: Window[];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'nomba-windows-'));
    lockFolder = join(root, 'locks');
    secretFolder = join(root, 'secrets');
    await mkdir(secretFolder);
    emulator = await startEmulator({ singleSession: true, rotateRefreshTokens: true });
    const { clientId, accountId, clientSecret } = emulatorCredentials;
    identity = { baseUrl: emulator.baseUrl, clientId, accountId };
    const secrets = new SharedSecretStorage(secretFolder);
    const index = new SecretIndex(secrets, new FakeRenewalLock());
    store = new SecretTokenStore(secrets, index, new RecordingLogger(), () => undefined);
    await new StoredClientSecrets(secrets, index).write(identity, new Secret(clientSecret));
    windows = [];
  });

  afterEach(async () => {
    for (const window of windows) {
      window.kill();
    }
    await emulator.close();
    await rm(root, { recursive: true });
  });

  async function openWindows(count: number): Promise<void> {
    windows = Array.from(
      { length: count },
      () => new Window({ identity, secretFolder, lockFolder, leadTime }),
    );
    await Promise.all(windows.map(async (window) => window.reported(() => true)));
  }

  /** A token of the emulator lies in the store and will be due in so many ms. */
  async function storeTokenDueIn(ms: number): Promise<void> {
    const { clientId, clientSecret, accountId } = emulatorCredentials;
    const response = await fetch(`${emulator.baseUrl}/v1/auth/token/issue`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', accountId },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }),
    });
    assert.equal(response.status, 200);
    const [issued] = emulator.currentTokens;
    assert.ok(issued);
    const renewalTime = Date.now() + ms;
    await store.write({
      identity,
      accessToken: new Secret(issued.accessToken),
      refreshToken: new Secret(issued.refreshToken),
      issuedAt: renewalTime - 25 * minute,
      expiresAt: renewalTime + leadTime,
    });
  }

  /** Lets every window want a token before any gets one, closes them, and says what came of it. */
  async function outcome(kind: 'issue' | 'refresh'): Promise<unknown> {
    await Promise.all(windows.map(async (window) => window.reported(({ state }) => state === 'refreshing')));
    await emulator.waitForCalls(kind, 1);
    emulator.releaseHeld();
    const final = await Promise.all(
      windows.map(async (window) => window.reported(({ state }) => state === 'fresh' || state === 'failed')),
    );
    const exitCodes = await Promise.all(windows.map(async (window) => window.close()));
    const stored = await store.read(identity);
    return {
      exitCodes,
      final,
      stored: stored && bearerFingerprint(stored.accessToken.reveal()),
      calls: emulator.calls.map((call) => `${call.kind} ${call.status ?? 'unanswered'}`),
      locks: await readdir(lockFolder),
    };
  }

  function oneTokenForAll(calls: readonly string[]): unknown {
    assert.equal(emulator.currentTokens.length, 1);
    const token = bearerFingerprint(emulator.currentTokens[0]?.accessToken ?? '');
    return {
      exitCodes: windows.map(() => 0),
      final: windows.map(() => ({ state: 'fresh', token })),
      stored: token,
      calls,
      locks: [],
    };
  }

  for (const count of [2, 5]) {
    it(`refreshes once when the token falls due for ${count} processes at the same time`, async () => {
      await openWindows(count);
      emulator.queueFault({ kind: 'refresh', type: 'hold', moment: 'before' });
      await storeTokenDueIn(200);
      for (const window of windows) {
        window.tell('schedule');
      }
      assert.deepEqual(await outcome('refresh'), oneTokenForAll(['issue 200', 'refresh 200']));
    });

    it(`issues once when ${count} processes need the first token at the same time`, async () => {
      await openWindows(count);
      emulator.queueFault({ kind: 'issue', type: 'hold', moment: 'before' });
      for (const window of windows) {
        window.tell('get');
      }
      assert.deepEqual(await outcome('issue'), oneTokenForAll(['issue 200']));
    });
  }
});

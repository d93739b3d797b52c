import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandPalette, type NombaApi } from '../../src/contributions';
import { identityKey, identityOf } from '../../src/profiles/profile';
import { secretKeys } from '../../src/vscode/editorSecrets';
import { bearerFingerprint } from '../emulator/calls';
import { FakeClock } from '../fakes/fakeClock';
import { FakeSecretStorage } from '../fakes/fakeSecretStorage';
import { FaultySecretStorage } from '../fakes/faultySecretStorage';
import { calls, latestToken } from './emulatorControl';
import { eventually } from './eventually';
import {
  credentials,
  execute,
  otherCredentials,
  profileOf,
  setSetting,
  sharedVariables,
  userSetting,
} from './extension';
import { newMessages, type ShownMessage } from './messages';
import { progressNow } from './shownProgress';
import { MemoryOfTest, restartOver } from './restart';

const ready: ShownMessage = {
  severity: 'information',
  text: '“sandbox” is ready. Its token renews itself.',
  buttons: [],
};

const notKept: ShownMessage = {
  severity: 'warning',
  text: 'VS Code could not store your Nomba secrets; they last until this window closes. Check that the system’s keyring is unlocked, then enter them again.',
  buttons: ['Show Log'],
};

const knownErased: ShownMessage = {
  severity: 'warning',
  text: 'The Nomba secrets of your profiles are erased. The list of stored secrets was damaged, so those of profiles that you have removed may be left in VS Code’s secret storage.',
  buttons: [],
};

const notErased: ShownMessage = {
  severity: 'warning',
  text: 'Some Nomba secrets could not be erased: VS Code’s secret storage does not answer. Restart VS Code, then run “Nomba: Erase All Secrets”.',
  buttons: ['Show Log'],
};

const gone: ShownMessage = {
  severity: 'warning',
  text: 'Your Nomba secrets are gone: here VS Code keeps them only until the window closes, as it does in a browser or without a keyring. Enter the client secret again.',
  buttons: ['Enter Client Secret'],
};

/** ms. The 3 s that activation waits for the storage, and as much again for everything else; a command would wait for 10 s. */
const longestActivation = 6_000;

interface Row {
  readonly storage: string;
  readonly faults: FaultySecretStorage['faults'];
  /** What the user hears of an attempt to erase everything, and whether the client secret is still there then. */
  readonly eraseAll: { readonly messages: readonly ShownMessage[]; readonly isLeft: boolean };
}

const rows: readonly Row[] = [
  {
    storage: 'rejects everything, partly before it has begun',
    faults: { get: 'throws', store: 'rejects', delete: 'rejects' },
    eraseAll: { messages: [notErased], isLeft: true },
  },
  {
    storage: 'loses what it is given',
    faults: { store: 'loses', delete: 'loses' },
    eraseAll: { messages: [notErased], isLeft: true },
  },
  {
    storage: 'returns what nobody has written',
    faults: { get: 'otherText' },
    eraseAll: { messages: [knownErased], isLeft: false },
  },
  {
    storage: 'returns something else than texts',
    faults: { get: 'noText' },
    // It is gone, but the extension cannot see that.
    eraseAll: { messages: [notErased], isLeft: false },
  },
];

/** The identity key of the profile “sandbox”. */
function sandbox(): string {
  return identityKey(identityOf(profileOf(credentials())));
}

/** A storage that another window has used while it worked, for the profile “sandbox”. */
function usedStorage(faults: FaultySecretStorage['faults']): FaultySecretStorage {
  const storage = new FaultySecretStorage(new FakeClock());
  storage.values.set(secretKeys.index, JSON.stringify([sandbox()]));
  storage.values.set(secretKeys.clientSecret(sandbox()), otherCredentials().clientSecret);
  storage.faults = faults;
  return storage;
}

/** Starts the extension where the settings hold the profile “sandbox”. */
async function timedStart(storage: FaultySecretStorage): Promise<{ isInTime: boolean; missing: string[] }> {
  await setSetting('nomba.profiles', [profileOf(credentials())]);
  const start = performance.now();
  await restartOver(storage);
  const isInTime = performance.now() - start < longestActivation;
  const registered = new Set(await vscode.commands.getCommands(true));
  return { isInTime, missing: Object.keys(commandPalette).filter((id) => !registered.has(id)) };
}

/** Adds the profile “sandbox”, and says what there is of it then. Of tokens the fingerprints. */
async function addProfile(api: NombaApi): Promise<object> {
  const added = await execute('nomba.addProfile', credentials());
  return {
    state: added?.state,
    shared: sharedVariables().bearer,
    givenToExtensions: bearerFingerprint(await api.getAccessToken()),
    givenToCommands: bearerFingerprint(await execute('nomba.getAccessToken')),
  };
}

async function profileWithToken(): Promise<object> {
  const { bearer } = await latestToken();
  return { state: 'fresh', shared: bearer, givenToExtensions: bearer, givenToCommands: bearer };
}

describe('over a secret storage', () => {
  // Before the rest is cleaned up, which would wait for the answers, too.
  afterEach('gets a storage that works', async () => {
    await restartOver(new FakeSecretStorage());
  });

  // Seen to fail when: activation waits for the stored token without end; an unreadable secret ends the start or a command; what is not stored is not kept; a
  // write counts without being read again; the user is told for each secret; what cannot be erased is said to be.
  for (const { storage, faults, eraseAll } of rows) {
    describe(`that ${storage}`, () => {
      it('the extension starts, with every command, and sends nothing', async () => {
        const start = await timedStart(usedStorage(faults));
        assert.deepEqual({ ...start, calls: await calls() }, { isInTime: true, missing: [], calls: [] });
      });

      it('a profile that is added works until the window closes, and the user is told once that it is not stored', async () => {
        const api = await restartOver(usedStorage(faults));
        const added = await addProfile(api);
        const atFirst = await profileWithToken();
        const refreshed = await execute('nomba.refreshToken', {});
        assert.deepEqual(
          { added, refreshed: refreshed?.state, shared: sharedVariables().bearer, messages: newMessages() },
          {
            added: atFirst,
            refreshed: 'fresh',
            shared: (await latestToken()).bearer,
            messages: [notKept, ready],
          },
        );
      });

      it('nobody is told that all secrets are erased unless they are', async () => {
        const used = usedStorage(faults);
        await timedStart(used);
        await execute('nomba.eraseAllSecrets', { confirm: true });
        const isLeft = used.values.has(secretKeys.clientSecret(sandbox()));
        assert.deepEqual({ messages: newMessages(), isLeft }, eraseAll);
      });
    });
  }

  describe('that never answers', () => {
    it('the extension starts before a command would give up waiting, with every command', async () => {
      const start = await timedStart(usedStorage({ get: 'silent', store: 'silent', delete: 'silent' }));
      assert.deepEqual({ ...start, messages: newMessages() }, { isInTime: true, missing: [], messages: [] });
    });
  });

  // Seen to fail when: a change shows no progress while it waits; cancelling does not end the wait, or is told as a failure; what was cancelled happens all the same.
  describe('that is slow to store', () => {
    it('a change that waits its turn shows progress, and does not happen when that is cancelled', async () => {
      const clock = new FakeClock();
      const storage = new FaultySecretStorage(clock);
      await setSetting('nomba.profiles', [profileOf(credentials())]);
      await restartOver(storage);
      storage.faults = { store: 'slow' };
      const added = execute('nomba.addProfile', otherCredentials());
      await eventually(shownNow, ['Saving the profile…']);
      const removed = execute('nomba.removeProfile', { profile: 'sandbox' });
      await eventually(shownNow, ['Saving the profile…', 'Removing “sandbox”… Cancel']);
      progressNow().at(-1)?.cancel();
      await removed;
      const whileSlow = { shown: shownNow(), messages: newMessages() };
      storage.faults = {};
      await clock.advance(1_000);
      await added;
      // Has its turn after whatever was cancelled would have had its own.
      await execute('nomba.switchProfile', { profile: 'other' });
      assert.deepEqual(
        { whileSlow, profiles: userSetting('nomba.profiles'), messages: newMessages() },
        {
          whileSlow: { shown: ['Saving the profile…'], messages: [] },
          profiles: [profileOf(credentials()), profileOf(otherCredentials())],
          messages: [{ ...ready, text: '“other” is ready. Its token renews itself.' }],
        },
      );
    });
  });

  // Seen to fail when: the change begins before it has read; what waits for the storage has no progress; cancelling does not end the wait.
  describe('that is slow to read', () => {
    const waiting = 'Waiting for VS Code’s secret storage… Cancel';

    it('a change that has only read so far can be cancelled', async () => {
      const { storage, clock } = await openSlowly();
      const switched = execute('nomba.switchProfile', { profile: 'other' });
      await eventually(shownNow, ['Switching to “other”… Cancel']);
      progressNow().at(-1)?.cancel();
      await switched;
      const messages = newMessages();
      storage.faults = {};
      await clock.advance(1_000);
      const { profile } = (await execute('nomba.refreshToken', {})) ?? {};
      assert.deepEqual({ messages, profile }, { messages: [], profile: 'sandbox' });
    });

    for (const command of ['nomba.issueToken', 'nomba.revokeToken', 'nomba.inspectToken'] as const) {
      it(`${command} shows progress, and nothing else when that is cancelled`, async () => {
        await openSlowly();
        const done = execute(command);
        await eventually(shownNow, [waiting]);
        progressNow().at(-1)?.cancel();
        await done;
        assert.deepEqual({ messages: newMessages(), calls: await calls() }, { messages: [], calls: [] });
      });
    }
  });

  // Seen to fail when: the user is told of each look, or not at all; the record is not set aside.
  describe('with a token record that cannot be read', () => {
    it('the user is told once, the record is set aside, and the next token is issued as ever', async () => {
      const storage = usedStorage({});
      storage.values.set(secretKeys.clientSecret(sandbox()), credentials().clientSecret);
      const text = '{"version":2,"accessToken":"of another version"}';
      storage.values.set(secretKeys.tokenSet(sandbox()), text);
      const { missing } = await timedStart(storage);
      await execute('nomba.switchProfile', { profile: 'sandbox' });
      const told = newMessages();
      const issued = await execute('nomba.issueToken', { profile: 'sandbox' });
      assert.deepEqual(
        { missing, told, aside: storage.values.get(secretKeys.unreadable(sandbox())), state: issued?.state },
        {
          missing: [],
          told: [
            {
              severity: 'warning',
              text: 'The stored token of “sandbox” cannot be read, perhaps because another version of this extension wrote it. It was set aside.',
              buttons: ['Issue Token'],
            },
          ],
          aside: JSON.stringify([text]),
          state: 'fresh',
        },
      );
    });
  });

  // Seen to fail when: the user is not told, or told at each start; a loss is not remembered.
  describe('that is empty in each window', () => {
    it('the user is told once, at the next start, and what is entered again works', async () => {
      const globalState = new MemoryOfTest();
      const start = async (): Promise<NombaApi> => restartOver(new FakeSecretStorage(), globalState);
      const firstAdded = await addProfile(await start());
      const first = { added: firstAdded, expected: await profileWithToken(), messages: newMessages() };
      await start();
      const second = {
        state: (await execute('nomba.setClientSecret', secretOfSandbox()))?.state,
        messages: newMessages(),
      };
      await start();
      const third = {
        state: (await execute('nomba.setClientSecret', secretOfSandbox()))?.state,
        messages: newMessages(),
      };
      assert.deepEqual(
        { first, second, third },
        {
          first: { added: first.expected, expected: first.expected, messages: [ready] },
          second: { state: 'fresh', messages: [gone, ready] },
          third: { state: 'fresh', messages: [ready] },
        },
      );
    });
  });
});

/** With the profiles “sandbox”, which is the window's, and “other”. */
async function openSlowly(): Promise<{ storage: FaultySecretStorage; clock: FakeClock }> {
  const clock = new FakeClock();
  const storage = new FaultySecretStorage(clock);
  storage.values.set(secretKeys.clientSecret(sandbox()), credentials().clientSecret);
  await setSetting('nomba.profiles', [profileOf(credentials()), profileOf(otherCredentials())]);
  await restartOver(storage);
  storage.faults = { get: 'slow' };
  return { storage, clock };
}

function shownNow(): readonly string[] {
  return progressNow().map(({ title, cancellable }) => `${title}${cancellable ? ' Cancel' : ''}`);
}

function secretOfSandbox(): { profile: string; clientSecret: string } {
  return { profile: 'sandbox', clientSecret: credentials().clientSecret };
}

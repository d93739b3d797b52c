import assert from 'node:assert/strict';
import { identityKey } from '../../../src/profiles/profile';
import { Secret } from '../../../src/profiles/secret';
import { toTokenError } from '../../../src/tokens/tokenError';
import { TokenManager } from '../../../src/tokens/tokenManager';
import { formatTokenRecord } from '../../../src/tokens/tokenRecord';
import type { TokenSet } from '../../../src/tokens/tokenSet';
import { ResilientSecrets } from '../../../src/vscode/resilientSecrets';
import { SecretIndex } from '../../../src/vscode/secretIndex';
import { SecretTokenStore, StoredClientSecrets } from '../../../src/vscode/secretTokenStore';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeRenewalLock } from '../../fakes/fakeRenewalLock';
import { FakeSharedFailures } from '../../fakes/fakeSharedFailures';
import { FakeTokenEndpoint } from '../../fakes/fakeTokenEndpoint';
import {
  FaultySecretStorage,
  finish,
  type StorageFault,
  type StorageOperation,
} from '../../fakes/faultySecretStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const minute = 60_000;
const key = identityKey(identity);

/** A window over a storage that holds a client secret and a token, and then becomes faulty. */
class FaultyWindow {
  readonly clock = new FakeClock();
  readonly storage = new FaultySecretStorage(this.clock);
  readonly endpoint = new FakeTokenEndpoint();
  readonly logger = new RecordingLogger();
  told = 0;
  readonly secrets = new ResilientSecrets({
    secrets: this.storage,
    clock: this.clock,
    logger: this.logger,
    notKept: () => {
      this.told += 1;
    },
  });
  readonly lock = new FakeRenewalLock();
  readonly index = new SecretIndex(this.secrets, this.lock);
  readonly clientSecrets = new StoredClientSecrets(this.secrets, this.index);
  readonly tokens = new TokenManager({
    endpoint: this.endpoint,
    store: new SecretTokenStore(this.secrets, this.index, this.logger, () => undefined),
    clientSecrets: this.clientSecrets,
    lock: this.lock,
    failures: new FakeSharedFailures(),
    clock: this.clock,
    logger: this.logger,
    leadTime: () => 5 * minute,
    random: () => 0,
  });

  /** @param age ms of the stored token, which lives for 30 minutes. */
  constructor(faults: FaultySecretStorage['faults'], age: number) {
    const stored = testTokenSet('stored', this.clock.now() - age);
    this.storage.values.set('nomba.index', JSON.stringify([key]));
    this.storage.values.set(`nomba.clientSecret:${key}`, 'test-secret-stored');
    this.storage.values.set(`nomba.tokenSet:${key}`, formatTokenRecord(stored));
    this.storage.faults = faults;
    this.endpoint.willAnswer(this.brought);
  }

  get brought(): TokenSet {
    return testTokenSet('brought', this.clock.now());
  }

  get shown(): string {
    const { state, tokenSet } = this.tokens.snapshot(identity);
    return `${state} ${tokenSet?.accessToken.reveal() ?? '-'}`;
  }

  /** What the storage really holds: client secret, token, and how many records that were set aside. */
  get held(): string {
    const { values } = this.storage;
    const record = values.get(`nomba.tokenSet:${key}`);
    const aside = values.has(`nomba.unreadable:${key}`) ? ' +aside' : '';
    const token = record === undefined ? '-' : (/"access-(\w+)"/.exec(record)?.[1] ?? 'unreadable');
    const secret = values.get(`nomba.clientSecret:${key}`)?.replace('test-secret-', '') ?? '-';
    return `${secret}/${token}${aside}`;
  }
}

interface Action {
  /** ms since the stored token was issued. */
  readonly age: number;
  readonly run: (window: FaultyWindow) => Promise<unknown>;
}

const actions = {
  start: { age: minute, run: async ({ tokens }) => tokens.load(identity) },
  get: { age: minute, run: async ({ tokens }) => tokens.get(identity, { byUser: true }) },
  keepAlive: { age: 26 * minute, run: async ({ tokens }) => tokens.keepAlive(identity) },
  issue: { age: minute, run: async ({ tokens }) => tokens.issue(identity, true) },
  refresh: { age: minute, run: async ({ tokens }) => tokens.refresh(identity) },
  revoke: { age: minute, run: async ({ tokens }) => tokens.revoke(identity, new AbortController().signal) },
  forget: { age: minute, run: async ({ tokens }) => tokens.forget(identity) },
  setSecret: {
    age: minute,
    run: async ({ clientSecrets, tokens }) => {
      await clientSecrets.write(identity, new Secret('test-secret-entered'));
      tokens.credentialsChanged(identity);
      await tokens.issue(identity, true);
    },
  },
  eraseAll: { age: minute, run: async ({ index }) => index.eraseAll([key]) },
} as const satisfies Readonly<Record<string, Action>>;

type ActionName = keyof typeof actions;

/** What an action comes to, then what the window shows, what Nomba was asked, what the storage holds in the end (client secret/token), and whether the user was told. */
type Outcomes = Readonly<Record<ActionName, string>>;

const usual: Outcomes = {
  start: 'done · fresh access-stored · - · stored/stored',
  get: 'done · fresh access-stored · - · stored/stored',
  keepAlive: 'done · fresh access-brought · refresh refresh-stored · stored/brought',
  issue: 'done · fresh access-brought · issue test-secret-stored · stored/brought',
  refresh: 'done · fresh access-brought · refresh refresh-stored · stored/brought',
  revoke: 'done · signedOut - · revoke access-stored · stored/-',
  forget: 'done · signedOut - · - · stored/-',
  setSecret: 'done · fresh access-brought · issue test-secret-entered · entered/brought',
  eraseAll: 'done · signedOut - · - · -/-',
};

/**
 * Nothing is known, and nothing is taken for gone. What the user enters is enough to go on with; what was to go goes, though nobody can say that it did. A token that
 * is to be revoked stays, so that it can be once it can be read.
 */
const unreadable: Outcomes = {
  start: 'done · signedOut - · - · stored/stored',
  get: 'storage · failed - · - · stored/stored',
  keepAlive: 'done · signedOut - · - · stored/stored',
  issue: 'storage · failed - · - · stored/stored',
  refresh: 'storage · failed - · - · stored/stored',
  revoke: 'storage · signedOut - · - · stored/stored',
  forget: 'storage · signedOut - · - · stored/-',
  setSecret: 'done · fresh access-brought · issue test-secret-entered · entered/brought · told',
  eraseAll: 'storage · signedOut - · - · -/-',
};

/** A token is used although it cannot be stored. */
const unwritable: Outcomes = {
  ...usual,
  keepAlive: 'done · fresh access-brought · refresh refresh-stored · stored/stored · told',
  issue: 'done · fresh access-brought · issue test-secret-stored · stored/stored · told',
  refresh: 'done · fresh access-brought · refresh refresh-stored · stored/stored · told',
  setSecret: 'done · fresh access-brought · issue test-secret-entered · stored/stored · told',
};

/** What should be gone is gone for this window, and whoever wanted it gone hears that it may not be. */
const undeletable: Outcomes = {
  ...usual,
  revoke: 'done · signedOut - · revoke access-stored · stored/stored',
  forget: 'storage · signedOut - · - · stored/stored',
  eraseAll: 'storage · signedOut - · - · stored/stored',
};

const useless: Outcomes = {
  ...unreadable,
  forget: undeletable.forget,
  setSecret: unwritable.setSecret,
  eraseAll: undeletable.eraseAll,
};

/** There is no telling it from an empty storage. */
const empty: Outcomes = {
  ...unreadable,
  get: 'missingSecret · failed - · - · stored/stored',
  issue: 'missingSecret · failed - · - · stored/stored',
  refresh: 'missingSecret · failed - · - · stored/stored',
  revoke: 'done · signedOut - · - · stored/-',
  forget: usual.forget,
  eraseAll: usual.eraseAll,
};

/** A token record that cannot be understood is set aside. A client secret has no form by which it could be told from another text; Nomba will refuse it. */
const garbled = (clientSecret: string): Outcomes => ({
  start: 'done · signedOut - · - · stored/stored +aside · told',
  get: `done · fresh access-brought · issue ${clientSecret} · stored/brought +aside · told`,
  keepAlive: 'done · signedOut - · - · stored/stored +aside · told',
  issue: `done · fresh access-brought · issue ${clientSecret} · stored/brought +aside · told`,
  refresh: `done · fresh access-brought · issue ${clientSecret} · stored/brought +aside · told`,
  revoke: 'done · signedOut - · - · stored/- +aside · told',
  forget: usual.forget,
  setSecret: 'done · fresh access-brought · issue test-secret-entered · entered/brought +aside · told',
  eraseAll: usual.eraseAll,
});

interface Row {
  readonly operations: readonly StorageOperation[];
  readonly faults: readonly StorageFault[];
  readonly outcomes: Outcomes;
}

const all = ['get', 'store', 'delete'] as const;
const failing = ['throws', 'rejects', 'tooSlow', 'silent'] as const;

const rows: readonly Row[] = [
  { operations: ['get'], faults: [...failing, 'noText'], outcomes: unreadable },
  { operations: ['get'], faults: ['nothing'], outcomes: empty },
  { operations: ['get'], faults: ['otherText'], outcomes: garbled('nobody has written this') },
  { operations: ['get'], faults: ['half'], outcomes: garbled('test-secr') },
  { operations: ['store'], faults: [...failing, 'loses'], outcomes: unwritable },
  { operations: ['delete'], faults: [...failing, 'loses'], outcomes: undeletable },
  { operations: all, faults: failing, outcomes: useless },
  { operations: [], faults: ['slow'], outcomes: usual },
  ...[...all.map((operation) => [operation]), all].map((operations): Row => ({
    operations,
    faults: ['slow'],
    outcomes: usual,
  })),
];

/** ms. Nobody waits longer than this for a storage that does not answer. */
const longestWait = 25_000;

async function outcomeOf(window: FaultyWindow, { run }: Action): Promise<string> {
  const begin = window.clock.uptime();
  const end = await finish(
    window.clock,
    run(window).then(
      () => 'done',
      (error: unknown) => toTokenError(error).kind,
    ),
  );
  const waited = window.clock.uptime() - begin;
  return [
    end,
    window.shown,
    window.endpoint.asked.join() || '-',
    window.held,
    ...(waited > longestWait ? [`after ${waited} ms`] : []),
    ...(window.told === 0 ? [] : window.told === 1 ? ['told'] : [`told ${window.told} times`]),
  ].join(' · ');
}

/*
 * The table of what a window does over a storage that fails. Seen to fail when: what cannot be read is taken for nothing; what cannot be written is thrown; nothing is read
 * again after it was written; a write that failed is forgotten; what was deleted in vain comes back; there is no time limit; everybody waits for the whole of it; the
 * user is told each time; a text is deleted before it is stored; a look fails; a sign-out looks first; nothing is erased, or said to be.
 */
describe('a secret storage whose', () => {
  for (const { operations, faults, outcomes } of rows) {
    for (const fault of faults) {
      for (const [name, action] of Object.entries(actions) as [ActionName, Action][]) {
        it(`${operations.join(', ') || 'nothing'} ${fault}: ${name} comes to “${outcomes[name]}”`, async () => {
          const window = new FaultyWindow(
            Object.fromEntries(operations.map((operation) => [operation, fault])),
            action.age,
          );
          assert.equal(await outcomeOf(window, action), outcomes[name]);
        });
      }
    }
  }
});

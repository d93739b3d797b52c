import assert from 'node:assert/strict';
import { identityKey, type Identity } from '../../../src/profiles/profile';
import { Secret } from '../../../src/profiles/secret';
import { formatTokenRecord } from '../../../src/tokens/tokenRecord';
import { SecretIndex } from '../../../src/vscode/secretIndex';
import { SecretTokenStore, StoredClientSecrets } from '../../../src/vscode/secretTokenStore';
import { settled } from '../../fakes/fakeClock';
import { FakeRenewalLock } from '../../fakes/fakeRenewalLock';
import { FakeSecretStorage } from '../../fakes/fakeSecretStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { plain, testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const key =
  'https%3A%2F%2Fsandbox.nomba.com|11111111-2222-4333-8444-555555555555|99999999-8888-4777-8666-555555555555';
const tokenSet = testTokenSet('one', Date.UTC(2026, 0, 30, 12));
const otherIdentity = { ...identity, accountId: 'another-account' };
const otherTokenSet = { ...tokenSet, identity: otherIdentity };

let secrets: FakeSecretStorage;
let logger: RecordingLogger;
let lock: FakeRenewalLock;
let unreadable: Identity[];
let index: SecretIndex;
let store: SecretTokenStore;
let clientSecrets: StoredClientSecrets;

beforeEach(() => {
  secrets = new FakeSecretStorage();
  logger = new RecordingLogger();
  lock = new FakeRenewalLock();
  index = new SecretIndex(secrets, lock);
  unreadable = [];
  store = new SecretTokenStore(secrets, index, logger, (of) => unreadable.push(of));
  clientSecrets = new StoredClientSecrets(secrets, index);
});

// Seen to fail when: a removal overtakes a write; a token is stored without an entry in the index; every secret’s change is announced; a record that cannot be
// read is moved instead of copied, its text is logged, each look is logged, or the failure to copy it is thrown.
describe('SecretTokenStore', () => {
  it('gives back what was written, and nothing else', async () => {
    await store.write(tokenSet);
    assert.deepEqual(
      [plain(await store.read(identity)), await store.read(otherIdentity)],
      [plain(tokenSet), undefined],
    );
  });

  it('keeps to its keys, which later versions have to find again', async () => {
    await store.write(tokenSet);
    assert.deepEqual(Object.fromEntries(secrets.values), {
      'nomba.index': JSON.stringify([key]),
      [`nomba.tokenSet:${key}`]: formatTokenRecord(tokenSet),
    });
  });

  it('removes the token set of one identity', async () => {
    await store.write(tokenSet);
    await store.write(otherTokenSet);
    await store.remove(identity);
    assert.deepEqual(
      [await store.read(identity), plain(await store.read(otherIdentity))],
      [undefined, plain(otherTokenSet)],
    );
  });

  it('lets a removal that is asked for during a write have the last word', async () => {
    const write = store.write(tokenSet);
    await store.remove(identity);
    await write;
    assert.equal(await store.read(identity), undefined);
  });

  it('tells both windows which token set has changed, and nothing of other secrets', async () => {
    const heard: string[] = [];
    const otherIndex = new SecretIndex(secrets, lock);
    const otherWindow = new SecretTokenStore(secrets, otherIndex, logger, () => undefined);
    store.onDidChange((changed) => heard.push(`one ${changed}`));
    const subscription = otherWindow.onDidChange((changed) => heard.push(`other ${changed}`));
    await clientSecrets.write(identity, new Secret('test-secret-unheard'));
    await store.write(tokenSet);
    await settled();
    subscription.dispose();
    await store.remove(identity);
    await settled();
    assert.deepEqual(heard, [`one ${key}`, `other ${key}`, `one ${key}`]);
  });

  describe('with a record that it cannot read', () => {
    const text = '{"version":2,"accessToken":"access-of-a-later-version"}';
    beforeEach(() => {
      secrets.values.set(`nomba.tokenSet:${key}`, text);
    });

    it('sets it aside, leaves it where it is, and says so once without its text', async () => {
      const results = [await store.read(identity), await store.read(identity)];
      assert.deepEqual(
        [results, Object.fromEntries(secrets.values), logger.lines, unreadable],
        [
          [undefined, undefined],
          {
            'nomba.index': JSON.stringify([key]),
            [`nomba.tokenSet:${key}`]: text,
            [`nomba.unreadable:${key}`]: text,
          },
          [
            {
              level: 'warn',
              message: 'The stored token is in a form that this version cannot read. It was set aside.',
            },
          ],
          [identity],
        ],
      );
    });

    it('reads on when it cannot be set aside, and says nothing of what did not happen', async () => {
      const get = secrets.get.bind(secrets);
      Object.assign(secrets, {
        get: async (name: string) =>
          name.startsWith('nomba.unreadable:') ? Promise.reject(new Error('locked')) : get(name),
      });
      assert.deepEqual(
        [await store.read(identity), secrets.values.has(`nomba.unreadable:${key}`), logger.lines, unreadable],
        [undefined, false, [], []],
      );
    });

    it('puts the next token set in its place, and keeps what was set aside', async () => {
      await store.read(identity);
      await store.write(tokenSet);
      assert.deepEqual(
        [plain(await store.read(identity)), secrets.values.get(`nomba.unreadable:${key}`)],
        [plain(tokenSet), text],
      );
    });
  });
});

// Seen to fail when a client secret is stored without an entry in the index.
describe('StoredClientSecrets', () => {
  it('gives back what was written, until it is removed', async () => {
    await clientSecrets.write(identity, new Secret('test-secret-kept'));
    const kept = await clientSecrets.read(identity);
    const other = await clientSecrets.read(otherIdentity);
    const values = Object.fromEntries(secrets.values);
    await clientSecrets.remove(identity);
    assert.deepEqual(
      [kept?.reveal(), other, values, await clientSecrets.read(identity)],
      [
        'test-secret-kept',
        undefined,
        { 'nomba.index': JSON.stringify([key]), [`nomba.clientSecret:${key}`]: 'test-secret-kept' },
        undefined,
      ],
    );
  });
});

// Seen to fail when: a call adds only its own identity, and does not wait for its turn; an index that cannot be read is taken for empty; one that cannot be
// understood is not set aside, or its whole entries are lost; the tokens are erased before the client secrets; one failure ends the erasing, or the index goes all
// the same; what was set aside stays; the named identities are left out; an erasure claims to be complete although the index could not be read; a client secret is
// stored before its entry.
describe('SecretIndex', () => {
  it('erases what was stored for every identity, of profiles that are gone too, and leaves what is not ours', async () => {
    secrets.values.set('other.extension', 'kept');
    secrets.values.set(`nomba.tokenSet:${identityKey(otherIdentity)}`, 'unreadable');
    await store.read(otherIdentity);
    await store.write(tokenSet);
    await clientSecrets.write(identity, new Secret('test-secret-erased'));
    await new SecretIndex(secrets, lock).eraseAll();
    assert.deepEqual(Object.fromEntries(secrets.values), { 'other.extension': 'kept' });
  });

  it('erases the secrets of an identity that the index has lost, if it is told of it', async () => {
    await clientSecrets.write(identity, new Secret('test-secret-erased'));
    secrets.values.delete('nomba.index');
    await index.eraseAll([key]);
    assert.deepEqual(Object.fromEntries(secrets.values), {});
  });

  for (const [place, other] of [
    ['one window', () => index],
    ['two windows', () => new SecretIndex(secrets, lock)],
  ] as const) {
    it(`loses none of two identities that are added at the same moment in ${place}`, async () => {
      await Promise.all([index.add('one'), other().add('two')]);
      assert.equal(secrets.values.get('nomba.index'), JSON.stringify(['one', 'two']));
    });
  }

  it('finds an identity again, with its client secret, that the storage has lost', async () => {
    await clientSecrets.write(identity, new Secret('test-secret-erased'));
    secrets.values.set('nomba.index', '[]');
    await store.write(tokenSet);
    await index.eraseAll();
    assert.deepEqual(Object.fromEntries(secrets.values), {});
  });

  for (const text of ['', 'no JSON', '{}', '[1]', 'null']) {
    it(`starts anew when it finds ${JSON.stringify(text)}, and sets that aside`, async () => {
      secrets.values.set('nomba.index', text);
      await index.add(key);
      assert.deepEqual(Object.fromEntries(secrets.values), {
        'nomba.index': JSON.stringify([key]),
        'nomba.unreadableIndex': text,
      });
    });
  }

  it('takes over the whole entries of an index that was cut off', async () => {
    const text = JSON.stringify(['one', 'two', 'three']).slice(0, -4);
    secrets.values.set('nomba.index', text);
    await index.add(key);
    assert.deepEqual(Object.fromEntries(secrets.values), {
      'nomba.index': JSON.stringify(['one', 'two', key]),
      'nomba.unreadableIndex': text,
    });
  });

  it('erases what was set aside, too, and does not claim that this was all', async () => {
    secrets.values.set('nomba.index', 'no JSON');
    await index.add(key);
    const first = await index.eraseAll();
    const second = await index.eraseAll();
    assert.deepEqual([Object.fromEntries(secrets.values), first, second], [{}, 'known', 'all']);
  });

  it('erases what a damaged index names, and does not claim that this was all', async () => {
    await store.write(tokenSet);
    secrets.values.set('nomba.index', JSON.stringify([key, 'two']).slice(0, -2));
    assert.deepEqual([await index.eraseAll(), Object.fromEntries(secrets.values)], ['known', {}]);
  });

  it('erases what only the index that was set aside names', async () => {
    await store.write(tokenSet);
    secrets.values.set('nomba.unreadableIndex', JSON.stringify([key, 'two']).slice(0, -2));
    secrets.values.set('nomba.index', '[]');
    assert.deepEqual(
      [await new SecretIndex(secrets, lock).eraseAll(), Object.fromEntries(secrets.values)],
      ['known', {}],
    );
  });

  it('is left alone while it cannot be read, and gets the entry with the next one', async () => {
    secrets.values.set('nomba.index', '["other"]');
    const get = secrets.get.bind(secrets);
    Object.assign(secrets, { get: async () => Promise.reject(new Error('locked')) });
    await index.add(key);
    const then = secrets.values.get('nomba.index');
    Object.assign(secrets, { get });
    await index.add('next');
    assert.deepEqual(
      [then, secrets.values.get('nomba.index')],
      ['["other"]', JSON.stringify(['other', key, 'next'])],
    );
  });

  it('erases everything else when something cannot be erased, fails, and finds it again the next time', async () => {
    await store.write(tokenSet);
    await store.write(otherTokenSet);
    const undeletable = `nomba.tokenSet:${key}`;
    const remove = secrets.delete.bind(secrets);
    Object.assign(secrets, {
      delete: async (name: string) =>
        name === undeletable ? Promise.reject(new Error('locked')) : remove(name),
    });
    await assert.rejects(index.eraseAll(), { name: 'TokenError', kind: 'storage' });
    const left = [...secrets.values.keys()];
    Object.assign(secrets, { delete: remove });
    await new SecretIndex(secrets, lock).eraseAll();
    assert.deepEqual([left, [...secrets.values.keys()]], [['nomba.index', undeletable], []]);
  });

  it('erases the profiles that are named although it cannot be read, and does not claim that this was all', async () => {
    await store.write(tokenSet);
    Object.assign(secrets, { get: async () => Promise.reject(new Error('locked')) });
    await assert.rejects(new SecretIndex(secrets, lock).eraseAll([key]), {
      name: 'TokenError',
      kind: 'storage',
    });
    assert.deepEqual([...secrets.values.keys()], ['nomba.index']);
  });

  it('erases the client secrets first: a renewal of another window looks for its own after it has stored its token', async () => {
    await store.write(tokenSet);
    await clientSecrets.write(identity, new Secret('test-secret-erased'));
    const order: string[] = [];
    secrets.onDidChange((change) => order.push(change.key));
    await index.eraseAll();
    await settled();
    assert.deepEqual(order.slice(-5, -3), [`nomba.clientSecret:${key}`, `nomba.tokenSet:${key}`]);
  });

  it('is there before the secret is: a secret without an entry could never be erased', async () => {
    const order: string[] = [];
    secrets.onDidChange((change) => order.push(change.key));
    await clientSecrets.write(identity, new Secret('test-secret-kept'));
    await settled();
    assert.deepEqual(order, ['nomba.index', `nomba.clientSecret:${key}`]);
  });
});

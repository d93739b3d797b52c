import assert from 'node:assert/strict';
import { identityKey } from '../../../src/profiles/profile';
import { Secret } from '../../../src/profiles/secret';
import { SecretIndex } from '../../../src/vscode/secretIndex';
import { SecretTokenStore, StoredClientSecrets } from '../../../src/vscode/secretTokenStore';
import { settled } from '../../fakes/fakeClock';
import { FakeRenewalLock } from '../../fakes/fakeRenewalLock';
import { FakeSecretStorage } from '../../fakes/fakeSecretStorage';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const key =
  'https%3A%2F%2Fsandbox.nomba.com|11111111-2222-4333-8444-555555555555|99999999-8888-4777-8666-555555555555';
const tokenSet = testTokenSet('one', Date.UTC(2026, 0, 30, 12));
const otherIdentity = { ...identity, accountId: 'another-account' };
const otherTokenSet = { ...tokenSet, identity: otherIdentity };

let secrets: FakeSecretStorage;
let logger: RecordingLogger;
let lock: FakeRenewalLock;
let index: SecretIndex;
let store: SecretTokenStore;
let clientSecrets: StoredClientSecrets;

function openStorage(): void {
  secrets = new FakeSecretStorage();
  logger = new RecordingLogger();
  lock = new FakeRenewalLock();
  index = new SecretIndex(secrets, lock);
  store = new SecretTokenStore(secrets, index, logger, () => undefined);
  clientSecrets = new StoredClientSecrets(secrets, index);
}

// Seen to fail when: a call adds only its own identity, and does not wait for its turn; an index that cannot be read is taken for empty; one that cannot be
// understood is not set aside, or its whole entries are lost; the tokens are erased before the client secrets; one failure ends the erasing, or the index goes all
// the same; what was set aside stays; the named identities are left out; an erasure claims to be complete although the index could not be read; a client secret is
// stored before its entry.
// Also when: the index that was set aside is not looked into; a damaged index, present or set aside, counts as whole.
describe('SecretIndex', () => {
  beforeEach(openStorage);

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
    await new SecretIndex(secrets, lock).eraseAll([key]);
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
        'nomba.unreadableIndex': JSON.stringify([text]),
      });
    });
  }

  it('takes over the whole entries of an index that was cut off', async () => {
    const text = JSON.stringify(['one', 'two', 'three']).slice(0, -4);
    secrets.values.set('nomba.index', text);
    await index.add(key);
    assert.deepEqual(Object.fromEntries(secrets.values), {
      'nomba.index': JSON.stringify(['one', 'two', key]),
      'nomba.unreadableIndex': JSON.stringify([text]),
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
    secrets.values.set('nomba.unreadableIndex', JSON.stringify([JSON.stringify([key, 'two']).slice(0, -2)]));
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

// Seen to fail, in this order, when: only the identities of the stored index are erased; the index goes although a client secret stays; what was added before an
// erasure is added again after it; an erasure does not wait for its turn.
describe('SecretIndex.eraseAll', () => {
  beforeEach(openStorage);

  it('erases the secret of an identity that could not be added to the index', async () => {
    const get = secrets.get.bind(secrets);
    Object.assign(secrets, { get: async () => Promise.reject(new Error('locked')) });
    await index.add('one');
    Object.assign(secrets, { get });
    await secrets.store('nomba.clientSecret:one', 'test-secret-erased');
    await index.eraseAll();
    assert.deepEqual([...secrets.values.keys()], []);
  });

  it('keeps the index, and fails, when a client secret cannot be erased', async () => {
    const remove = secrets.delete.bind(secrets);
    const undeletable = 'nomba.clientSecret:one';
    Object.assign(secrets, {
      delete: async (name: string) =>
        name === undeletable ? Promise.reject(new Error('locked')) : remove(name),
    });
    await index.add('one');
    await secrets.store(undeletable, 'test-secret-left');
    await assert.rejects(index.eraseAll(), { name: 'TokenError', kind: 'storage' });
    assert.deepEqual([...secrets.values.keys()], ['nomba.index', undeletable]);
  });

  it('keeps the damaged list, too, when a token cannot be erased: the next erasure is not complete, either', async () => {
    secrets.values.set('nomba.unreadableIndex', JSON.stringify(['["on']));
    secrets.values.set('nomba.index', '["one"]');
    secrets.values.set('nomba.tokenSet:one', 'text');
    const remove = secrets.delete.bind(secrets);
    Object.assign(secrets, {
      delete: async (name: string) =>
        name === 'nomba.tokenSet:one' ? Promise.reject(new Error('locked')) : remove(name),
    });
    await assert.rejects(index.eraseAll(), { name: 'TokenError', kind: 'storage' });
    Object.assign(secrets, { delete: remove });
    assert.equal(await index.eraseAll(), 'known');
  });

  it('is the end of the identities that were added before', async () => {
    await index.add('one');
    await index.eraseAll();
    await index.add('two');
    assert.equal(secrets.values.get('nomba.index'), '["two"]');
  });

  it('is not the end of an identity that is added while it runs', async () => {
    await index.add('one');
    const remove = secrets.delete.bind(secrets);
    let added: Promise<void> | undefined;
    Object.assign(secrets, {
      delete: async (name: string) => {
        added ??= index.add('two');
        return remove(name);
      },
    });
    await index.eraseAll();
    await added;
    assert.equal(secrets.values.get('nomba.index'), '["two"]');
  });

  it('leaves nothing behind of an identity that is being added', async () => {
    const storeInTime = secrets.store.bind(secrets);
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    Object.assign(secrets, {
      store: async (name: string, value: string) => held.then(async () => storeInTime(name, value)),
    });
    const both = Promise.all([index.add('one'), index.eraseAll()]);
    await settled();
    answer();
    await both;
    assert.deepEqual([...secrets.values.keys()], []);
  });
});

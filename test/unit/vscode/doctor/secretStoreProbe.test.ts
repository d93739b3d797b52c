import assert from 'node:assert/strict';
import { probeSecretStore, type SecretStoreFacts } from '../../../../src/vscode/doctor/secretStoreProbe';
import { settled } from '../../../fakes/fakeClock';
import { FakeSecretStorage } from '../../../fakes/fakeSecretStorage';

const { signal } = new AbortController();

/** A storage that holds something, and writes down what it is asked. */
class WatchedStorage extends FakeSecretStorage {
  readonly asked: string[] = [];

  constructor() {
    super();
    this.values.set('nomba.index', '[]');
  }

  override async get(key: string): Promise<string | undefined> {
    this.asked.push(`get ${key}`);
    return super.get(key);
  }

  override async store(key: string, value: string): Promise<void> {
    this.asked.push(`store ${key}`);
    return super.store(key, value);
  }

  override async delete(key: string): Promise<void> {
    this.asked.push(`delete ${key}`);
    return super.delete(key);
  }
}

/** Without the times, which differ. */
function steps(facts: SecretStoreFacts): readonly string[] {
  return [facts.write, facts.read, facts.delete].map((step) => ('found' in step ? 'works' : step.problem));
}

// Seen to fail when: the key is always the same; nothing is deleted, or only after a write that worked, or without waiting for the write; any value read counts as
// the one written; a lost one is another one; a value is read that was not written.
describe('the probe of the secret storage', () => {
  it('writes, reads and deletes a value under a key of its own', async () => {
    const storage = new WatchedStorage();
    const facts = await probeSecretStore(storage, signal);
    const [key = ''] = /nomba\.probe:.*/.exec(storage.asked[0] ?? '') ?? [];
    assert.deepEqual(
      { steps: steps(facts), asked: storage.asked, left: [...storage.values.keys()] },
      {
        steps: ['works', 'works', 'works'],
        asked: [`store ${key}`, `get ${key}`, `delete ${key}`],
        left: ['nomba.index'],
      },
    );
  });

  it('never uses a key twice, because another window may probe at the same time', async () => {
    const storage = new WatchedStorage();
    await Promise.all([probeSecretStore(storage, signal), probeSecretStore(storage, signal)]);
    const stored = storage.asked.filter((call) => call.startsWith('store'));
    assert.equal(new Set(stored).size, 2);
  });

  it('says that a value is lost, or another one, and that it was deleted all the same', async () => {
    const losing = new WatchedStorage();
    losing.get = async () => Promise.resolve(undefined);
    const garbling = new WatchedStorage();
    garbling.get = async () => Promise.resolve('something');
    assert.deepEqual(
      [steps(await probeSecretStore(losing, signal)), steps(await probeSecretStore(garbling, signal))],
      [
        ['works', 'what was written is not there', 'works'],
        ['works', 'something else than what was written', 'works'],
      ],
    );
  });

  it('says that writing fails, without the text of the error, and cleans up all the same', async () => {
    const storage = new WatchedStorage();
    storage.store = async () => Promise.reject(new Error('test-secret-in-an-error'));
    const facts = await probeSecretStore(storage, signal);
    assert.deepEqual(
      { steps: steps(facts), deletions: storage.asked.length },
      { steps: ['failed', 'not tried', 'works'], deletions: 1 },
    );
  });

  it('says that deleting fails although reading did, too', async () => {
    const storage = new WatchedStorage();
    storage.get = async () => Promise.reject(new Error('test-secret-in-an-error'));
    storage.delete = async () => Promise.reject(new Error('test-secret-in-an-error'));
    assert.deepEqual(steps(await probeSecretStore(storage, signal)), ['works', 'failed', 'failed']);
  });

  it('deletes the value of a write that comes through after nobody waits any more', async () => {
    const storage = new WatchedStorage();
    let comeThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      comeThrough = resolve;
    });
    storage.store = async (key, value) => {
      await held;
      storage.values.set(key, value);
    };
    const abort = new AbortController();
    const probe = probeSecretStore(storage, abort.signal);
    abort.abort();
    const facts = await probe;
    comeThrough();
    await settled();
    assert.deepEqual(
      { steps: steps(facts), left: [...storage.values.keys()], deleted: storage.asked.length },
      { steps: ['cancelled', 'not tried', 'not tried'], left: ['nomba.index'], deleted: 1 },
    );
  });
});

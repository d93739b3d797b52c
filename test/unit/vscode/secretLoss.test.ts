import assert from 'node:assert/strict';
import { SecretLoss } from '../../../src/vscode/secretLoss';
import { settled } from '../../fakes/fakeClock';
import { FakeSecretStorage } from '../../fakes/fakeSecretStorage';

/** The part of a machine that outlives its windows: what an extension may remember, and perhaps the secrets. */
class Machine {
  secrets = new FakeSecretStorage();
  remembers = true;
  told = 0;
  readonly #state = new Map<string, unknown>();

  /** Opens a window and lets it look. */
  async openWindow(): Promise<SecretLoss> {
    const loss = new SecretLoss({
      secrets: this.secrets,
      state: {
        get: (key: string) => this.#state.get(key) as never,
        update: async (key: string, value: unknown) => {
          this.#state.set(key, value);
          return this.remembers ? Promise.resolve() : Promise.reject(new Error('The disk is full.'));
        },
      },
      gone: () => {
        this.told += 1;
      },
    });
    await loss.look();
    return loss;
  }

  async storeSecret(): Promise<void> {
    await this.secrets.store('nomba.index', '["an identity"]');
    await settled();
  }

  /** The last window closes, and with it goes what was only in its memory. */
  loseSecrets(): void {
    this.secrets = new FakeSecretStorage();
  }
}

let machine: Machine;

function openMachine(): void {
  machine = new Machine();
}

// Seen to fail when: it is not remembered that something was stored, that the user was told, that the secrets were kept in between, or that they were erased; a
// storage that does not answer counts as empty; a failure to remember is thrown; any change of any secret counts; a window goes on listening after its end; nobody
// is told.
describe('that the secrets are gone', () => {
  beforeEach(openMachine);

  it('is nothing to tell of where there were none', async () => {
    await machine.openWindow();
    assert.equal(machine.told, 0);
  });

  it('is nothing to tell of where they are kept', async () => {
    await machine.openWindow();
    await machine.storeSecret();
    await machine.openWindow();
    assert.equal(machine.told, 0);
  });

  it('is told at the next start', async () => {
    await machine.openWindow();
    await machine.storeSecret();
    machine.loseSecrets();
    await machine.openWindow();
    assert.equal(machine.told, 1);
  });

  it('is told once, though it happens each time', async () => {
    for (let window = 1; window <= 4; window += 1) {
      await machine.openWindow();
      await machine.storeSecret();
      machine.loseSecrets();
    }
    assert.equal(machine.told, 1);
  });

  it('is told again where they were kept in between', async () => {
    await machine.openWindow();
    await machine.storeSecret();
    machine.loseSecrets();
    await machine.openWindow();
    await machine.storeSecret();
    await machine.openWindow();
    machine.loseSecrets();
    await machine.openWindow();
    assert.equal(machine.told, 2);
  });

  it('is not told when the user has erased them', async () => {
    await machine.openWindow();
    await machine.storeSecret();
    await machine.secrets.delete('nomba.index');
    await settled();
    await machine.openWindow();
    assert.equal(machine.told, 0);
  });

  it('is not told because the storage does not answer', async () => {
    await machine.openWindow();
    await machine.storeSecret();
    Object.assign(machine.secrets, { get: async () => Promise.reject(new Error('locked')) });
    await machine.openWindow();
    assert.equal(machine.told, 0);
  });

  it('is told even if that cannot be remembered', async () => {
    machine.remembers = false;
    await machine.openWindow();
    await machine.storeSecret();
    machine.loseSecrets();
    await machine.openWindow();
    assert.equal(machine.told, 1);
  });

  it('is found out about the secrets of this extension alone', async () => {
    await machine.openWindow();
    await machine.secrets.store('other.extension', 'kept');
    await settled();
    machine.loseSecrets();
    await machine.openWindow();
    assert.equal(machine.told, 0);
  });

  it('is no concern of a window that has closed', async () => {
    const loss = await machine.openWindow();
    loss.dispose();
    await machine.storeSecret();
    machine.loseSecrets();
    await machine.openWindow();
    assert.equal(machine.told, 0);
  });
});

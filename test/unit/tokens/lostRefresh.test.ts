import assert from 'node:assert/strict';
import { obtainToken, signedOut } from '../../../src/tokens/renewal';
import { TokenError } from '../../../src/tokens/tokenError';
import { TokenLife } from '../../../src/tokens/tokenLife';
import type { TokenSet } from '../../../src/tokens/tokenSet';
import { FakeClientSecrets } from '../../fakes/fakeClientSecrets';
import { FakeClock, settled } from '../../fakes/fakeClock';
import { FakeSharedFailures } from '../../fakes/fakeSharedFailures';
import { FakeTokenEndpoint } from '../../fakes/fakeTokenEndpoint';
import { FakeTokenStore } from '../../fakes/fakeTokenStore';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { plain, testIdentity as identity, testTokenSet, type PlainTokenSet } from '../../fakes/tokenSets';

const minute = 60_000;
const clientSecret = 'test-secret-of-the-renewal';
const lost = new TokenError('network', { answerLost: true });

// Seen to fail when: nothing is noted of a lost or cancelled refresh, or of one that was refused or cancelled by a sign-out, too; the refresh token stays, or is
// sent again; another window’s token, a sign-out or a removed profile is not seen; there is no client secret; what cannot be read is taken for gone, or what
// cannot be written for a failure.
describe('a refresh that fails, and the issue after it, too', () => {
  const clock = new FakeClock();
  const due = testTokenSet('due', clock.now() - 26 * minute);
  const brought = testTokenSet('brought', clock.now());

  let endpoint: FakeTokenEndpoint;
  let store: FakeTokenStore;
  let clientSecrets: FakeClientSecrets;
  beforeEach(async () => {
    endpoint = new FakeTokenEndpoint();
    store = new FakeTokenStore();
    clientSecrets = new FakeClientSecrets();
    clientSecrets.set(identity, clientSecret);
    await store.write(due);
  });

  async function renew(signal = new AbortController().signal): Promise<TokenSet> {
    const life = new TokenLife(clock, () => 5 * minute);
    const logger = new RecordingLogger();
    const ports = { endpoint, store, clientSecrets, clock, logger, life, failures: new FakeSharedFailures() };
    const request = { identity, intent: 'renew', known: due, byUser: false, signal } as const;
    return obtainToken(ports, request, await store.read(identity));
  }

  async function stored(): Promise<PlainTokenSet | undefined> {
    return plain(await store.read(identity));
  }

  for (const [title, failure] of Object.entries({
    'not reached': new TokenError('network'),
    'lost, too': lost,
    'an error of the server': new TokenError('server'),
    'limited in its rate': new TokenError('rateLimited'),
    'refused for its secret': new TokenError('wrongSecret'),
    cancelled: new TokenError('cancelled'),
  })) {
    it(`leaves the token without its refresh token, where the refresh was lost and the issue ${title}`, async () => {
      endpoint.willAnswer(lost, failure);
      await assert.rejects(renew(), failure);
      assert.deepEqual(await stored(), { ...plain(due), refreshToken: undefined });
    });
  }

  it('makes the next renewal an issue, where the refresh was lost', async () => {
    endpoint.willAnswer(lost, new TokenError('network'), brought);
    await assert.rejects(renew());
    await renew();
    assert.deepEqual(endpoint.asked, [
      'refresh refresh-due',
      `issue ${clientSecret}`,
      `issue ${clientSecret}`,
    ]);
  });

  it('leaves the token without its refresh token although the store cannot be read any more', async () => {
    const result = renew();
    await settled();
    store.readFailure = new Error('The keyring is locked.');
    endpoint.willAnswer(new TokenError('network'));
    endpoint.latest.fail(lost);
    await assert.rejects(result, { kind: 'network' });
    store.readFailure = undefined;
    assert.deepEqual(await stored(), { ...plain(due), refreshToken: undefined });
  });

  it('leaves the token without its refresh token although the client secret cannot be read', async () => {
    clientSecrets.readFailure = new TokenError('storage');
    endpoint.willAnswer(lost);
    await assert.rejects(renew(), { kind: 'storage' });
    assert.deepEqual(await stored(), { ...plain(due), refreshToken: undefined });
  });

  it('does not keep the issue from being tried because the store takes nothing', async () => {
    store.onWrite = () => {
      throw new Error('The keyring is locked.');
    };
    endpoint.willAnswer(lost, new TokenError('server'));
    await assert.rejects(renew(), { kind: 'server' });
  });

  it('keeps the refresh token where there is no client secret to issue with', async () => {
    clientSecrets.remove(identity);
    endpoint.willAnswer(lost);
    await assert.rejects(renew(), { kind: 'missingSecret' });
    assert.deepEqual(await stored(), plain(due));
  });

  it('keeps the refresh token where the refresh was refused', async () => {
    endpoint.willAnswer(new TokenError('rejected'), new TokenError('network'));
    await assert.rejects(renew(), { kind: 'network' });
    assert.deepEqual(await stored(), plain(due));
  });

  it('leaves the token alone that another window has brought meanwhile', async () => {
    endpoint.willAnswer(lost);
    const result = renew();
    await settled();
    await store.write(brought);
    endpoint.latest.fail(lost);
    await assert.rejects(result, { kind: 'network' });
    assert.deepEqual(await stored(), plain(brought));
  });

  it('does not bring back the token of a user who has signed out meanwhile', async () => {
    endpoint.willAnswer(lost);
    const result = renew();
    await settled();
    await store.remove(identity);
    endpoint.latest.fail(lost);
    await assert.rejects(result, { kind: 'network' });
    assert.equal(await stored(), undefined);
  });

  describe('that is cancelled while Nomba is asked,', () => {
    /** What is stored afterwards. */
    async function cancelled(reason?: string, meanwhile?: () => void): Promise<PlainTokenSet | undefined> {
      const abort = new AbortController();
      const result = renew(abort.signal);
      await settled();
      meanwhile?.();
      abort.abort(reason);
      await assert.rejects(result, { kind: 'cancelled' });
      return stored();
    }

    it('leaves the token without its refresh token: Nomba may have used it up', async () => {
      assert.deepEqual(await cancelled(), { ...plain(due), refreshToken: undefined });
    });

    it('leaves everything to a sign-out that has cancelled it', async () => {
      assert.deepEqual(await cancelled(signedOut), plain(due));
    });

    it('keeps the refresh token where there is no client secret to issue with', async () => {
      assert.deepEqual(
        await cancelled(undefined, () => {
          clientSecrets.remove(identity);
        }),
        plain(due),
      );
    });
  });

  it('does not bring back the token of a profile that is removed at the same moment', async () => {
    store.onWrite = () => {
      clientSecrets.remove(identity);
    };
    endpoint.willAnswer(lost, new TokenError('network'));
    await assert.rejects(renew(), { kind: 'cancelled' });
    assert.equal(await stored(), undefined);
  });
});

import assert from 'node:assert/strict';
import { obtainToken, type RenewalIntent } from '../../../src/tokens/renewal';
import { TokenLife } from '../../../src/tokens/tokenLife';
import { TokenError, type FailureKind } from '../../../src/tokens/tokenError';
import type { TokenSet } from '../../../src/tokens/tokenSet';
import { FakeClientSecrets } from '../../fakes/fakeClientSecrets';
import { FakeClock, settled } from '../../fakes/fakeClock';
import { FakeSharedFailures } from '../../fakes/fakeSharedFailures';
import { FakeTokenEndpoint } from '../../fakes/fakeTokenEndpoint';
import { FakeTokenStore } from '../../fakes/fakeTokenStore';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const minute = 60_000;
const clientSecret = 'test-secret-of-the-renewal';

// Seen to fail when: nothing is adopted, or what is due, for an issue, or the token itself for a refresh; only another one is for a renewal; it always issues, or refreshes
// instead, or with the token that was known; a sign-out is ignored, or ends an issue, too; no issue follows a refusal, or one follows every failure; the refresh token is
// sent twice; the store is not read again, must be readable, or what is gone from it or was to be replaced counts; the caller’s end, or the missing secret, is ignored.
describe('obtainToken', () => {
  const clock = new FakeClock();
  const now = clock.now();
  const fresh = testTokenSet('fresh', now - minute);
  const due = testTokenSet('due', now - 26 * minute);
  const dead = testTokenSet('dead', now - 60 * minute);
  const brought = testTokenSet('brought', now);

  let endpoint: FakeTokenEndpoint;
  let store: FakeTokenStore;
  let clientSecrets: FakeClientSecrets;
  let logger: RecordingLogger;
  beforeEach(() => {
    endpoint = new FakeTokenEndpoint();
    store = new FakeTokenStore();
    logger = new RecordingLogger();
    clientSecrets = new FakeClientSecrets();
    clientSecrets.set(identity, clientSecret);
  });

  async function obtain(
    intent: RenewalIntent,
    known: TokenSet | undefined,
    signal = new AbortController().signal,
  ): Promise<string> {
    const life = new TokenLife(clock, () => 5 * minute);
    const ports = { endpoint, store, clientSecrets, clock, logger, life, failures: new FakeSharedFailures() };
    const request = { identity, intent, known, byUser: false, signal };
    const obtained = await obtainToken(ports, request, await store.read(identity));
    return obtained.accessToken.reveal();
  }

  const decisions: readonly {
    readonly title: string;
    readonly intent: RenewalIntent;
    readonly known?: TokenSet;
    readonly stored?: TokenSet;
    readonly asked: readonly string[];
    readonly result: string;
  }[] = [
    {
      title: 'issues when there is no token',
      intent: 'renew',
      asked: [`issue ${clientSecret}`],
      result: 'access-brought',
    },
    {
      title: 'refreshes a token that is due',
      intent: 'renew',
      known: due,
      stored: due,
      asked: ['refresh refresh-due'],
      result: 'access-brought',
    },
    {
      title: 'refreshes a dead token too',
      intent: 'renew',
      known: dead,
      stored: dead,
      asked: ['refresh refresh-dead'],
      result: 'access-brought',
    },
    {
      title: 'adopts what another window has brought meanwhile',
      intent: 'renew',
      known: due,
      stored: fresh,
      asked: [],
      result: 'access-fresh',
    },
    {
      title: 'keeps a token that is not due any more',
      intent: 'renew',
      known: fresh,
      stored: fresh,
      asked: [],
      result: 'access-fresh',
    },
    {
      title: 'adopts what another window has brought since there was nothing',
      intent: 'renew',
      stored: fresh,
      asked: [],
      result: 'access-fresh',
    },
    {
      title: 'refreshes what another window has brought if that is due as well, with its refresh token',
      intent: 'renew',
      known: dead,
      stored: due,
      asked: ['refresh refresh-due'],
      result: 'access-brought',
    },
    {
      title: 'refreshes a fresh token on demand',
      intent: 'refresh',
      known: fresh,
      stored: fresh,
      asked: ['refresh refresh-fresh'],
      result: 'access-brought',
    },
    {
      title: 'is content with another window’s token where a refresh was demanded',
      intent: 'refresh',
      known: due,
      stored: fresh,
      asked: [],
      result: 'access-fresh',
    },
    {
      title: 'issues on demand, whatever is there',
      intent: 'issue',
      known: due,
      stored: fresh,
      asked: [`issue ${clientSecret}`],
      result: 'access-brought',
    },
    {
      title: 'issues on demand although another window has signed out',
      intent: 'issue',
      known: fresh,
      asked: [`issue ${clientSecret}`],
      result: 'access-brought',
    },
    {
      title: 'issues where there is nothing to refresh with',
      intent: 'refresh',
      known: withoutRefreshToken(due),
      stored: withoutRefreshToken(due),
      asked: [`issue ${clientSecret}`],
      result: 'access-brought',
    },
  ];
  for (const { title, intent, known, stored, asked, result } of decisions) {
    it(title, async () => {
      if (stored !== undefined) {
        await store.write(stored);
      }
      endpoint.willAnswer(brought);
      assert.deepEqual({ result: await obtain(intent, known), asked: endpoint.asked }, { result, asked });
    });
  }

  for (const intent of ['renew', 'refresh'] as const) {
    it(`does not ${intent} a token that is gone from the store: somebody has signed out`, async () => {
      await assert.rejects(obtain(intent, due), { kind: 'cancelled' });
      assert.deepEqual(endpoint.asked, []);
    });
  }

  it('says that the client secret is missing, without a call', async () => {
    clientSecrets = new FakeClientSecrets();
    await assert.rejects(obtain('renew', undefined), { kind: 'missingSecret' });
    assert.deepEqual(endpoint.asked, []);
  });

  it('does not write', async () => {
    endpoint.willAnswer(brought);
    await obtain('renew', undefined);
    assert.deepEqual(store.written, []);
  });

  describe('when the refresh does not succeed', () => {
    beforeEach(async () => {
      await store.write(due);
    });

    for (const kind of [
      'rejected',
      'unknownClient',
      'unknownAccount',
      'wrongEnvironment',
      'wrongSecret',
    ] satisfies FailureKind[]) {
      it(`issues once after ${kind}`, async () => {
        endpoint.willAnswer(new TokenError(kind), brought);
        assert.deepEqual(
          [await obtain('renew', due), endpoint.asked],
          ['access-brought', ['refresh refresh-due', `issue ${clientSecret}`]],
        );
      });
    }

    for (const kind of [
      'network',
      'networkGate',
      'rateLimited',
      'server',
      'protocol',
    ] satisfies FailureKind[]) {
      it(`leaves it at that after ${kind}, which was not carried out and passes by itself`, async () => {
        endpoint.willAnswer(new TokenError(kind));
        await assert.rejects(obtain('renew', due), { kind });
        assert.deepEqual(endpoint.asked, ['refresh refresh-due']);
      });
    }

    it('fails as the issue fails', async () => {
      endpoint.willAnswer(new TokenError('rejected'), new TokenError('wrongSecret'));
      await assert.rejects(obtain('renew', due), { kind: 'wrongSecret' });
      assert.deepEqual(endpoint.asked, ['refresh refresh-due', `issue ${clientSecret}`]);
    });

    for (const kind of ['network', 'server', 'protocol'] satisfies FailureKind[]) {
      it(`never sends the refresh token again after an answer lost to ${kind}, but issues`, async () => {
        endpoint.willAnswer(new TokenError(kind, { answerLost: true }), brought);
        assert.deepEqual(
          [await obtain('renew', due), endpoint.asked],
          ['access-brought', ['refresh refresh-due', `issue ${clientSecret}`]],
        );
      });
    }

    for (const intent of ['renew', 'refresh'] as const) {
      it(`reads the store again after a lost answer to ${intent}, and adopts what another window has brought`, async () => {
        const result = obtain(intent, due);
        await settled();
        await store.write(fresh);
        endpoint.latest.fail(new TokenError('network', { answerLost: true }));
        assert.deepEqual([await result, endpoint.asked], ['access-fresh', ['refresh refresh-due']]);
      });
    }

    for (const failure of [new TokenError('network', { answerLost: true }), new TokenError('rejected')]) {
      it(`does not take the token that it wanted to replace for another window’s, after ${failure.answerLost ? 'a lost answer' : 'a refusal'}`, async () => {
        await store.write(fresh);
        endpoint.willAnswer(failure, brought);
        assert.deepEqual(
          [await obtain('refresh', fresh), endpoint.asked],
          ['access-brought', ['refresh refresh-fresh', `issue ${clientSecret}`]],
        );
      });
    }

    it('does not issue after a lost answer when somebody has signed out meanwhile', async () => {
      const result = obtain('renew', due);
      await settled();
      await store.remove(identity);
      endpoint.latest.fail(new TokenError('network', { answerLost: true }));
      await assert.rejects(result, { kind: 'cancelled' });
      assert.deepEqual(endpoint.asked, ['refresh refresh-due']);
    });

    it('issues also when the store cannot be read again', async () => {
      const result = obtain('renew', due);
      await settled();
      store.readFailure = new Error('The keyring is locked.');
      endpoint.willAnswer(brought);
      endpoint.latest.fail(new TokenError('rejected'));
      assert.deepEqual(
        [await result, endpoint.asked],
        ['access-brought', ['refresh refresh-due', `issue ${clientSecret}`]],
      );
    });

    it('does not issue for a caller who has gone', async () => {
      const abort = new AbortController();
      endpoint.endsOnAbort = false;
      const result = obtain('renew', due, abort.signal);
      await settled();
      abort.abort();
      endpoint.latest.fail(new TokenError('rejected'));
      await assert.rejects(result, { kind: 'cancelled' });
      assert.deepEqual(endpoint.asked, ['refresh refresh-due']);
    });

    it('logs the kind of the failure and nothing secret', async () => {
      endpoint.willAnswer(new TokenError('rejected'), brought);
      await obtain('renew', due);
      assert.deepEqual(logger.lines, [
        { level: 'info', message: 'The refresh did not succeed (rejected); issuing a new token.' },
      ]);
    });
  });
});

function withoutRefreshToken({ identity: owner, accessToken, issuedAt, expiresAt }: TokenSet): TokenSet {
  return { identity: owner, accessToken, issuedAt, expiresAt };
}

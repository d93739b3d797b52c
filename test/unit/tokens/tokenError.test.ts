import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import {
  TokenError,
  failureSentences,
  toTokenError,
  whatHappened,
  type FailureKind,
} from '../../../src/tokens/tokenError';

describe('TokenError', () => {
  it('says what happened in the sentence of its kind and keeps what a retry has to know', () => {
    const { message, kind, retryAfter, answerLost } = new TokenError('rateLimited', {
      retryAfter: 2_000,
      answerLost: true,
    });
    assert.deepEqual(
      { message, kind, retryAfter, answerLost },
      { message: failureSentences.rateLimited, kind: 'rateLimited', retryAfter: 2_000, answerLost: true },
    );
  });

  it('takes an answer for not lost unless it is told', () => {
    assert.equal(new TokenError('network').answerLost, false);
  });

  const passing: Readonly<Record<FailureKind, boolean>> = {
    missingSecret: false,
    wrongSecret: false,
    unknownClient: false,
    unknownAccount: false,
    wrongEnvironment: false,
    rejected: false,
    rateLimited: true,
    network: true,
    networkGate: true,
    server: true,
    protocol: true,
    storage: true,
    untrusted: true,
    cancelled: false,
  };
  for (const [kind, passes] of Object.entries(passing)) {
    it(`says that ${kind} ${passes ? 'passes by itself' : 'stays until somebody acts'}`, () => {
      assert.equal(new TokenError(kind as FailureKind).passes, passes);
    });
  }
});

describe('whatHappened', () => {
  const expected: Readonly<Record<FailureKind, string>> = {
    missingSecret: 'There is no client secret (private key) stored for this profile on this machine.',
    wrongSecret: 'Nomba refused the client secret (private key).',
    unknownClient: 'Nomba does not know this client id in this environment.',
    unknownAccount: 'Nomba does not know this account id.',
    wrongEnvironment: 'This token belongs to Nomba’s other environment.',
    rejected: 'Nomba refused the request.',
    rateLimited: 'Nomba is limiting how often tokens are requested.',
    network: 'Nomba could not be reached.',
    untrusted: 'The certificate of the server is not trusted on this machine.',
    networkGate: 'Something in front of Nomba’s API refused the connection.',
    server: 'Nomba had an error of its own.',
    protocol: 'The answer was not one of Nomba’s.',
    storage: 'VS Code’s secret storage cannot be read, so the client secret (private key) is out of reach.',
    cancelled: 'Cancelled.',
  };
  for (const [kind, sentence] of Object.entries(expected)) {
    it(`of ${kind} is: ${sentence}`, () => {
      assert.equal(whatHappened(kind as FailureKind), sentence);
    });
  }
});

describe('toTokenError', () => {
  it('leaves a TokenError as it is', () => {
    const error = new TokenError('network');
    assert.equal(toTokenError(error), error);
  });

  for (const thrown of [
    new Error('test-secret-in-a-message'),
    'test-secret-thrown',
    { secret: 'test-secret' },
  ]) {
    it(`keeps nothing of ${typeof thrown === 'object' ? thrown.constructor.name : typeof thrown} but the fact`, () => {
      const error = toTokenError(thrown);
      assert.deepEqual(
        [error.kind, inspect(error, { showHidden: true }).includes('test-secret')],
        ['protocol', false],
      );
    });
  }
});

import type { Credentials } from '../../src/profiles/credentials';
import type { TokenEndpoint } from '../../src/tokens/ports';
import { TokenError } from '../../src/tokens/tokenError';
import type { TokenSet } from '../../src/tokens/tokenSet';

export type TokenCallKind = 'issue' | 'refresh' | 'revoke';

/** A call that arrived, open until a test answers it. */
export class FakeTokenCall {
  readonly kind: TokenCallKind;
  /** What was sent, in the open: the client secret, the refresh token or the access token. */
  readonly sent: string | undefined;
  readonly signal: AbortSignal;
  readonly outcome: Promise<TokenSet | undefined>;
  #resolve: (tokenSet: TokenSet | undefined) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor(kind: TokenCallKind, sent: string | undefined, signal: AbortSignal) {
    this.kind = kind;
    this.sent = sent;
    this.signal = signal;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Ends the call well; without a token set for revoke. */
  answer(tokenSet?: TokenSet): void {
    this.#resolve(tokenSet);
  }

  fail(error: Error): void {
    this.#reject(error);
  }
}

type Answer = TokenSet | Error | 'done';

/** Nomba's token calls without Nomba: answers from the script if there is one for the call, else when the test says. */
export class FakeTokenEndpoint implements TokenEndpoint {
  readonly calls: FakeTokenCall[] = [];
  readonly #script: Answer[] = [];
  /** Set it to `false` for a server that answers although the caller has hung up. */
  endsOnAbort = true;

  /** Answers of the next calls, in order: a token set, an error, or `done` for a revoke. */
  willAnswer(...answers: readonly Answer[]): void {
    this.#script.push(...answers);
  }

  /** Kind and content of each call, for comparison as a whole. */
  get asked(): readonly string[] {
    return this.calls.map(({ kind, sent }) => `${kind} ${sent ?? '-'}`);
  }

  /** The latest call. */
  get latest(): FakeTokenCall {
    const call = this.calls.at(-1);
    if (call === undefined) {
      throw new Error('Nothing was asked yet.');
    }
    return call;
  }

  async issue({ clientSecret }: Credentials, signal: AbortSignal): Promise<TokenSet> {
    return this.#tokenSet(new FakeTokenCall('issue', clientSecret.reveal(), signal));
  }

  async refresh(tokenSet: TokenSet, signal: AbortSignal): Promise<TokenSet> {
    return this.#tokenSet(new FakeTokenCall('refresh', tokenSet.refreshToken?.reveal(), signal));
  }

  async revoke(tokenSet: TokenSet, signal: AbortSignal): Promise<void> {
    await this.#receive(new FakeTokenCall('revoke', tokenSet.accessToken.reveal(), signal));
  }

  async #tokenSet(call: FakeTokenCall): Promise<TokenSet> {
    const tokenSet = await this.#receive(call);
    if (tokenSet === undefined) {
      throw new Error(`The test answered ${call.kind} without a token set.`);
    }
    return tokenSet;
  }

  async #receive(call: FakeTokenCall): Promise<TokenSet | undefined> {
    this.calls.push(call);
    const answer = this.#script.shift();
    if (answer instanceof Error) {
      call.fail(answer);
    } else if (answer !== undefined) {
      call.answer(answer === 'done' ? undefined : answer);
    }
    if (this.endsOnAbort) {
      call.signal.addEventListener('abort', () => {
        call.fail(new TokenError('cancelled'));
      });
    }
    return call.outcome;
  }
}

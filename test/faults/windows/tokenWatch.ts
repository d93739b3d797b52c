import { bearerFingerprint } from '../../emulator/calls';
import type { Emulator } from '../../emulator/emulator';
import type { IssuedTokens } from '../../emulator/tokens';
import type { TokenTurn } from './figures';

/** ms between two looks. Only a token that was revoked is seen to end that much too late: the other moments are the emulator's own. */
const lookInterval = 5;

/** Knows at each moment which token is good at the emulator, which is to keep one session. */
export class TokenWatch {
  readonly #emulator: Emulator;
  readonly #timer: NodeJS.Timeout;
  readonly #past: TokenTurn[] = [];
  #current: { readonly accessToken: string; readonly turn: TokenTurn } | undefined;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
    this.#timer = setInterval(() => {
      this.#look();
    }, lookInterval);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  /** Oldest first; the last one is good until now, if it still is. */
  get turns(): readonly TokenTurn[] {
    this.#look();
    return this.#current === undefined
      ? [...this.#past]
      : [...this.#past, { ...this.#current.turn, to: Math.min(Date.now(), this.#current.turn.to) }];
  }

  /** bearerFingerprint() of the token that is good now. */
  get current(): string | undefined {
    this.#look();
    return this.#current?.turn.token;
  }

  #look(): void {
    const now = Date.now();
    const issued = this.#emulator.currentTokens.at(-1);
    if (issued?.accessToken === this.#current?.accessToken) {
      return;
    }
    if (this.#current !== undefined) {
      const { turn } = this.#current;
      this.#past.push({ ...turn, to: Math.min(turn.to, issued?.issuedAt ?? now) });
    }
    this.#current = issued && { accessToken: issued.accessToken, turn: turnOf(issued) };
  }
}

function turnOf({ accessToken, issuedAt, expiresAt }: IssuedTokens): TokenTurn {
  const lifetime = expiresAt - issuedAt;
  return { token: bearerFingerprint(accessToken), from: issuedAt, to: expiresAt, lifetime };
}

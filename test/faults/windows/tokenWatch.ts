import { bearerFingerprint } from '../../emulator/calls';
import { emulatorCredentials } from '../../emulator/clients';
import type { Emulator } from '../../emulator/emulator';
import type { IssuedTokens } from '../../emulator/tokens';
import type { TokenTurn } from './figures';

/** ms between two looks. Only a token that was revoked is seen to end that much too late: the other moments are the emulator's own. */
const lookInterval = 5;

interface Current {
  readonly accessToken: string;
  readonly turn: TokenTurn;
}

/** Knows at each moment which token is good at the emulator, which is to keep one session for each client. */
export class TokenWatch {
  readonly #emulator: Emulator;
  readonly #timer: NodeJS.Timeout;
  readonly #past: TokenTurn[] = [];
  /** By client id. */
  readonly #current = new Map<string, Current>();

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
    this.#timer = setInterval(() => {
      this.#look();
    }, lookInterval);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  /** The last one of each client is good until now, if it still is. */
  get turns(): readonly TokenTurn[] {
    this.#look();
    const now = Date.now();
    const last = [...this.#current.values()].map(({ turn }) => ({ ...turn, to: Math.min(now, turn.to) }));
    return [...this.#past, ...last];
  }

  /** bearerFingerprint() of the token that is good now, of the client that every scenario has. */
  get current(): string | undefined {
    return this.currentOf(emulatorCredentials.clientId);
  }

  /** The same of another client. */
  currentOf(clientId: string): string | undefined {
    this.#look();
    return this.#current.get(clientId)?.turn.token;
  }

  #look(): void {
    const now = Date.now();
    // The newest of each client, since they come oldest first.
    const issued = new Map(this.#emulator.currentTokens.map((tokens) => [tokens.clientId, tokens]));
    for (const [clientId, { accessToken, turn }] of this.#current) {
      const next = issued.get(clientId);
      if (next?.accessToken !== accessToken) {
        this.#past.push({ ...turn, to: Math.min(turn.to, next?.issuedAt ?? now) });
        this.#current.delete(clientId);
      }
    }
    for (const [clientId, tokens] of issued) {
      if (!this.#current.has(clientId)) {
        this.#current.set(clientId, { accessToken: tokens.accessToken, turn: turnOf(tokens) });
      }
    }
  }
}

function turnOf({ accessToken, issuedAt, expiresAt }: IssuedTokens): TokenTurn {
  const lifetime = expiresAt - issuedAt;
  return { token: bearerFingerprint(accessToken), from: issuedAt, to: expiresAt, lifetime };
}

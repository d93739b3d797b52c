import { randomUUID } from 'node:crypto';
import type { EmulatorClient } from './clients';
import { signAccessToken } from './jwt';
import type { EmulatorOptions } from './options';

/** A token pair that the emulator gave out. Times are epoch ms by the emulator's clock. */
export interface IssuedTokens {
  readonly clientId: string;
  readonly accountId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

interface RefreshGrant {
  readonly client: EmulatorClient;
  readonly expiresAt: number;
}

/** The sessions that the emulator keeps: which access and refresh tokens are good. */
export class TokenSessions {
  readonly #options: () => EmulatorOptions;
  readonly #now: () => number;
  readonly #accessTokens = new Map<string, IssuedTokens>();
  readonly #refreshTokens = new Map<string, RefreshGrant>();

  /** Options are read at each use, so a change takes effect with the next token. `now` is epoch ms. */
  constructor(options: () => EmulatorOptions, now: () => number) {
    this.#options = options;
    this.#now = now;
  }

  /** A new session for the client. */
  issue(client: EmulatorClient): IssuedTokens {
    if (this.#options().singleSession) {
      this.#endAll(client.clientId);
    }
    return this.#grant(client, this.#newRefreshToken(client));
  }

  /** A new access token for a refresh token; undefined when that is unknown, used up, expired or another client's. */
  refresh(refreshToken: string, clientId: string): IssuedTokens | undefined {
    const grant = this.#refreshTokens.get(refreshToken);
    if (grant?.client.clientId !== clientId || grant.expiresAt <= this.#now()) {
      return undefined;
    }
    const { singleSession, rotateRefreshTokens } = this.#options();
    if (singleSession) {
      this.#endAll(grant.client.clientId);
    }
    if (rotateRefreshTokens) {
      this.#refreshTokens.delete(refreshToken);
      return this.#grant(grant.client, this.#newRefreshToken(grant.client));
    }
    // Ending all sessions took this one as well; without rotation it lives on.
    this.#refreshTokens.set(refreshToken, grant);
    return this.#grant(grant.client, refreshToken);
  }

  /** The pair that a good access token belongs to; undefined when it is unknown, revoked, replaced or expired. */
  find(accessToken: string): IssuedTokens | undefined {
    const tokens = this.#accessTokens.get(accessToken);
    return tokens !== undefined && tokens.expiresAt > this.#now() ? tokens : undefined;
  }

  /**
   * Ends the access token and the refresh token of its session. That the latter ends too is an assumption: nobody
   * has shown it, and a client has to cope with it.
   */
  revoke(accessToken: string): void {
    const tokens = this.#accessTokens.get(accessToken);
    if (tokens !== undefined) {
      this.#accessTokens.delete(accessToken);
      this.#refreshTokens.delete(tokens.refreshToken);
    }
  }

  /** Ends every session of every client. */
  revokeAll(): void {
    this.#accessTokens.clear();
    this.#refreshTokens.clear();
  }

  /** Every access token that is good now, oldest first. */
  get current(): readonly IssuedTokens[] {
    return [...this.#accessTokens.values()].filter((tokens) => tokens.expiresAt > this.#now());
  }

  #endAll(clientId: string): void {
    for (const [accessToken, tokens] of this.#accessTokens) {
      if (tokens.clientId === clientId) {
        this.#accessTokens.delete(accessToken);
      }
    }
    for (const [refreshToken, grant] of this.#refreshTokens) {
      if (grant.client.clientId === clientId) {
        this.#refreshTokens.delete(refreshToken);
      }
    }
  }

  #newRefreshToken(client: EmulatorClient): string {
    const { refreshLifetimeMs } = this.#options();
    const refreshToken = `${randomUUID()}_${this.#now()}`;
    const expiresAt = refreshLifetimeMs === null ? Infinity : this.#now() + refreshLifetimeMs;
    this.#refreshTokens.set(refreshToken, { client, expiresAt });
    return refreshToken;
  }

  #grant(client: EmulatorClient, refreshToken: string): IssuedTokens {
    const issuedAt = this.#now();
    const expiresAt = issuedAt + this.#options().lifetimeMs;
    const accountClaim = `G:${client.accountId}`;
    const accessToken = signAccessToken({
      [accountClaim]: accountClaim,
      // What follows "E:sandbox." in a real token is not public; only the prefix is to be relied on.
      ...(client.environment === 'sandbox' ? { 'E:sandbox.emulator': 'E:sandbox.emulator' } : {}),
      iat: Math.floor(issuedAt / 1000),
      sub: client.clientId,
      exp: Math.floor(expiresAt / 1000),
      jti: randomUUID(),
    });
    const tokens = {
      clientId: client.clientId,
      accountId: client.accountId,
      accessToken,
      refreshToken,
      issuedAt,
      expiresAt,
    };
    this.#accessTokens.set(accessToken, tokens);
    return tokens;
  }
}

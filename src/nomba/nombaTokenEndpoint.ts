import type { Credentials } from '../profiles/credentials';
import type { Identity } from '../profiles/profile';
import type { Secret } from '../profiles/secret';
import type { Clock, Logger, TokenEndpoint } from '../tokens/ports';
import { TokenError } from '../tokens/tokenError';
import type { TokenSet } from '../tokens/tokenSet';
import { clockOffsetOf } from './clockOffset';
import { answerError, transportError, type TokenCall } from './failure';
import { redact } from './redact';
import { expiryOf } from './tokenLifetime';
import type { HttpAnswer, Transport } from './transport';
import { parseEnvelope, parseTokenData, type Envelope } from './wireSchemas';

/** ms. A clock that is off by less does no harm, and is not worth a line in the log. */
const notableOffset = 60_000;

/** Those of the last calls. More than one call and its answer have, because a server that logs what it gets may repeat an earlier one. */
const rememberedSecrets = 10;

export interface NombaTokenEndpointPorts {
  /** Called for each request, so that the HTTP client is loaded by the first. */
  readonly transport: () => Promise<Transport>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Pick<Logger, 'debug' | 'info' | 'warn'>;
  /** The deadline of one call, in ms. */
  readonly timeout: () => number;
}

interface Call {
  readonly name: TokenCall;
  readonly identity: Identity;
  readonly body: Readonly<Record<string, string>>;
  readonly bearer?: Secret;
  /** All that is sent. */
  readonly secrets: readonly Secret[];
  readonly signal: AbortSignal;
}

interface Answer {
  readonly http: HttpAnswer;
  /** Epoch ms by the local clock, when the request left. */
  readonly startedAt: number;
  /** ms that Nomba's clock is ahead of the local one. */
  readonly clockOffset: number;
  readonly envelope: Envelope | undefined;
  /** Absent when Nomba says that the call succeeded. */
  readonly failure?: TokenError;
}

/** Nomba's token calls over HTTP, as Nomba's documentation and recorded exchanges have them. */
export class NombaTokenEndpoint implements TokenEndpoint {
  readonly #ports: NombaTokenEndpointPorts;
  /** What must not come back in a log line, latest first. */
  #secrets: readonly Secret[] = [];

  constructor(ports: NombaTokenEndpointPorts) {
    this.#ports = ports;
  }

  async issue({ identity, clientSecret }: Credentials, signal: AbortSignal): Promise<TokenSet> {
    return this.#obtain({
      name: 'issue',
      identity,
      body: {
        grant_type: 'client_credentials',
        client_id: identity.clientId,
        client_secret: clientSecret.reveal(),
      },
      secrets: [clientSecret],
      signal,
    });
  }

  async refresh({ identity, accessToken, refreshToken }: TokenSet, signal: AbortSignal): Promise<TokenSet> {
    if (refreshToken === undefined) {
      throw new TokenError('rejected');
    }
    const renewed = await this.#obtain({
      name: 'refresh',
      identity,
      body: { grant_type: 'refresh_token', refresh_token: refreshToken.reveal() },
      bearer: accessToken,
      secrets: [accessToken, refreshToken],
      signal,
    });
    return { refreshToken, ...renewed };
  }

  /**
   * Sends the official form, and once the form that a third party documents when the official one is refused as a bad request.
   *
   * A token counts as revoked when Nomba says so, or that it has expired, or when it refuses (401) a token that has expired by the local clock,
   * too: then two witnesses agree that it is dead (RFC 7009 section 2.2: what revocation is for has been reached). A 401 for a living token is a
   * failure, because it may be about anything, and a token that still works must not be reported as revoked.
   */
  async revoke(tokenSet: TokenSet, signal: AbortSignal): Promise<void> {
    const { identity, accessToken, refreshToken } = tokenSet;
    const call = {
      name: 'revoke',
      identity,
      secrets: refreshToken === undefined ? [accessToken] : [accessToken, refreshToken],
      signal,
    } as const;
    let form = '“clientId” and “access_token”';
    let answer = await this.#call({
      ...call,
      body: { clientId: identity.clientId, access_token: accessToken.reveal() },
    });
    if (isBadRequest(answer)) {
      this.#ports.logger.info(
        `Revoke: the form with ${form} was refused as a bad request; trying the other one.`,
      );
      form = '“token” and a bearer';
      answer = await this.#call({ ...call, body: { token: accessToken.reveal() }, bearer: accessToken });
    }
    if (answer.failure === undefined) {
      this.#ports.logger.info(`Revoke: the form with ${form} worked.`);
    } else if (this.#isDead(tokenSet, answer)) {
      this.#ports.logger.info('Revoke: the token was dead already.');
    } else {
      throw answer.failure;
    }
  }

  #isDead(tokenSet: TokenSet, { http, envelope }: Answer): boolean {
    const saidExpired = http.status === 200 && envelope?.code === '02';
    return saidExpired || (http.status === 401 && tokenSet.expiresAt <= this.#ports.clock.now());
  }

  async #obtain(call: Call): Promise<TokenSet> {
    const { http, envelope, failure, startedAt, clockOffset } = await this.#call(call);
    if (failure !== undefined) {
      throw failure;
    }
    const issuedAt = this.#ports.clock.now();
    const data = parseTokenData(envelope?.data);
    if (data === undefined) {
      this.#ports.logger.warn(`The answer to ${call.name} is a success without a usable token.`);
      throw answerError(call.name, http, envelope, issuedAt);
    }
    const { accessToken, refreshToken, lifetime } = data;
    // Nomba names the moment by its own clock. By a local clock that is two hours off, the token would be dead at once, or live on for hours after its end.
    // Where it names a span instead, that counts from the request: the machine may have slept since, and the token cannot be older.
    const expiresAt = expiryOf(accessToken, lifetime, startedAt + clockOffset) - clockOffset;
    if (expiresAt <= issuedAt && issuedAt - startedAt > this.#ports.timeout()) {
      this.#ports.logger.info(`The machine slept during ${call.name}, and the token has expired meanwhile.`);
      throw new TokenError('network', { answerLost: true });
    }
    return {
      identity: call.identity,
      accessToken,
      ...(refreshToken !== undefined && { refreshToken }),
      issuedAt,
      expiresAt,
    };
  }

  /** @throws {TokenError} when no answer came. An answer that is a failure is returned. */
  async #call(call: Call): Promise<Answer> {
    const { clock } = this.#ports;
    const leftAt = clock.now();
    this.#remember(call.secrets);
    const http = await this.#post(call);
    const now = clock.now();
    // The clock may be put back during the call.
    const startedAt = Math.min(leftAt, now);
    if (http.outcome !== 'answered') {
      const error = transportError(http.outcome);
      this.#logCall(call, `no answer (${http.outcome}), ${error.kind}`, now - startedAt);
      throw error;
    }
    const clockOffset = clockOffsetOf(http.headers, startedAt, now) ?? 0;
    const envelope = parseEnvelope(http.body);
    const { accessToken, refreshToken } = parseTokenData(envelope?.data) ?? {};
    // Of a refusal, too: it may name the token that it brings.
    this.#remember([accessToken, refreshToken].filter((secret) => secret !== undefined));
    const succeeded = http.status >= 200 && http.status < 300 && envelope?.code === '00';
    const failure = succeeded ? undefined : answerError(call.name, http, envelope, now);
    this.#logCall(call, `HTTP ${http.status}, ${failure?.kind ?? 'success'}`, now - startedAt);
    if (Math.abs(clockOffset) > notableOffset) {
      const minutes = Math.round(Math.abs(clockOffset) / 60_000);
      this.#ports.logger.info(
        `The clock of this machine is ${minutes} min ${clockOffset > 0 ? 'behind' : 'ahead of'} Nomba's; the times of tokens are corrected by that.`,
      );
    }
    if (failure === undefined) {
      return { http, startedAt, clockOffset, envelope };
    }
    this.#logServerText(envelope);
    return { http, startedAt, clockOffset, envelope, failure };
  }

  async #post({ name, identity, body, bearer, signal }: Call): ReturnType<Transport['post']> {
    const { transport, timeout, logger } = this.#ports;
    try {
      const client = await transport();
      return await client.post({
        url: identity.baseUrl + pathOf(name),
        headers: {
          'Content-Type': 'application/json',
          accountId: identity.accountId,
          ...(bearer !== undefined && { Authorization: `Bearer ${bearer.reveal()}` }),
        },
        body: JSON.stringify(body),
        timeout: timeout(),
        signal,
      });
    } catch {
      // A transport never rejects, so this is a defect of ours, and nothing is known about what was sent. The error may carry the request.
      logger.warn('The HTTP client could not be loaded or failed in itself.');
      throw new TokenError('protocol', { answerLost: true });
    }
  }

  #logCall({ name, identity }: Call, outcome: string, duration: number): void {
    const host = identity.baseUrl.replace(/^https?:\/\//, '');
    this.#ports.logger.info(`POST ${pathOf(name)} (${host}): ${outcome}, ${Math.max(0, duration)} ms`);
  }

  #remember(secrets: readonly Secret[]): void {
    const others = this.#secrets.filter((known) => !secrets.some((secret) => secret.equals(known)));
    this.#secrets = [...secrets, ...others].slice(0, rememberedSecrets);
  }

  #logServerText(envelope: Envelope | undefined): void {
    if (envelope === undefined) {
      return;
    }
    const { code, description, message, errors } = envelope;
    const said = [code, description, message, errors === undefined ? undefined : JSON.stringify(errors)];
    const text = said.filter((part) => part !== undefined && part !== '').join(' · ');
    this.#ports.logger.debug(`Nomba said: ${redact(text, this.#secrets)}`);
  }
}

function pathOf(call: TokenCall): string {
  return `/v1/auth/token/${call}`;
}

/** 400 or 422 from Nomba itself; a page with that status comes from something in between, which the other form would not please more. */
function isBadRequest({ http, failure }: Answer): boolean {
  return failure?.kind === 'rejected' && (http.status === 400 || http.status === 422);
}

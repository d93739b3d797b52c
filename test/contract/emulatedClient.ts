import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { loadTransport } from '../../src/nomba/loadTransport';
import { NombaTokenEndpoint } from '../../src/nomba/nombaTokenEndpoint';
import type { Identity } from '../../src/profiles/profile';
import { Secret } from '../../src/profiles/secret';
import { TokenError, type FailureKind } from '../../src/tokens/tokenError';
import type { TokenSet } from '../../src/tokens/tokenSet';
import { emulatorCredentials } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';
import { startEmulator, type Exchange } from '../emulator/server';
import { RecordingLogger } from '../fakes/recordingLogger';
import { contractFor } from './openapi';

/** How a call fails, as far as the caller goes by it. */
export interface Failure {
  readonly kind: FailureKind;
  readonly answerLost: boolean;
}

/** The token endpoint of the extension, over its real HTTP client, against an emulator of its own. */
export class EmulatedClient {
  readonly emulator: Emulator;
  readonly exchanges: Exchange[];
  readonly endpoint: NombaTokenEndpoint;
  /** The deadline of each call, in ms. */
  timeout = 5000;
  readonly signal = new AbortController().signal;
  readonly #logger = new RecordingLogger();

  constructor(emulator: Emulator, exchanges: Exchange[]) {
    this.emulator = emulator;
    this.exchanges = exchanges;
    this.endpoint = new NombaTokenEndpoint({
      transport: loadTransport,
      clock: { now: () => Date.now() },
      logger: this.#logger,
      timeout: () => this.timeout,
    });
  }

  /** Every line so far, oldest first. */
  get log(): readonly string[] {
    return this.#logger.lines.map((line) => line.message);
  }

  identity(changes: Partial<Identity> = {}): Identity {
    const { clientId, accountId } = emulatorCredentials;
    return { baseUrl: this.emulator.baseUrl, clientId, accountId, ...changes };
  }

  async issue(
    changes: Partial<Identity> = {},
    secret = emulatorCredentials.clientSecret,
    signal = this.signal,
  ): Promise<TokenSet> {
    const clientSecret = new Secret(secret);
    return this.endpoint.issue({ identity: this.identity(changes), clientSecret }, signal);
  }

  /** The error of a call, which must be a TokenError and show no secret. */
  async errorOf(call: Promise<unknown>): Promise<TokenError> {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof TokenError);
    const inspected = inspect(error, { depth: 10, showHidden: true });
    const shown = [error.message, error.stack, JSON.stringify(error), inspected].join('\n');
    assert.deepEqual(leaks(shown, this.exchanges), []);
    return error;
  }

  async failureOf(call: Promise<unknown>): Promise<Failure> {
    const { kind, answerLost } = await this.errorOf(call);
    return { kind, answerLost };
  }

  /** Closes the emulator, then holds everything that was said and logged to the OpenAPI file and to secrecy. */
  async close(): Promise<void> {
    await this.emulator.close();
    assert.deepEqual(
      {
        contract: this.exchanges.flatMap(contractProblems),
        log: leaks(this.log.join('\n'), this.exchanges),
      },
      { contract: [], log: [] },
    );
  }
}

export async function startClient(): Promise<EmulatedClient> {
  const exchanges: Exchange[] = [];
  const emulator = await startEmulator({ onExchange: (exchange) => exchanges.push(exchange) });
  return new EmulatedClient(emulator, exchanges);
}

/** What the OpenAPI file finds wrong: with every request, and with every answer that no fault has touched. */
function contractProblems({ kind, fault, request, response }: Exchange): readonly string[] {
  if (kind === 'unknown' || kind === 'api') {
    return [];
  }
  const contract = contractFor(kind);
  return [...contract.request(request), ...(fault === undefined ? contract.response(response) : [])];
}

/** Which secrets of the exchanges can be read in a text, themselves or 12 characters of them. */
function leaks(text: string, exchanges: readonly Exchange[]): readonly string[] {
  const secrets = exchanges.flatMap(({ request, response }) =>
    [request.body, response.body].flatMap((body) =>
      [...body.matchAll(/"(client_secret|access_token|refresh_token|token)":"([^"]+)"/g)].map(
        ([, name = '', value = '']) => ({ name, value }),
      ),
    ),
  );
  return secrets
    .filter(({ value }) => piecesOf(value).some((piece) => text.includes(piece)))
    .map(({ name }) => name);
}

function piecesOf(value: string): readonly string[] {
  return Array.from({ length: Math.max(1, value.length - 11) }, (_, start) => value.slice(start, start + 12));
}

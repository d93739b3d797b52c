import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TransportOutcome } from '../../../src/nomba/transport';
import { encodings, isSent, placements, success, type Echo, type Encoding } from '../echoes';
import type { RandomSource } from '../schedules/randomSource';
import type { Sightings } from '../sightings';

/** How a call ends: with an answer, or else with whatever is done to the connection. */
export type ServerEnd = (echo: Echo, response: ServerResponse) => Promise<TransportOutcome | undefined>;

/** What the server does for one window. */
export interface ServerScript {
  readonly random: RandomSource;
  /** That it knows once it was sent them. No server says back what it was not sent. */
  readonly secrets: readonly string[];
  /** An access token and a refresh token that it brings. */
  readonly brought: readonly string[];
  /** Every call succeeds unless given. */
  readonly end: ServerEnd | undefined;
  /** The first answer waits, in ms. */
  readonly delay: number;
  readonly seen: Sightings;
  readonly given: Sightings;
}

/**
 * A server on loopback that says back whatever secret it was sent, in any form and place. One for each window: what a window that was closed has still sent, the next one could not
 * know for a secret.
 */
export class EchoServer {
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response);
  });
  readonly #script: ServerScript;
  readonly #known = new Set<string>();
  #delay: number;
  /** How many answers had at least one secret in them. */
  echoes = 0;

  static async listen(script: ServerScript): Promise<EchoServer> {
    const server = new EchoServer(script);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  private constructor(script: ServerScript) {
    this.#script = script;
    this.#delay = script.delay;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', headers } = request;
    const body = await text(request).catch(() => '');
    const script = this.#script;
    const sent = { url, headers: { Authorization: headers.authorization ?? '' }, body };
    // Proxies and servers write addresses into their logs.
    script.seen.see('addresses', url);
    script.given.see('requests', [sent.headers, body]);
    await this.#wait();
    const echo = this.#echo(script, { ...sent, timeout: 0, signal: new AbortController().signal });
    this.echoes += echo.secrets.length > 0 ? 1 : 0;
    if (request.method === 'GET') {
      // Nothing of the answer is read but its status and its date.
      write(success([], echo.secrets), response);
      return;
    }
    const succeeds = script.end === undefined || script.random.below(4) === 0;
    // What it brings it says back once it was sent it: a client that has given up waiting has never seen it, and cannot know it again.
    const outcome = succeeds
      ? success(script.brought, [...this.#known, ...script.brought])
      : await script.end(echo, response);
    write(outcome, response);
  }

  async #wait(): Promise<void> {
    const delay = this.#delay;
    this.#delay = 0;
    if (delay > 0) {
      await new Promise((resolve) => {
        setTimeout(resolve, delay);
      });
    }
  }

  #echo({ random, secrets, brought }: ServerScript, request: Echo['request']): Echo {
    for (const secret of secrets.filter((value) => isSent(request, value))) {
      this.#known.add(secret);
    }
    const encoding = random.oneOf(Object.keys(encodings) as Encoding[]);
    return {
      secrets: [...this.#known],
      brought,
      encoding,
      placement: random.oneOf(placements),
      request,
    };
  }
}

function write(outcome: TransportOutcome | undefined, response: ServerResponse): void {
  if (outcome?.outcome !== 'answered') {
    return;
  }
  const { status, headers, body } = outcome;
  // Node takes no more than 16 kB of headers.
  const short = Object.entries(headers).map(([name, value]) => [name, value.slice(0, 1_500)] as const);
  response.writeHead(status, short[0]?.[1] ?? '', Object.fromEntries(short));
  response.end(body);
}

import type { HttpAnswer, Transport, TransportOutcome, TransportRequest } from '../../../src/nomba/transport';

/** Answers with what it was given, in order, and keeps what it was asked. */
export class ScriptedTransport implements Transport {
  readonly requests: TransportRequest[] = [];
  /** What happens while a call is under way. */
  whileAsked: () => void = () => undefined;
  readonly #outcomes: TransportOutcome[];

  constructor(...outcomes: TransportOutcome[]) {
    this.#outcomes = outcomes;
  }

  async post(request: TransportRequest): Promise<TransportOutcome> {
    this.requests.push(request);
    this.whileAsked();
    const outcome = this.#outcomes.shift();
    return outcome === undefined
      ? Promise.reject(new Error('nothing left to answer'))
      : Promise.resolve(outcome);
  }
}

/** An answer whose body is the given text, or the given value as JSON. */
export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    outcome: 'answered',
    status,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

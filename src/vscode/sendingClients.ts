import type { HttpClientFacts, HttpClientName } from './doctor/httpClients';
import { Refusal } from './refusal';

/**
 * The clients that a request can be handed to, in their order. One in another extension host has an environment of its own: there the token is empty, and `Bearer` would be
 * sent without it.
 *
 * @throws {Refusal} when the request wants the token, and no client can read it.
 */
export function sendingClients(
  clients: readonly HttpClientFacts[],
  wantsToken: boolean,
): readonly HttpClientName[] {
  const named = (isWanted: (client: HttpClientFacts) => boolean): readonly HttpClientName[] =>
    clients.filter(isWanted).map(({ name }) => name);
  const here = named(({ presence }) => presence === 'here');
  const elsewhere = named(({ presence }) => presence === 'otherHost');
  if (!wantsToken) {
    return [...here, ...elsewhere];
  }
  if (here.length === 0 && elsewhere.length > 0) {
    throw new Refusal(
      `${elsewhere.join(' and ')} ${elsewhere.length === 1 ? 'runs' : 'run'} in another extension host, which cannot read the token.`,
      { title: 'Run Doctor', command: 'nomba.doctor' },
    );
  }
  return here;
}

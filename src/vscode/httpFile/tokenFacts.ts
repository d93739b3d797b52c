import { readNombaClaims } from '../../httpFile/jsonWebToken';
import { printable } from '../../profiles/printable';
import { localTime, spokenTimeLeft } from '../timeLeft';

/** What a JSON Web Token says of itself, for the user. */
export interface TokenFacts {
  readonly isNomba: boolean;
  readonly facts: readonly (readonly [term: string, value: string])[];
}

/**
 * The token may be a stranger's: its claims are made printable.
 *
 * @param now epoch ms
 */
export function tokenFacts(token: string, now: number): TokenFacts {
  const claims = readNombaClaims(token);
  if (claims === undefined) {
    return { isNomba: false, facts: [] };
  }
  const { isNomba, environment, accountId, clientId, issuer, audience, issuedAt, expiresAt } = claims;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Environment', environment],
    ['Account id', accountId],
    ['Issuer', issuer],
    [isNomba ? 'Client id' : 'Subject', clientId],
    ['Audience', audience?.join(', ')],
    ['Issued', issuedAt === undefined ? undefined : localTime(issuedAt)],
    ['Expires', expiresAt === undefined ? undefined : expiry(expiresAt, now)],
  ];
  return {
    isNomba,
    facts: facts.flatMap(([term, value]) => (value === undefined ? [] : [[term, printable(value)] as const])),
  };
}

function expiry(expiresAt: number, now: number): string {
  const left = expiresAt - now;
  return `${localTime(expiresAt)} (${left > 0 ? `in ${spokenTimeLeft(left)}` : 'expired'})`;
}

import * as v from 'valibot';
import type { Identity } from '../profiles/profile';
import { Secret } from '../profiles/secret';
import type { TokenSet } from './tokenSet';

const recordSchema = v.object({
  version: v.literal(1),
  accessToken: v.pipe(v.string(), v.minLength(1)),
  refreshToken: v.optional(v.string()),
  // Finite, because JSON can hold 1e999.
  issuedAt: v.pipe(v.number(), v.finite()),
  expiresAt: v.pipe(v.number(), v.finite()),
  isDoubtful: v.optional(v.literal(true)),
});

/** The text under which a token set lies in SecretStorage. The only place, beside the wire, where a token is plain. */
export function formatTokenRecord(tokenSet: TokenSet): string {
  const { accessToken, refreshToken, issuedAt, expiresAt, isDoubtful } = tokenSet;
  return JSON.stringify({
    version: 1,
    accessToken: accessToken.reveal(),
    refreshToken: refreshToken?.reveal(),
    issuedAt,
    expiresAt,
    isDoubtful,
  });
}

/** @returns `undefined` for a text that is not a record of this version: the caller sets it aside, it never deletes it. */
export function parseTokenRecord(text: string, identity: Identity): TokenSet | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(recordSchema, json);
  if (!parsed.success) {
    return undefined;
  }
  const { accessToken, refreshToken, issuedAt, expiresAt, isDoubtful } = parsed.output;
  return {
    identity,
    accessToken: new Secret(accessToken),
    ...(refreshToken !== undefined && { refreshToken: new Secret(refreshToken) }),
    issuedAt,
    expiresAt,
    ...(isDoubtful !== undefined && { isDoubtful }),
  };
}

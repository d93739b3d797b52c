import * as v from 'valibot';
import { Secret } from '../profiles/secret';
import type { StatedLifetime } from './tokenLifetime';

/** A member that is left out when it is not of its type: an odd `description` must not hide what the rest of an answer says. */
function hint<Schema extends v.GenericSchema>(
  schema: Schema,
): v.SchemaWithFallback<v.OptionalSchema<Schema, undefined>, undefined> {
  return v.fallback(v.optional(schema), undefined);
}

const envelopeSchema = v.object({
  // A string in everything that was recorded. A number is kept apart from it, so that `0` is never taken for the success `"00"`.
  code: hint(v.union([v.string(), v.number()])),
  description: hint(v.string()),
  message: hint(v.string()),
  errors: v.optional(v.unknown()),
  data: v.optional(v.unknown()),
});

const tokenDataSchema = v.object({
  // Visible ASCII (RFC 6750 section 2.1 allows less): it is going to stand in headers, environment variables and files, where a line end would do harm.
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  // The access token that came with an odd one is as good as any.
  refresh_token: hint(v.string()),
  expiresAt: v.optional(v.unknown()),
  expires_in: v.optional(v.unknown()),
});

/** What surrounds every answer of Nomba's, success or not. `status` is left out: it is `false` on success, too (recorded exchange). */
export type Envelope = v.InferOutput<typeof envelopeSchema>;

/** The content of a successful issue or refresh. */
export interface TokenData {
  readonly accessToken: Secret;
  readonly refreshToken: Secret | undefined;
  readonly lifetime: StatedLifetime;
}

/** @returns `undefined` when the body is not a JSON object. */
export function parseEnvelope(body: string): Envelope | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (Array.isArray(json)) {
    return undefined;
  }
  const parsed = v.safeParse(envelopeSchema, json);
  return parsed.success ? parsed.output : undefined;
}

/** @returns `undefined` when there is no access token, or one of the two tokens is not what a token can be. */
export function parseTokenData(data: unknown): TokenData | undefined {
  const parsed = v.safeParse(tokenDataSchema, data);
  if (!parsed.success) {
    return undefined;
  }
  const { access_token, refresh_token, expiresAt, expires_in } = parsed.output;
  return {
    accessToken: new Secret(access_token),
    refreshToken: refresh_token === undefined || refresh_token === '' ? undefined : new Secret(refresh_token),
    lifetime: { expiresAt, expiresIn: expires_in },
  };
}

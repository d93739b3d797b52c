import * as v from 'valibot';
import { readAccessToken } from './jwt';
import {
  accountIdOf,
  readJson,
  requireAccountId,
  requireAccountOf,
  requireBody,
  requireClient,
  requireSignedBearer,
} from './checks';
import type { EmulatorRequest, EndpointContext } from './checks';
import { errorReplies, Refusal, success, validationFailure } from './replies';
import type { Reply } from './replies';
import type { IssuedTokens } from './tokens';

const text = v.pipe(v.string(), v.nonEmpty());
const issueBody = v.object({
  grant_type: v.literal('client_credentials'),
  client_id: text,
  client_secret: text,
});
const refreshBody = v.object({ grant_type: v.literal('refresh_token'), refresh_token: text });
const officialRevokeBody = v.object({ clientId: text, access_token: text });
const tokenRevokeBody = v.object({ token: text });

/** POST /v1/auth/token/issue */
export function issueToken(request: EmulatorRequest, context: EndpointContext): Reply {
  const accountId = requireAccountId(request);
  const body = requireBody(request, issueBody);
  const client = requireClient(body.client_id, context);
  if (body.client_secret !== client.clientSecret) {
    throw new Refusal(errorReplies.wrongSecret);
  }
  requireAccountOf(client, accountId, context);
  return tokenReply('Successful', context.tokens.issue(client));
}

/** POST /v1/auth/token/refresh; the bearer may have expired (Nomba's documentation). */
export function refreshToken(request: EmulatorRequest, context: EndpointContext): Reply {
  const accountId = requireAccountId(request);
  const claims = requireSignedBearer(request, context);
  const body = requireBody(request, refreshBody);
  const client = requireClient(String(claims['sub']), context);
  requireAccountOf(client, accountId, context);
  const tokens = context.tokens.refresh(body.refresh_token, client.clientId);
  if (tokens === undefined) {
    throw new Refusal(errorReplies.unauthorized);
  }
  return tokenReply('Success', tokens);
}

/** POST /v1/auth/token/revoke, in the forms that the option `revokeForm` accepts. */
export function revokeToken(request: EmulatorRequest, context: EndpointContext): Reply {
  const body = readJson(request);
  const { revokeForm } = context.options;
  const official = v.safeParse(officialRevokeBody, body);
  if (official.success && revokeForm !== 'token') {
    const client = requireClient(official.output.clientId, context);
    // The header is optional here: one of the two official examples comes without it.
    const accountId = accountIdOf(request.headers);
    if (accountId !== undefined) {
      requireAccountOf(client, accountId, context);
    }
    return revoke(official.output.access_token, client.clientId, context);
  }
  const other = v.safeParse(tokenRevokeBody, body);
  if (other.success && revokeForm !== 'official') {
    const claims = requireSignedBearer(request, context);
    return revoke(other.output.token, String(claims['sub']), context);
  }
  const expected = revokeForm === 'token' ? ['token'] : ['clientId', 'access_token'];
  throw new Refusal(
    validationFailure(
      400,
      'Bad request',
      expected.map((field) => `${field} is required`),
    ),
  );
}

/** A token that is revoked or expired already is a success, as RFC 7009 section 2.2 has it; one that was never issued is not. */
function revoke(accessToken: string, clientId: string, context: EndpointContext): Reply {
  if (readAccessToken(accessToken)?.['sub'] !== clientId) {
    throw new Refusal(errorReplies.unauthorized);
  }
  context.tokens.revoke(accessToken);
  return { status: 200, body: { code: '00', description: 'Token revoked successfully' } };
}

function tokenReply(description: string, tokens: IssuedTokens): Reply {
  return success(description, {
    businessId: tokens.accountId,
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    expiresAt: new Date(tokens.expiresAt).toISOString(),
  });
}

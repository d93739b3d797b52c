import { reference } from '../dialect';
import type { Finding, FindingContext } from '../finding';
import { expiredToken, noProfile, noToken, withheldTokens, type LackOfToken } from '../lackOfToken';
import type { NombaRequest } from '../nombaRequest';
import type { HeaderLine } from '../requestBlocks';
import { bearerValue, environmentVariables, httpYacTokenVariable } from '../tokenReference';
import { tokenSource } from '../tokenSource';

/** Our reference where there is nothing to refer to, or nobody to read it: the request would go out without a token. */
export function tokenReferenceFindings(request: NombaRequest, context: FindingContext): readonly Finding[] {
  const { authorization } = request;
  if (authorization === undefined) {
    return [];
  }
  const { valueStart: start, valueEnd: end } = authorization;
  const source = tokenSource(request, context);
  if (source === 'unknown') {
    return [{ code: 'no-token', start, end, ...unknownReference(authorization, context) }];
  }
  const lack = source === 'shared' ? lackOf(context) : undefined;
  return lack === undefined
    ? []
    : [
        {
          code: 'no-token',
          start,
          end,
          message: `There is no token for this request: ${lack.reason}`,
          fixes: [{ kind: 'command', ...lack.remedy }],
        },
      ];
}

function unknownReference(
  { valueStart, valueEnd }: HeaderLine,
  { dialect }: FindingContext,
): Pick<Finding, 'message' | 'fixes'> {
  const newText = bearerValue(reference(dialect, environmentVariables.accessToken));
  return {
    message: `httpYac alone knows {{${httpYacTokenVariable}}}, and is not in this window: it would be sent as it is written. Use the reference.`,
    fixes: [
      {
        kind: 'edits',
        title: 'Use the access token by reference',
        edits: [{ start: valueStart, end: valueEnd, newText }],
      },
    ],
  };
}

function lackOf({ profile, token, withheld }: FindingContext): LackOfToken | undefined {
  if (profile === undefined) {
    return noProfile;
  }
  const { name } = profile;
  if (token === 'none') {
    return noToken(name);
  }
  if (token === 'expired') {
    return expiredToken(name);
  }
  return withheld && withheldTokens[withheld];
}

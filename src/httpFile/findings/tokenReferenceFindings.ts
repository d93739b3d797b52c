import { printable } from '../../profiles/printable';
import { reference } from '../dialect';
import type { Finding, FindingContext, Fix } from '../finding';
import type { NombaRequest } from '../nombaRequest';
import type { HeaderLine } from '../requestBlocks';
import { bearerValue, environmentVariables, httpYacTokenVariable } from '../tokenReference';
import { tokenSource } from '../tokenSource';

interface Lack {
  readonly message: string;
  readonly fix?: Fix;
}

/** Our reference where there is nothing to refer to, or nobody to read it: the request would go out without a token. */
export function tokenReferenceFindings(request: NombaRequest, context: FindingContext): readonly Finding[] {
  const { authorization } = request;
  if (authorization === undefined) {
    return [];
  }
  const source = tokenSource(request, context);
  const lack =
    source === 'unknown'
      ? unknownReference(authorization, context)
      : source === 'shared'
        ? lackOf(context)
        : undefined;
  if (lack === undefined) {
    return [];
  }
  return [
    {
      code: 'no-token',
      start: authorization.valueStart,
      end: authorization.valueEnd,
      message: lack.message,
      fixes: lack.fix ? [lack.fix] : [],
    },
  ];
}

function unknownReference({ valueStart, valueEnd }: HeaderLine, { dialect }: FindingContext): Lack {
  const newText = bearerValue(reference(dialect, environmentVariables.accessToken));
  return {
    message: `httpYac alone knows {{${httpYacTokenVariable}}}, and is not in this window: it would be sent as it is written. Use the reference.`,
    fix: {
      kind: 'edits',
      title: 'Use the access token by reference',
      edits: [{ start: valueStart, end: valueEnd, newText }],
    },
  };
}

function lackOf({ profile, token, isShared }: FindingContext): Lack | undefined {
  if (profile === undefined) {
    return { message: 'This window has no Nomba profile to take the access token from. Add a profile.' };
  }
  const name = printable(profile.name);
  if (token === 'none') {
    return {
      message: `The profile “${name}” has no access token. Issue one.`,
      fix: { kind: 'issueToken', title: 'Issue an access token' },
    };
  }
  if (token === 'expired') {
    return {
      message: `The access token of the profile “${name}” has expired. Issue a new one.`,
      fix: { kind: 'issueToken', title: 'Issue a new access token' },
    };
  }
  if (isShared) {
    return undefined;
  }
  return profile.environment === 'production'
    ? {
        message: `The production token of the profile “${name}” is not shared with request clients. Share it with this window, if you want to send this.`,
        fix: { kind: 'shareToken', title: 'Share the production token' },
      }
    : {
        message: `The access token of the profile “${name}” is not shared with request clients. Look at the setting for sharing, and at the trust of the workspace.`,
      };
}

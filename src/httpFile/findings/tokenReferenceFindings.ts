import { printable } from '../../profiles/printable';
import type { Finding, FindingContext, Fix } from '../finding';
import type { NombaRequest } from '../nombaRequest';
import { tokenSource } from '../tokenSource';

interface Lack {
  readonly message: string;
  readonly fix?: Fix;
}

/** Our reference where there is nothing to refer to: the request would go out without a token. */
export function tokenReferenceFindings(request: NombaRequest, context: FindingContext): readonly Finding[] {
  const { authorization } = request;
  const lack = lackOf(context);
  if (
    authorization === undefined ||
    lack === undefined ||
    tokenSource(request, context.values) !== 'shared'
  ) {
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

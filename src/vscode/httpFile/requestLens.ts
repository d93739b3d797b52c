import type { CommandId, Commands } from '../../contributions';
import type { WithheldReason } from '../../httpFile/lackOfToken';
import type { NombaRequest } from '../../httpFile/nombaRequest';
import type { TokenSource } from '../../httpFile/tokenSource';
import type { TokenState } from '../../tokens/tokenState';

/** One thing above a request: what it says, and what a click does. */
export type RequestLens = {
  readonly [Id in CommandId]: {
    readonly title: string;
    readonly tooltip: string;
    readonly command: Id;
    readonly argument?: Commands[Id]['argument'];
  };
}[CommandId];

/** The token that a reference stands for in this window, as it is shown everywhere. */
export interface ShownToken {
  /** With an icon. */
  readonly text: string;
  /** The same in words. */
  readonly label: string;
  /** `undefined` where there is no profile. */
  readonly state: TokenState | undefined;
  /** Why the reference is empty although there is a token. */
  readonly withheld: WithheldReason | undefined;
}

/** Whoever asks for a token needs neither header. */
const tokenEndpoints = '/v1/auth/token/';

/**
 * What stands above a request to Nomba, from left to right.
 *
 * @param line of the document, from 0: where the commands find the request.
 * @param uri of the document.
 */
export function requestLenses(
  request: NombaRequest,
  source: TokenSource,
  token: ShownToken,
  place: { readonly uri: string; readonly line: number },
): readonly RequestLens[] {
  const send: RequestLens = {
    title: '$(play) Send',
    tooltip: 'Send this request with a token that has at least a minute left',
    command: 'nomba.sendRequest',
    argument: place,
  };
  if (request.address?.path.startsWith(tokenEndpoints) === true) {
    return [send];
  }
  if (request.request.kind === 'curl') {
    // It has no header lines to insert. A token in it is for the problem's quick fix, which needs none.
    return [send, ...(source === 'literal' ? [] : tokenLenses(source, token, place))];
  }
  // A token that comes from elsewhere would be replaced: there only the problem's quick fix adds the other header.
  const isIncomplete =
    source === 'missing' || source === 'unknown' || (source === 'shared' && request.accountId === undefined);
  const insert: RequestLens = {
    title: '$(insert) Insert token',
    tooltip: 'Add the headers Authorization and accountId, by reference',
    command: 'nomba.insertBearerToken',
    argument: { style: 'reference', ...place },
  };
  return [send, ...(isIncomplete ? [insert] : []), ...tokenLenses(source, token, place)];
}

function tokenLenses(
  source: TokenSource,
  token: ShownToken,
  place: { readonly uri: string; readonly line: number },
): readonly RequestLens[] {
  switch (source) {
    case 'literal':
      return [
        {
          title: '$(warning) Token in the file: use a reference',
          tooltip: 'The token stands in the file, where it expires and is easily committed',
          command: 'nomba.insertBearerToken',
          argument: { style: 'reference', ...place },
        },
      ];
    // Where a token of somebody else's comes from, and how long it lives, is not ours to say.
    case 'elsewhere':
      return [];
    case 'missing':
    case 'unknown':
    case 'shared':
      return sharedTokenLenses(token);
  }
}

function sharedTokenLenses({ text, label, state, withheld }: ShownToken): readonly RequestLens[] {
  if (state === undefined) {
    return [
      {
        title: '$(add) Add a Nomba profile',
        tooltip: 'There is no profile yet',
        command: 'nomba.addProfile',
      },
    ];
  }
  const shown: RequestLens = { title: text, tooltip: label, command: 'nomba.showMenu' };
  if (withheld === 'production') {
    return [
      shown,
      {
        title: '$(lock) Share with this window',
        tooltip: 'A production token is shared with a window only after you say yes',
        command: 'nomba.shareProductionToken',
      },
    ];
  }
  if (withheld !== undefined) {
    return [{ ...shown, title: `${text} $(lock) not shared` }];
  }
  switch (state) {
    case 'signedOut':
      return [
        shown,
        { title: '$(add) Issue token', tooltip: 'Ask Nomba for a token', command: 'nomba.issueToken' },
      ];
    case 'expiring':
    case 'expired':
    case 'failed':
      return [
        shown,
        { title: '$(sync) Renew', tooltip: 'Ask Nomba for another token now', command: 'nomba.refreshToken' },
      ];
    case 'fresh':
    case 'refreshing':
      return [shown];
  }
}

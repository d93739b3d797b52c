/** What is known of a kind of finding, whichever request it is found in. */
export interface FindingKind {
  readonly defaultSeverity: 'error' | 'warning' | 'information' | 'hint';
  /** For the setting and the README. */
  readonly title: string;
  /** One or two plain sentences: what it means, and what to do. */
  readonly documentation: string;
}

/** Everything that can be found in requests and in the files around them. The names are stable: users write them into their settings. */
export const findingCodes = {
  'token-literal': {
    defaultSeverity: 'error',
    title: 'Access token in a file',
    documentation:
      'An access token is written into the file, where others can read it and where it expires. Use the reference {{$processEnv NOMBA_ACCESS_TOKEN}}, which is filled in at each send.',
  },
  'own-secret': {
    defaultSeverity: 'error',
    title: 'Client secret or token of a profile in a file',
    documentation:
      'The client secret or a token of one of your profiles is written into the file. Take it out, and replace it in Nomba’s dashboard if others have seen the file.',
  },
  'published-secret': {
    defaultSeverity: 'error',
    title: 'Secret under a name that is published',
    documentation:
      'Build tools put variables whose names begin with NEXT_PUBLIC_, VITE_ and the like into the pages that every visitor loads. Keep secrets and tokens on the server, under names without such a prefix, and replace those that were published.',
  },
  'credential-in-body': {
    defaultSeverity: 'warning',
    title: 'Client secret in the body of a request',
    documentation:
      'A request for a token has the client secret in its body, or in a variable that its body refers to. The extension issues tokens itself and keeps the secret in the secret storage: delete the request, and the variable.',
  },
  'invented-host': {
    defaultSeverity: 'error',
    title: 'Host that is none of Nomba’s',
    documentation:
      'The host looks like one of Nomba’s and is none, so a token could be sent to somebody else. Nomba’s API is at https://api.nomba.com and https://sandbox.nomba.com.',
  },
  'wrong-environment': {
    defaultSeverity: 'warning',
    title: 'Request to another environment than that of the profile',
    documentation:
      'The request goes to production and the profile is for another environment, or to the sandbox and the profile is not. Nomba refuses a token of the other environment: switch the profile, or use {{$processEnv NOMBA_BASE_URL}}, which follows it.',
  },
  'missing-version': {
    defaultSeverity: 'error',
    title: 'Path without its version, or with two',
    documentation:
      'Every path of Nomba’s API begins with its version, such as /v1, once. Any other is answered with 404.',
  },
  'wrong-version': {
    defaultSeverity: 'warning',
    title: 'Path with another version than the documented one',
    documentation: 'Nomba documents the request under another version of the API. Use that one.',
  },
  'wrong-method': {
    defaultSeverity: 'warning',
    title: 'Method that the path is not documented with',
    documentation: 'Nomba documents the path with another method. Use that one.',
  },
  'missing-authorization': {
    defaultSeverity: 'warning',
    title: 'Request without Authorization',
    documentation:
      'A request to Nomba needs the header Authorization with an access token. Add it by reference, and it never goes stale.',
  },
  'missing-account-id': {
    defaultSeverity: 'warning',
    title: 'Request without accountId',
    documentation: 'A request to Nomba needs the header accountId with the id of the parent account.',
  },
  'sub-account-in-header': {
    defaultSeverity: 'error',
    title: 'Sub-account in the header accountId',
    documentation:
      'The header accountId always carries the parent account. A sub-account goes into the URL or the body.',
  },
  'no-token': {
    defaultSeverity: 'warning',
    title: 'Reference to a token that is not there',
    documentation:
      'The request takes its token by reference, and there is none to be read: no profile, no living token, one that is not shared with request clients, or {{$nombaToken}} where no httpYac fills it in. Nomba answers such a request with 401.',
  },
  'moves-money': {
    defaultSeverity: 'information',
    title: 'Request that moves money in production',
    documentation:
      'Real money leaves an account when the request is sent. Look at it once more before you send it.',
  },
} as const satisfies Readonly<Record<string, FindingKind>>;

export type FindingCode = keyof typeof findingCodes;

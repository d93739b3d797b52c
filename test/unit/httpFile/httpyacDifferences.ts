/** Git gives every sample the same line endings, so the other ones are made here. */
export const shapes: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'without a final newline': (text) => text.trimEnd(),
  'with a BOM': (text) => `\uFEFF${text}`,
};

/**
 * Lines in which httpYac, unlike the client that the file is written for, sees the URL of a request: the headers of these are not looked at.
 * To httpYac any text is a URL where it expects a request line.
 */
export const noRequests: Readonly<
  Record<string, { readonly why: string; readonly urls: readonly string[] }>
> = {
  'curl-commands.http': {
    why: 'Command lines are REST Client’s. Their headers are no lines of their own, so they are skipped.',
    urls: [
      "curl https://sandbox.nomba.com/v1/accounts/balance -H 'Accept: application/json'",
      'curl --request POST \\',
    ],
  },
  'jetbrains-run-and-import.http': {
    why: '`import` and `run` are instructions of JetBrains.',
    urls: ['import ./login.http', 'run ./login.http', 'run #login (@token = invented, @other = 1)'],
  },
  'markdown-around.http': {
    why: 'Prose must not get headers.',
    urls: ['- Authorization: none of this is one'],
  },
  'multipart-mixed-in-capitals.http': {
    why: 'Media types have no case (RFC 9110 section 8.3.1), but httpYac ends the batch at a part that is a request if the type is in capitals.',
    urls: ['/v1/checkout/order'],
  },
  'only-prose.http': {
    why: 'Prose must not get headers.',
    urls: ['These are the requests of the shop, all of them against the sandbox.'],
  },
  'separator-among-headers.http': {
    why: 'A header without a request line above it is no request.',
    urls: ['Authorization: Bearer below-a-separator-without-a-request'],
  },
  'request-names-of-visual-studio.http': {
    why: 'A variable without a value is a variable in Visual Studio.',
    urls: ['@empty='],
  },
};

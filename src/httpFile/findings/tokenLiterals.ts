import { readAuthorization } from '../authorizationValue';
import { reference } from '../dialect';
import type { Finding, FindingContext } from '../finding';
import { findJsonWebTokens, readNombaClaims } from '../jsonWebToken';
import { isComment } from '../lineSyntax';
import type { NombaRequest } from '../nombaRequest';
import type { HeaderLine, Request } from '../requestBlocks';
import type { TextSpan } from '../requestTarget';
import type { Section } from '../section';
import { textLines } from '../textLines';
import { authorizationHeaderName, bearerValue, environmentVariables } from '../tokenReference';

/**
 * Access tokens in the text: every JSON Web Token in a request to Nomba, those with Nomba's claims everywhere else (in variables, comments, curl commands, requests to
 * other hosts), and whatever else stands in the place of the token in a request to Nomba.
 *
 * In a comment the reference is what belongs there too: a header that is commented out works again once it is not.
 */
export function tokenLiterals(
  section: Section,
  requests: readonly NombaRequest[],
  { dialect }: Pick<FindingContext, 'dialect'>,
): readonly Finding[] {
  const token = reference(dialect, environmentVariables.accessToken);
  return [
    ...jsonWebTokens(section, requests, token),
    ...requests.flatMap(({ request }) => bearerLiterals(request, token)),
  ];
}

function* jsonWebTokens(
  { text, blocks }: Section,
  requests: readonly NombaRequest[],
  tokenReference: string,
): Generator<Finding, void> {
  const requestOf = new Map(requests.map(({ block, request }) => [block, request]));
  const schemeless = new Set(
    requests
      .flatMap(({ request }) => request.headers)
      .filter(isAuthorization)
      .map(({ valueStart, valueEnd }) => `${valueStart}-${valueEnd}`),
  );
  let blockIndex = 0;
  for (const line of textLines(text)) {
    let block = blocks[blockIndex];
    while (block !== undefined && block.range.end <= line.start) {
      block = blocks[++blockIndex];
    }
    const content = text.slice(line.start, line.end);
    const request = block && requestOf.get(block);
    for (const span of findJsonWebTokens(content)) {
      const token = content.slice(span.start, span.end);
      const goesToNomba = request !== undefined && belongsTo(request, line.start, content);
      if (goesToNomba || readNombaClaims(token)?.isNomba === true) {
        const [start, end] = [line.start + span.start, line.start + span.end];
        const isWholeValue = schemeless.has(`${start}-${end}`);
        yield tokenLiteral(
          { start, end },
          `${goesToNomba ? 'An' : 'A Nomba'} access token is written here, for everybody who gets the file. Use the reference, which never goes stale.`,
          isWholeValue ? bearerValue(tokenReference) : tokenReference,
        );
      }
    }
  }
}

/** Whether a line is sent with the request: not what stands before it, nor a comment among its headers. */
function belongsTo(request: Request, lineStart: number, content: string): boolean {
  return (
    lineStart >= request.requestLine.start && (lineStart >= request.headersEnd || !isComment(content.trim()))
  );
}

function bearerLiterals({ headers }: Request, tokenReference: string): readonly Finding[] {
  return headers.filter(isAuthorization).flatMap(({ value, valueStart, valueEnd }) => {
    const read = readAuthorization(value);
    return read.kind === 'token' && findJsonWebTokens(value).length === 0
      ? [
          tokenLiteral(
            { start: valueStart + read.start, end: valueEnd },
            'What stands here is sent as the access token, as it is written. Use the reference, which is filled in at each send.',
            read.start === 0 ? bearerValue(tokenReference) : tokenReference,
          ),
        ]
      : [];
  });
}

function isAuthorization({ name }: HeaderLine): boolean {
  return name.toLowerCase() === authorizationHeaderName.toLowerCase();
}

function tokenLiteral({ start, end }: TextSpan, message: string, newText: string): Finding {
  return {
    code: 'token-literal',
    start,
    end,
    message,
    fixes: [
      {
        kind: 'edits',
        title: 'Use the access token by reference',
        edits: [{ start, end, newText }],
        everywhere: true,
      },
    ],
  };
}

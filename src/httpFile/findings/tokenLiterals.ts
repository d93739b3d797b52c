import { readAuthorization } from '../authorizationValue';
import { reference } from '../dialect';
import type { FileFacts } from '../fileFacts';
import { namesOf } from '../fileVariables';
import type { Finding, FindingContext, Fix } from '../finding';
import { findJsonWebTokens, readNombaClaims } from '../jsonWebToken';
import { isComment } from '../lineSyntax';
import type { NombaRequest } from '../nombaRequest';
import type { Request } from '../requestBlocks';
import type { TextSpan } from '../requestTarget';
import type { Script } from '../script';
import { partsOf, type Section } from '../section';
import { textLines } from '../textLines';
import { bearerValue, environmentVariables, isAuthorizationHeader } from '../tokenReference';

/**
 * Access tokens in the text: every JSON Web Token in a request to Nomba, those with Nomba's claims everywhere else (in variables, comments, curl commands, requests to
 * other hosts), and whatever else stands in the place of the token in a request to Nomba, or in a variable that such a request has its token from.
 *
 * In a comment the reference is what belongs there too: a header that is commented out works again once it is not. In a script nothing fills it in.
 */
export function tokenLiterals(
  section: Section,
  requests: readonly NombaRequest[],
  { tokenVariables }: FileFacts,
  { dialect }: Pick<FindingContext, 'dialect'>,
): readonly Finding[] {
  const token = reference(dialect, environmentVariables.accessToken);
  const inText = [...jsonWebTokens(section, requests, token)];
  const found = new Set(inText.map(({ start }) => start));
  return [
    ...inText,
    ...requests.flatMap(({ request }) => bearerLiterals(request, token)),
    ...variableLiterals(section, tokenVariables, token).filter(({ start }) => !found.has(start)),
  ];
}

function* jsonWebTokens(
  section: Section,
  requests: readonly NombaRequest[],
  tokenReference: string,
): Generator<Finding, void> {
  const { text, blocks } = section;
  const requestOf = new Map(requests.map(({ block, request }) => [block, request]));
  const schemeless = new Set(
    requests
      .flatMap(({ request }) => request.headers)
      .filter(isAuthorizationHeader)
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
        const place = { start: line.start + span.start, end: line.start + span.end };
        const what = goesToNomba ? 'An' : 'A Nomba';
        const script = block && scriptAt(partsOf(section, block).scripts, line.start);
        if (script !== undefined) {
          yield scriptLiteral(text, place, script, what);
          continue;
        }
        const isWholeValue = schemeless.has(`${place.start}-${place.end}`);
        yield tokenLiteral(
          place,
          `${what} access token is written here, for everybody who gets the file. Use the reference, which never goes stale.`,
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

/** @param scripts in the order of the text. */
function scriptAt(scripts: readonly Script[], offset: number): Script | undefined {
  let low = 0;
  let high = scripts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scripts[middle]?.range.end ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const script = scripts[low];
  return script !== undefined && !script.isFile && script.range.start <= offset ? script : undefined;
}

function bearerLiterals({ headers }: Request, tokenReference: string): readonly Finding[] {
  return headers.filter(isAuthorizationHeader).flatMap(({ value, valueStart, valueEnd }) => {
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

/** The scheme stands where it stood: before the token in the variable, or before the reference to that. */
function variableLiterals(
  { variables }: Section,
  tokenVariables: FileFacts['tokenVariables'],
  tokenReference: string,
): readonly Finding[] {
  return variables.flatMap((variable) => {
    const { value, valueSpan } = variable;
    const isToken = namesOf(variable).some((name) => tokenVariables.has(name));
    const read = isToken ? readAuthorization(value) : undefined;
    if (read?.kind !== 'token') {
      return [];
    }
    const [jsonWebToken] = findJsonWebTokens(value);
    const { start, end } = jsonWebToken ?? { start: read.start, end: value.length };
    return [
      tokenLiteral(
        { start: valueSpan.start + start, end: valueSpan.start + end },
        'This variable is sent as the access token, as it is written. Use the reference, which is filled in at each send.',
        tokenReference,
      ),
    ];
  });
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

/** No client fills a reference in amid a script. httpYac's scripts can read the environment; those of JetBrains cannot. */
function scriptLiteral(text: string, { start, end }: TextSpan, { dialect }: Script, what: string): Finding {
  const expression = `process.env.${environmentVariables.accessToken}`;
  const quote = text[start - 1] ?? '';
  const isWholeString = /['"`]/.test(quote) && text[end] === quote;
  const fix: Fix = {
    kind: 'edits',
    title: `Use ${expression}`,
    edits: [{ start: start - 1, end: end + 1, newText: expression }],
  };
  const advice =
    dialect === 'httpYac'
      ? `Use ${expression}, which never goes stale.`
      : 'Take it out, and refer to the token in the request itself: in a script no reference is filled in.';
  return {
    code: 'token-literal',
    start,
    end,
    message: `${what} access token is written into this script, for everybody who gets the file. ${advice}`,
    fixes: dialect === 'httpYac' && isWholeString ? [fix] : [],
  };
}

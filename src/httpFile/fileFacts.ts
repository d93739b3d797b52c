import { readAuthorization } from './authorizationValue';
import { secretsInBody } from './findings/secretsInBody';
import type { NombaContext, NombaRequest } from './nombaRequest';
import type { HeaderLine } from './requestBlocks';
import { setsHeadersOfAll } from './scriptedHeaders';
import type { Section } from './section';
import { isAuthorizationHeader } from './tokenReference';
import { variableBehind } from './variableBehind';

/** What a section means for the other sections of its file. */
export interface FileFacts {
  /** Whether a script sets headers of every request. */
  readonly setsHeadersOfAll: boolean;
  /** Names of the file variables that hold the access token of a request to Nomba, as it is written there. */
  readonly tokenVariables: ReadonlySet<string>;
  /** Names of those that hold the client secret in a request for a token. */
  readonly secretVariables: ReadonlySet<string>;
}

/** Of most sections. It is always the same object, so that a file of many of them takes no time. */
const nothing: FileFacts = {
  setsHeadersOfAll: false,
  tokenVariables: new Set(),
  secretVariables: new Set(),
};

/**
 * Takes time in proportion to the section.
 *
 * @param requests of the section that go to Nomba; asked for only where they matter.
 */
export function factsOf(
  section: Section,
  context: NombaContext,
  requests: () => readonly NombaRequest[],
): FileFacts {
  const { blocks, text } = section;
  const { values } = context;
  const hasTokens = blocks.some(({ request }) =>
    // The headers of a curl command are read with its destination.
    request?.kind === 'curl'
      ? values.size > 0
      : request?.headers.some((header) => tokenVariable(header, values)),
  );
  const hasSecrets = values.size > 0 && /client_?secret/i.test(text);
  const setsHeaders = setsHeadersOfAll(section);
  if (!hasTokens && !hasSecrets && !setsHeaders) {
    return nothing;
  }
  return {
    setsHeadersOfAll: setsHeaders,
    tokenVariables: new Set(
      (hasTokens ? requests() : []).flatMap(
        ({ authorization }) => (authorization && tokenVariable(authorization, values)) ?? [],
      ),
    ),
    secretVariables: new Set(
      (hasSecrets ? requests() : []).flatMap((request) =>
        secretsInBody(section, request, context).flatMap(({ variable }) => variable ?? []),
      ),
    ),
  };
}

/** The file variable that a header has a token from which is written in the variable. */
function tokenVariable(header: HeaderLine, values: NombaContext['values']): string | undefined {
  const { value } = header;
  if (!value.includes('{{') || !isAuthorizationHeader(header)) {
    return undefined;
  }
  const variable = variableBehind(value, values);
  const isToken = variable !== undefined && readAuthorization(values.get(variable) ?? '').kind === 'token';
  return isToken ? variable : undefined;
}

/** Those of a file by those of its sections. */
export function joinedFacts(all: readonly FileFacts[]): FileFacts {
  const facts = all.filter((one) => one !== nothing);
  return {
    setsHeadersOfAll: facts.some((one) => one.setsHeadersOfAll),
    tokenVariables: new Set(facts.flatMap(({ tokenVariables }) => [...tokenVariables])),
    secretVariables: new Set(facts.flatMap(({ secretVariables }) => [...secretVariables])),
  };
}

export function isSameFacts(one: FileFacts, other: FileFacts): boolean {
  return (
    one.setsHeadersOfAll === other.setsHeadersOfAll &&
    isSameSet(one.tokenVariables, other.tokenVariables) &&
    isSameSet(one.secretVariables, other.secretVariables)
  );
}

function isSameSet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((one) => others.has(one));
}

import { reference, referenceHeaders } from '../dialect';
import type { FileFacts } from '../fileFacts';
import { fillIn } from '../fileVariables';
import type { Finding, FindingContext, Fix } from '../finding';
import { insertAuthorization, type HeaderField } from '../insertHeaders';
import { isSpreadOfHeaders } from '../lineSyntax';
import type { NombaRequest } from '../nombaRequest';
import { isPlaceholder } from '../placeholder';
import { urlWithHost } from '../requestAddress';
import { setsOwnHeaders } from '../scriptedHeaders';
import type { Section } from '../section';
import { textLines } from '../textLines';
import { accountIdHeaderName, authorizationHeaderName, environmentVariables } from '../tokenReference';
import { tokenSource } from '../tokenSource';
import { apiPath, isTokenPath } from './apiPath';
import { requestSpan } from './urlPlace';

/** What is wrong with the two headers that every request to Nomba needs. */
export function headerFindings(
  section: Section,
  request: NombaRequest,
  context: FindingContext,
  file: FileFacts,
): readonly Finding[] {
  const subAccount = subAccountInHeader(request, context);
  const needsAuthorization = !isTokenPath(apiPath(urlWithHost(request.target.url, request.request), context));
  const lacksAuthorization = needsAuthorization && tokenSource(request, context) === 'missing';
  const lacksAccountId = isMissing(fillIn(request.accountId?.value ?? '', context.values, {}).trim());
  const lacking = referenceHeaders(context.dialect).filter(({ name }) =>
    name === authorizationHeaderName ? lacksAuthorization : lacksAccountId,
  );
  // The scripts last: they have to be read for it.
  if (
    lacking.length === 0 ||
    file.setsHeadersOfAll ||
    spreadsHeaders(section, request) ||
    setsOwnHeaders(section, request.block)
  ) {
    return subAccount;
  }
  const place = requestSpan(request.target);
  const authorization: Finding = {
    code: 'missing-authorization',
    ...place,
    message: `The header ${authorizationHeaderName} is missing. Add it, with the access token by reference.`,
    fixes: insertion(section, request, lacking),
  };
  const accountId: Finding = {
    code: 'missing-account-id',
    ...place,
    message: `The header ${accountIdHeaderName} is missing. Add it, with the id of the parent account by reference.`,
    fixes: insertion(
      section,
      request,
      lacking.filter(({ name }) => name === accountIdHeaderName),
    ),
  };
  return [
    ...subAccount,
    ...(lacksAuthorization ? [authorization] : []),
    ...(lacksAccountId ? [accountId] : []),
  ];
}

/** None for a request that only httpYac sees: to REST Client it is the body of the one above. None in a curl command, which has no header lines. */
function insertion(
  { text }: Section,
  { block, request }: NombaRequest,
  headers: readonly HeaderField[],
): readonly Fix[] {
  if (block.unseparated || request.kind === 'curl' || headers.length === 0) {
    return [];
  }
  // Of the block alone: to read all of the section again for each of its requests would take time by the square of its length.
  const { start, end } = block.range;
  const cursor = request.requestLine.start - start;
  const { edits } = insertAuthorization(text.slice(start, end), [{ start: cursor, end: cursor }], headers);
  const names = headers.map(({ name }) => name).join(' and ');
  return [
    {
      kind: 'edits',
      title: `Add ${names} by reference`,
      edits: edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start })),
    },
  ];
}

/** Also a placeholder; a reference begins with a brace as some of these do. */
function isMissing(value: string): boolean {
  return value === '' || (!value.includes('{{') && isPlaceholder(value));
}

/** httpYac merges the headers of a variable. */
function spreadsHeaders({ text }: Section, { request }: NombaRequest): boolean {
  const headers = text.slice(request.requestLine.end, request.headersEnd);
  return (
    headers.includes('...') &&
    textLines(headers).some(({ start, end }) => isSpreadOfHeaders(headers.slice(start, end).trim()))
  );
}

const subAccountReference = /\{\{[^{}]{0,100}\bNOMBA_SUB_?ACCOUNT_ID\b[^{}]{0,100}\}\}/;

/** The mistake that people make most: the header always carries the parent account (Nomba's documentation). */
function subAccountInHeader(
  { accountId }: NombaRequest,
  { values, environment, profile, dialect }: FindingContext,
): readonly Finding[] {
  if (accountId === undefined) {
    return [];
  }
  const { value, valueStart, valueEnd } = accountId;
  const filled = fillIn(value, values, environment).trim().toLowerCase();
  const isSubAccount =
    filled !== profile?.accountId.toLowerCase() && filled === profile?.subAccountId?.toLowerCase();
  if (!isSubAccount && !subAccountReference.test(fillIn(value, values, {}))) {
    return [];
  }
  const newText = reference(dialect, environmentVariables.accountId);
  return [
    {
      code: 'sub-account-in-header',
      start: valueStart,
      end: valueEnd,
      message: `The header ${accountIdHeaderName} carries the parent account, and this is the sub-account. A sub-account goes into the URL or the body.`,
      fixes: [
        {
          kind: 'edits',
          title: 'Use the parent account by reference',
          edits: [{ start: valueStart, end: valueEnd, newText }],
        },
      ],
    },
  ];
}

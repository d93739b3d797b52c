import type { Completion, CompletionContext, CursorLine } from './completion';
import { dialectClients, dialects, newUuid, reference } from './dialect';
import type { LineRole } from './lineRole';
import { headerNameLength } from './lineSyntax';
import { nombaRequests } from './nombaRequest';
import { tokenVariable, variableMeanings } from './nombaVariables';
import { requestAddress } from './requestAddress';
import { requestTarget, type TextSpan } from './requestTarget';
import {
  accountIdHeaderName,
  authorizationHeaderName,
  bearerValue,
  environmentVariables,
} from './tokenReference';

type HeaderRole = Extract<LineRole, { kind: 'header' }>;

const contentType = 'Content-Type';
const idempotencyKey = 'X-Idempotent-key';

/** Names at the beginning of a header line, values after the colon. None for a request that goes to somebody else: the token is Nomba's. */
export function headerCompletions(
  line: CursorLine,
  role: HeaderRole,
  context: CompletionContext,
): readonly Completion[] {
  if (goesElsewhere(line, role, context)) {
    return [];
  }
  const nameLength = headerNameLength(line.content);
  if (nameLength !== undefined && line.offset > line.contentStart + nameLength) {
    return valueCompletions(line, nameLength, context);
  }
  const name = line.content.slice(0, nameLength);
  if (!/^[\w-]{0,60}$/.test(name) || role.isDivider) {
    return [];
  }
  const end = line.contentStart + name.length;
  const replace = { start: Math.min(line.contentStart, line.offset), end: Math.max(end, line.offset) };
  const present = new Set(role.headers.map((header) => header.name.toLowerCase()));
  return headers(context)
    .filter((header) => !present.has(header.name.toLowerCase()))
    .map((header) => ({
      kind: 'header',
      label: header.name,
      detail: header.value,
      documentation: header.meaning,
      replace,
      newText: nameLength === undefined ? `${header.name}: ${header.value}` : header.name,
      isSnippet: false,
    }));
}

function headers({ dialect }: CompletionContext): { name: string; value: string; meaning: string }[] {
  const { accessToken, accountId } = environmentVariables;
  return [
    {
      name: authorizationHeaderName,
      value: bearerValue(reference(dialect, accessToken)),
      meaning: variableMeanings[accessToken],
    },
    {
      name: accountIdHeaderName,
      value: reference(dialect, accountId),
      meaning: variableMeanings[accountId],
    },
    { name: contentType, value: 'application/json', meaning: 'What the body is.' },
    {
      name: idempotencyKey,
      value: newUuid(dialect),
      meaning: 'A new UUID at each send. Nomba advises it where sending twice would do harm.',
    },
  ];
}

function goesElsewhere({ section }: CursorLine, { block }: HeaderRole, context: CompletionContext): boolean {
  if (block.request === undefined || nombaRequests({ ...section, blocks: [block] }, context).length > 0) {
    return false;
  }
  const { url } = requestTarget(section.text, block.request.requestLine);
  return requestAddress(url, context.values, context.environment) !== undefined;
}

function valueCompletions(
  { contentStart, content, offset, section }: CursorLine,
  nameLength: number,
  context: CompletionContext,
): readonly Completion[] {
  const afterColon = contentStart + nameLength + 1;
  const typed = content.slice(nameLength + 1);
  const valueStart = afterColon + typed.length - typed.trimStart().length;
  const replace = {
    start: typed.trim() === '' ? offset : Math.min(valueStart, offset),
    end: Math.max(contentStart + content.length, offset),
  };
  const gap = replace.start === afterColon ? ' ' : '';
  const value = (text: string, detail: string): Completion => ({
    kind: 'value',
    label: text,
    detail,
    replace,
    newText: gap + text,
    isSnippet: false,
  });
  switch (content.slice(0, nameLength).trimEnd().toLowerCase()) {
    case authorizationHeaderName.toLowerCase():
      return authorizationValues(value, section.text, replace, context);
    case accountIdHeaderName.toLowerCase():
      return accountIdValues(value, context);
    case contentType.toLowerCase():
      return [value('application/json', 'What Nomba reads')];
    case idempotencyKey.toLowerCase():
      return [value(newUuid(context.dialect), 'A new UUID at each send')];
    default:
      return [];
  }
}

/** Too short for a token. VS Code drops what lacks a character of the typed text, so that the references would not be offered in place of such a value. */
const beginsValue = /^Bearer\s.{1,8}$/i;

type ValueCompletion = (text: string, detail: string) => Completion;

function authorizationValues(
  value: ValueCompletion,
  text: string,
  replace: TextSpan,
  { dialect, offersNombaToken }: CompletionContext,
): Completion[] {
  const others = dialects.filter((other) => other !== dialect);
  const present = text.slice(replace.start, replace.end);
  const own = bearerValue(reference(dialect, environmentVariables.accessToken));
  const references = [
    ...[dialect, ...others].map((one) =>
      value(bearerValue(reference(one, environmentVariables.accessToken)), dialectClients[one]),
    ),
    ...(offersNombaToken ? [value(bearerValue(`{{${tokenVariable}}}`), 'httpYac, at each send')] : []),
  ];
  if (!bearerValue('').toLowerCase().startsWith(present.toLowerCase())) {
    return beginsValue.test(present)
      ? references.map((completion) => ({ ...completion, filterText: `${present} ${completion.label}` }))
      : references;
  }
  return [
    ...references,
    {
      kind: 'literalToken',
      label: bearerValue('…'),
      detail: 'The token itself, which must not be committed',
      replace,
      newText: present,
      isSnippet: false,
      // VS Code puts first what is equal to the typed text. This is found by whatever the first reference is found by, no better, and so stays behind it.
      filterText: `${own} literal`,
      command: 'literal',
    },
  ];
}

function accountIdValues(value: ValueCompletion, { dialect, profile }: CompletionContext): Completion[] {
  const { accountId } = environmentVariables;
  return [
    value(reference(dialect, accountId), variableMeanings[accountId]),
    ...(profile === undefined ? [] : [value(profile.accountId, 'The account id itself')]),
  ];
}

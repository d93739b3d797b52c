import { isPlaceholder } from './placeholder';
import { meantByInventedHost } from '../profiles/baseUrl';
import { baseUrlOf, type Profile } from '../profiles/profile';
import { commentLines } from './curlComment';
import type { CurlRequest } from './curlCommand';
import { reference, type Dialect } from './dialect';
import type { HeaderField } from './insertHeaders';
import { layOutJson } from './jsonLayout';
import { isRequestLine } from './lineSyntax';
import { destinationOf, type NombaContext } from './nombaRequest';
import { requestAddress } from './requestAddress';
import { requestTarget } from './requestTarget';
import { mentionsSecretField, SecretFields } from './secretFields';
import { readSection } from './section';
import {
  accountIdHeaderName,
  authorizationHeaderName,
  environmentVariables,
  isAuthorizationHeader,
} from './tokenReference';
import { urlBaseLength } from './urlBase';

export interface CurlContext extends NombaContext {
  /** Of the file that the request goes into. */
  readonly dialect: Dialect;
  /** That of the window. */
  readonly profile?: Pick<Profile, 'environment' | 'baseUrl' | 'accountId'>;
  readonly lineEnding: '\n' | '\r\n';
}

interface RequestParts {
  readonly requestLine: string;
  readonly headers: readonly HeaderField[];
  readonly body: string | undefined;
}

/** What the client writes itself, what belongs to the former host, and cookies, which no API of Nomba reads. */
const droppedHeaders = new Set([
  'content-length',
  'host',
  'cookie',
  'proxy-authorization',
  'transfer-encoding',
]);
/** What a `.http` client takes for something else than a body: a separator, a file, a script, an assertion. */
const marksInBody = /^[ \t]{0,100}(?:###|<|>|\?\?|\{\{[ \t]{0,100}$)/m;
const unwritable = /[\p{Cc}\u2028\u2029]/u;

/**
 * The text of a request of a `.http` file, without separator and without line break at its end: with references in the place of the base URL, the token, the account id of the
 * profile, and every secret whose field tells that it is one. A comment above it says which of these the user sets, and whether the request is needed at all.
 *
 * @returns `undefined` where the request does not go to Nomba, or cannot be written so that the clients send it like curl.
 */
export function httpRequestText(curl: CurlRequest, context: CurlContext): string | undefined {
  const secrets = new SecretFields(context.dialect, context.values);
  // Twice: a secret that only the second half names may stand in the first.
  requestParts(curl, secrets, context);
  const parts = requestParts(curl, secrets, context);
  if (parts === undefined || !secrets.areKnown) {
    return undefined;
  }
  const { requestLine, headers, body } = parts;
  const lines = [requestLine, ...headers.map(({ name, value }) => `${name}: ${value}`.trimEnd())];
  const request = [...lines, ...(body === undefined ? [] : ['', body])].join(context.lineEnding);
  const comment = commentLines(request, curl.url, secrets.variablesToSet, context);
  const text = [...comment, request].join(context.lineEnding);
  return secrets.areAbsentFrom(request) && readsBack(text, parts) ? text : undefined;
}

function requestParts(
  { method, url, headers, body }: CurlRequest,
  secrets: SecretFields,
  context: CurlContext,
): RequestParts | undefined {
  const target = targetUrl(url, secrets, context);
  const written = body === undefined || body.trim() === '' ? undefined : bodyText(body, secrets, context);
  if (target === undefined || written === 'notUnderstood') {
    return undefined;
  }
  return {
    requestLine: `${method.toUpperCase()} ${target}`,
    headers: headerFields(headers, secrets, context),
    body: written?.text,
  };
}

function targetUrl(url: string, secrets: SecretFields, context: CurlContext): string | undefined {
  const address = requestAddress(url, context.values, context.environment);
  const destination = destinationOf(url, address, context);
  const base = url.slice(0, urlBaseLength(url));
  const rest = queryWithoutSecrets(url.slice(base.length).replaceAll(' ', '%20'), secrets);
  if (destination === undefined || unwritable.test(rest) || !/^(?:[/?]|$)/.test(rest)) {
    return undefined;
  }
  if (address === undefined || base.includes('{{')) {
    return base.includes('@') ? undefined : base + rest;
  }
  const scheme = destination.kind === 'custom' && /^http:/i.test(base) ? 'http' : 'https';
  const origin = meantByInventedHost(address.host) ?? `${scheme}://${address.host}`;
  const profileBase = context.profile && baseUrlOf(context.profile);
  const isOfProfile =
    profileBase !== undefined &&
    profileBase !== '' &&
    `${origin}${rest}`.startsWith(profileBase) &&
    /^(?:[/?]|$)/.test(`${origin}${rest}`.slice(profileBase.length));
  return isOfProfile
    ? reference(context.dialect, environmentVariables.baseUrl) + `${origin}${rest}`.slice(profileBase.length)
    : origin + rest;
}

function queryWithoutSecrets(rest: string, secrets: SecretFields): string {
  const query = rest.indexOf('?');
  const path = query === -1 ? rest : rest.slice(0, query);
  return secrets.withoutSecrets(path) + (query === -1 ? '' : `?${formText(rest.slice(query + 1), secrets)}`);
}

function formText(form: string, secrets: SecretFields): string {
  return form
    .split('&')
    .map((parameter) => {
      const equals = parameter.indexOf('=');
      const name = equals === -1 ? parameter : parameter.slice(0, equals);
      return equals === -1
        ? secrets.withoutSecrets(parameter)
        : `${secrets.withoutSecrets(name)}=${secrets.fieldValue(decoded(name), parameter.slice(equals + 1))}`;
    })
    .join('&');
}

function decoded(name: string): string {
  return name.includes('%') ? (new URLSearchParams(`v=${name}`).get('v') ?? name) : name;
}

function bodyText(
  body: string,
  secrets: SecretFields,
  { lineEnding }: CurlContext,
): { readonly text: string } | 'notUnderstood' {
  const json = layOutJson(body, (key, value) => secrets.fieldValue(key, value), lineEnding);
  if (json !== undefined) {
    return { text: json };
  }
  if (/^[^\s{}<>"'=&]+=[^\s"'<>]*$/.test(body)) {
    return { text: formText(body, secrets) };
  }
  if (mentionsSecretField(body) || marksInBody.test(body)) {
    return 'notUnderstood';
  }
  return {
    text: secrets
      .withoutSecrets(body)
      .trim()
      .replaceAll(/\r\n|\r|\n/g, lineEnding),
  };
}

function headerFields(
  headers: readonly HeaderField[],
  secrets: SecretFields,
  { dialect, profile }: CurlContext,
): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    if (isAuthorizationHeader({ name })) {
      const isFirst = !fields.some((field) => field.name === authorizationHeaderName);
      const authorization = secrets.authorization(value);
      fields.push(...(isFirst ? [{ name: authorizationHeaderName, value: authorization }] : []));
    } else if (
      key === accountIdHeaderName.toLowerCase() &&
      (value === profile?.accountId || isPlaceholder(value))
    ) {
      fields.push({ name: accountIdHeaderName, value: reference(dialect, environmentVariables.accountId) });
    } else if (!droppedHeaders.has(key) && !key.startsWith(':')) {
      fields.push({ name, value: secrets.fieldValue(name, value) });
    }
  }
  return fields;
}

/** Whether the clients read this very request: a header with a line break in it, or a body with a request line, is something else to them. */
function readsBack(text: string, { requestLine, headers, body }: RequestParts): boolean {
  const [block, ...others] = readSection(text).blocks;
  const request = block?.request;
  if (request === undefined || others.length > 0 || !isRequestLine(requestLine)) {
    return false;
  }
  const target = requestTarget(text, request.requestLine);
  const read = {
    requestLine: `${target.method} ${target.url}`,
    headers: request.headers.map(({ name, value }) => ({ name, value })),
    body: request.body && text.slice(request.body.start, request.body.end),
  };
  return JSON.stringify(read) === JSON.stringify({ requestLine, headers, body });
}

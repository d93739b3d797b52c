import { curlOptions, type CurlOption } from './curlOptions';
import type { HeaderField } from './insertHeaders';
import { posixWords, type ReferenceTo } from './posixWords';
import { httpClientReference } from './tokenReference';
import { cmdWords, powerShellWords } from './windowsWords';

/** What a curl command sends. */
export interface CurlRequest {
  readonly method: string;
  /** As it is written, with what `-G` adds to it and without fragment. */
  readonly url: string;
  /** Those of the command in order, then those that curl adds because of other options. */
  readonly headers: readonly HeaderField[];
  readonly body: string | undefined;
}

/** Characters. */
const longestCommand = 1_000_000;

/** What cannot be told as one request, depends on files, or sends headers of its own. */
const notUnderstood = new Set([
  'aws-sigv4',
  'config',
  'continue-at',
  'etag-compare',
  'form',
  'form-string',
  'netrc',
  'netrc-file',
  'netrc-optional',
  'next',
  'no-get',
  'no-head',
  'range',
  'request-target',
  'time-cond',
  'upload-file',
  'variable',
]);

const json = 'application/json';

/**
 * Reads a curl command as it is copied from documentation, browsers and API clients, for POSIX shells, cmd.exe and PowerShell.
 *
 * @param referenceTo what takes the place of the environment variables of the shell.
 * @returns `undefined` for any other text, and for commands that read files or send more than one request. Takes time in proportion to the text and never throws.
 */
export function requestFromCurl(
  commandLine: string,
  referenceTo: ReferenceTo = httpClientReference,
): CurlRequest | undefined {
  if (commandLine.length > longestCommand) {
    return undefined;
  }
  // People copy the prompt along.
  const command = commandLine.trim().replace(/^[$>%]\s{1,10}/, '');
  if (!/^curl(?:\.exe)?\s/i.test(command)) {
    return undefined;
  }
  const options = curlOptions(wordsOf(command, referenceTo)?.slice(1) ?? ['--next']);
  return options !== undefined && areUnderstood(options) ? requestOf(options) : undefined;
}

/** Whether they tell of one request, as far as their names say. */
export function areUnderstood(options: readonly CurlOption[]): boolean {
  return !options.some(({ name }) => notUnderstood.has(name) || name.startsWith('expand-'));
}

/** As it is written; what curl takes without `--request`, too. */
export function methodOf(options: readonly CurlOption[]): string {
  const method = options.findLast(({ name }) => name === 'request')?.value;
  const hasHead = options.some(({ name }) => name === 'head');
  return method ?? (hasHead ? 'HEAD' : hasBody(options) ? 'POST' : 'GET');
}

function hasBody(options: readonly CurlOption[]): boolean {
  const isQuery = options.some(({ name }) => name === 'get');
  return !isQuery && options.some(({ name }) => name === 'json' || isData(name));
}

function wordsOf(command: string, referenceTo: ReferenceTo): readonly string[] | undefined {
  const firstLine = command.slice(0, command.search(/[\r\n]|$/));
  if (firstLine.endsWith('\\')) {
    return posixWords(command, referenceTo);
  }
  if (firstLine.endsWith('^') || firstLine.includes('^"')) {
    return cmdWords(command);
  }
  return firstLine.endsWith('`') || /\$\{?env:/i.test(firstLine)
    ? powerShellWords(command, referenceTo)
    : posixWords(command, referenceTo);
}

function requestOf(options: readonly CurlOption[]): CurlRequest | undefined {
  const valuesOf = (name: string): string[] =>
    options.filter((option) => option.name === name).map(({ value }) => value);
  const has = (name: string): boolean => valuesOf(name).length > 0;
  const [url, ...otherUrls] = valuesOf('url');
  const headers = headersOf(options);
  const data = dataOf(options);
  const urlQuery = valuesOf('url-query').map(queryOf);
  if (
    !urlQuery.every((part) => part !== undefined) ||
    url === undefined ||
    url === '' ||
    otherUrls.length > 0 ||
    headers === undefined ||
    data === undefined
  ) {
    return undefined;
  }
  const isQuery = has('get');
  const query = [...urlQuery, ...(isQuery && data !== '' ? [data] : [])];
  const sendsBody = hasBody(options);
  return {
    method: methodOf(options),
    url: withQuery(url, query),
    headers: [...headers, ...(sendsBody ? headersOfBody(headers, has('json')) : [])],
    body: sendsBody ? data : undefined,
  };
}

function isData(name: string): boolean {
  return name === 'data' || name.startsWith('data-');
}

/** @returns `undefined` where data come from a file. */
function dataOf(options: readonly CurlOption[]): string | undefined {
  let data = '';
  for (const { name, value } of options) {
    const isJson = name === 'json';
    if (!isJson && !isData(name)) {
      continue;
    }
    const part = name === 'data-urlencode' ? encoded(value) : value;
    if (part === undefined || (part.startsWith('@') && name !== 'data-raw' && name !== 'data-urlencode')) {
      return undefined;
    }
    data += (data === '' || isJson ? '' : '&') + part;
  }
  return data;
}

/** `content`, `=content`, `name=content`; the content is encoded, the name is not. */
function encoded(value: string): string | undefined {
  const sign = /^[^=@]*[=@]/.exec(value)?.[0] ?? '';
  if (sign.endsWith('@')) {
    return undefined;
  }
  const content = new URLSearchParams({ v: value.slice(sign.length) }).toString().slice(2);
  return sign === '=' ? content : sign + content;
}

/** What follows a plus is not encoded. */
function queryOf(value: string): string | undefined {
  return value.startsWith('+') ? value.slice(1) : encoded(value);
}

function withQuery(url: string, query: readonly string[]): string {
  const fragment = url.indexOf('#');
  const address = fragment === -1 ? url : url.slice(0, fragment);
  if (query.length === 0) {
    return address;
  }
  return `${address}${address.includes('?') ? '&' : '?'}${query.join('&')}`;
}

/** @returns `undefined` where headers come from a file. */
function headersOf(options: readonly CurlOption[]): readonly HeaderField[] | undefined {
  const headers: HeaderField[] = [];
  for (const { name, value } of options) {
    if (name === 'header' && value.startsWith('@')) {
      return undefined;
    }
    headers.push(...headerOf(name, value));
  }
  return headers;
}

function headerOf(option: string, value: string): readonly HeaderField[] {
  switch (option) {
    case 'header': {
      const empty = /^([^:;]*);\s*$/.exec(value)?.[1];
      // Browsers copy the pseudo headers of HTTP/2 along: `:authority: …`.
      const colon = value.indexOf(':', 1);
      if (empty !== undefined) {
        return [{ name: empty.trim(), value: '' }];
      }
      const content = value.slice(colon + 1).trim();
      // Without a value it takes a header of curl's own away.
      return colon === -1 || content === '' ? [] : [{ name: value.slice(0, colon).trim(), value: content }];
    }
    case 'user':
      return [{ name: 'Authorization', value: `Basic ${Buffer.from(value).toString('base64')}` }];
    case 'oauth2-bearer':
      return [{ name: 'Authorization', value: `Bearer ${value}` }];
    case 'user-agent':
      return value === '' ? [] : [{ name: 'User-Agent', value }];
    case 'referer':
      return [{ name: 'Referer', value }];
    case 'cookie':
      // Without `=` it is a file.
      return value.includes('=') ? [{ name: 'Cookie', value }] : [];
    default:
      return [];
  }
}

function headersOfBody(headers: readonly HeaderField[], isJson: boolean): readonly HeaderField[] {
  const own: HeaderField[] = isJson
    ? [
        { name: 'Content-Type', value: json },
        { name: 'Accept', value: json },
      ]
    : [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }];
  const present = new Set(headers.map(({ name }) => name.toLowerCase()));
  return own.filter(({ name }) => !present.has(name.toLowerCase()));
}

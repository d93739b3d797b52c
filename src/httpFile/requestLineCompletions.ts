import { nombaBaseUrls } from '../profiles/environment';
import type { Completion, CompletionContext, CursorLine } from './completion';
import { reference } from './dialect';
import type { LineRole } from './lineRole';
import { isRequestLine, methodLength, versionLength } from './lineSyntax';
import { maskReferences } from './maskReferences';
import { nombaCatalogue, type CatalogueRequest } from './nombaCatalogue';
import { destinationOf, nombaRequests } from './nombaRequest';
import { variableMeanings } from './nombaVariables';
import { queryCompletions } from './queryCompletions';
import { requestAddress } from './requestAddress';
import { pathSnippet, requestDetail, requestSnippets } from './requestSnippet';
import { requestTarget, type TextSpan } from './requestTarget';
import { escapeSnippet } from './snippetText';
import { environmentVariables } from './tokenReference';
import { urlBaseLength } from './urlBase';

/** The URL of a request line, or what a line that continues it adds. */
interface TypedTarget {
  /** In capitals; `undefined` where none is typed. */
  readonly method: string | undefined;
  readonly url: string;
  readonly urlStart: number;
  /** Length of scheme and authority, or of what stands for them; 0 in a line that continues a URL. */
  readonly baseLength: number;
  /** Length of the URL up to its query. */
  readonly pathEnd: number;
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** Begins with a letter and has no colon: nobody types a request line otherwise. */
const beginning = /^(?:[A-Za-z][\w-]{0,60})?$/;

/** Methods, whole requests, base URLs, paths and query parameters. */
export function requestLineCompletions(
  line: CursorLine,
  role: Extract<LineRole, { kind: 'requestLine' }>,
  context: CompletionContext,
): readonly Completion[] {
  if (!role.isFree) {
    return [];
  }
  const content = line.text.slice(line.contentStart - line.start);
  if (beginning.test(content)) {
    return beginnings(line, context);
  }
  const target = isRequestLine(content) ? typedTarget(line, content) : undefined;
  if (target === undefined || line.offset < target.urlStart) {
    return [];
  }
  const cursor = line.offset - target.urlStart;
  if (cursor > target.pathEnd) {
    return queryCompletions(line, context);
  }
  if (cursor < target.baseLength || !isNombaBase(target, context)) {
    return cursor <= target.baseLength ? baseCompletions(target, context) : [];
  }
  return pathCompletions(target, target.url.slice(0, target.baseLength), context);
}

/** Paths and query parameters on a line that continues the URL. */
export function continuationCompletions(line: CursorLine, context: CompletionContext): readonly Completion[] {
  const { section, offset, start, contentStart, content } = line;
  const pathEnd = endOfPath(content);
  if (!content.startsWith('/') || offset > contentStart + pathEnd) {
    return queryCompletions(line, context);
  }
  const request = nombaRequests(section, context).find(
    ({ request: { requestLine } }) => requestLine.start <= offset && offset <= requestLine.end,
  );
  if (request === undefined || offset < contentStart) {
    return [];
  }
  const written = requestTarget(section.text, { ...request.request.requestLine, end: start }).url;
  return endOfPath(written) < written.length
    ? []
    : pathCompletions(
        { method: request.target.method, url: content, urlStart: contentStart, baseLength: 0, pathEnd },
        written,
        context,
      );
}

function beginnings(
  { section, start, contentStart, content, offset }: CursorLine,
  context: CompletionContext,
): readonly Completion[] {
  const replace = {
    start: Math.min(contentStart, offset),
    end: Math.max(contentStart + content.length, offset),
  };
  const block = section.blocks.findLast(({ range }) => range.start <= start);
  return [
    ...methods.map((method): Completion => ({
      kind: 'method',
      label: method,
      replace,
      newText: `${method} `,
      isSnippet: false,
    })),
    ...requestSnippets(replace, block?.separator !== undefined, context),
  ];
}

/** @param content the line from its first character on, with the white space at its end. */
function typedTarget({ contentStart }: CursorLine, content: string): TypedTarget {
  const nameLength = methodLength(content);
  const rest = content.slice(nameLength);
  const untilVersion = rest.slice(0, rest.trimEnd().length - versionLength(rest.trimEnd()));
  const url = untilVersion.trim();
  const gap = url === '' ? rest.length : rest.length - rest.trimStart().length;
  return {
    method: nameLength === 0 ? undefined : content.slice(0, nameLength).toUpperCase(),
    url,
    urlStart: contentStart + nameLength + gap,
    baseLength: urlBaseLength(url),
    pathEnd: endOfPath(url),
  };
}

function endOfPath(url: string): number {
  const end = maskReferences(url).search(/[?#\s]/);
  return end === -1 ? url.length : end;
}

function isNombaBase({ url, baseLength }: TypedTarget, context: CompletionContext): boolean {
  const text = url.slice(0, baseLength);
  const address = requestAddress(text, context.values, context.environment);
  return destinationOf(text, address, context) !== undefined;
}

function baseCompletions(target: TypedTarget, context: CompletionContext): readonly Completion[] {
  const { urlStart, baseLength, url } = target;
  const replace = { start: urlStart, end: urlStart + baseLength };
  const baseUrl = reference(context.dialect, environmentVariables.baseUrl);
  const host = (text: string, detail: string): Completion => ({
    kind: 'host',
    label: text,
    detail,
    replace,
    newText: text,
    isSnippet: false,
  });
  const whole =
    url.length > baseLength
      ? []
      : offered(target).filter(({ method }) => method === (target.method ?? 'GET'));
  return [
    host(baseUrl, variableMeanings[environmentVariables.baseUrl]),
    host(nombaBaseUrls.sandbox, 'Nomba’s sandbox'),
    host(nombaBaseUrls.production, 'Nomba’s production host'),
    ...whole.map((request): Completion => ({
      ...path(request, request.path, replace),
      newText: escapeSnippet(baseUrl) + pathSnippet(request.path, context),
      filterText: baseUrl + request.path,
    })),
  ];
}

/** @param written what comes before the path that is typed. */
function pathCompletions(
  target: TypedTarget,
  written: string,
  context: CompletionContext,
): readonly Completion[] {
  const { urlStart, baseLength, pathEnd, method } = target;
  const known = pathBefore(written, context);
  return offered(target)
    .filter((request) => request.path.startsWith(`${known}/`))
    .map((request) => {
      const ownPath = request.path.slice(known.length);
      const newText = pathSnippet(ownPath, context);
      // A bare URL is a GET: another request brings its method along.
      return method === undefined && request.method !== 'GET'
        ? {
            ...path(request, ownPath, { start: urlStart, end: urlStart + pathEnd }),
            newText: `${request.method} ${escapeSnippet(written)}${newText}`,
            filterText: written + ownPath,
          }
        : {
            ...path(request, ownPath, { start: urlStart + baseLength, end: urlStart + pathEnd }),
            newText,
          };
    });
}

function offered({ method }: TypedTarget): readonly CatalogueRequest[] {
  return nombaCatalogue.filter((request) => method === undefined || request.method === method);
}

function path(request: CatalogueRequest, label: string, replace: TextSpan): Omit<Completion, 'newText'> {
  return {
    kind: 'path',
    label,
    detail: `${request.method} · ${requestDetail(request)}`,
    documentation: request.description,
    replace,
    isSnippet: true,
  };
}

/** From its version on. Some keep that in the base URL: `@base = https://api.nomba.com/v1`. */
function pathBefore(written: string, { values, environment }: CompletionContext): string {
  const whole = requestAddress(written, values, environment)?.path ?? '';
  return /\/v\d(?:\/[^]*)?$/.exec(whole)?.[0].replace(/\/$/, '') ?? '';
}

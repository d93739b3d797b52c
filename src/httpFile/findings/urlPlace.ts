import { namesOf } from '../fileVariables';
import { isComment, versionLength } from '../lineSyntax';
import type { NombaContext, NombaRequest } from '../nombaRequest';
import { hostHeader, urlWithHost } from '../requestAddress';
import type { RequestTarget, TextSpan } from '../requestTarget';
import type { Section } from '../section';
import { textLines } from '../textLines';
import { mostVariables } from '../variableBehind';

/** Where the character at an index of the URL stands in the text; the end of the URL for an index behind its last character. */
export function urlOffset(text: string, { url, urlSpan }: RequestTarget, index: number): number {
  let left = index;
  for (const { start, end, next } of textLines(text.slice(urlSpan.start, urlSpan.end))) {
    const line = text.slice(urlSpan.start + start, urlSpan.start + end);
    if (start > 0 && isComment(line.trim())) {
      continue;
    }
    const indentation = line.length - line.trimStart().length;
    // The HTTP version stands at the end of the first line, amid the URL where that goes on.
    const goesOn = start === 0 && urlSpan.start + next < urlSpan.end;
    const length = (goesOn ? line.slice(0, line.length - versionLength(line)) : line).trim().length;
    if (left < length) {
      return urlSpan.start + start + indentation + left;
    }
    left -= length;
  }
  return index < url.length ? urlSpan.start : urlSpan.end;
}

/** A part of the URL that is not empty. */
export function urlPart(text: string, target: RequestTarget, start: number, end: number): TextSpan {
  return { start: urlOffset(text, target, start), end: urlOffset(text, target, end - 1) + 1 };
}

/** The request line without white space and version. */
export function requestSpan({ methodSpan, urlSpan }: RequestTarget): TextSpan {
  return { start: methodSpan?.start ?? urlSpan.start, end: urlSpan.end };
}

/** Where the host of a request is written out. */
export interface HostPlace {
  readonly host: TextSpan;
  /** With the scheme, if there is one; `undefined` where that stands somewhere else than the host, or a user's name with it. */
  readonly base: TextSpan | undefined;
}

/** In the URL itself or the header `Host`, or in the value of a file variable that the section defines; `undefined` when it is elsewhere, or in pieces. */
export function hostPlace(
  { text, variables }: Section,
  { target, address, request }: NombaRequest,
  { values }: NombaContext,
): HostPlace | undefined {
  const header = target.url.startsWith('/') ? hostHeader(request) : undefined;
  let part = header?.value ?? urlWithHost(target.url, request);
  let offset = header?.valueStart ?? target.urlSpan.start;
  // A header has no place for a scheme.
  let hasOuterScheme = header !== undefined;
  for (let count = 0; count <= mostVariables; count++) {
    const [, scheme = '', user = '', name, host, port = ''] =
      /^(https?:\/\/)?([^/?#\s{}@]{1,200}@)?(?:\{\{([^{}]{1,200})\}\}|([^/?#\s{}@:]{1,255})(:\d{1,5})?)/i.exec(
        part,
      ) ?? [];
    if (host !== undefined) {
      const start = offset + scheme.length + user.length;
      const span = { start, end: start + host.length };
      return text.slice(span.start, span.end).toLowerCase() === address?.host
        ? {
            host: span,
            base: hasOuterScheme || user !== '' ? undefined : { start: offset, end: span.end + port.length },
          }
        : undefined;
    }
    const variable = variables.findLast((candidate) => namesOf(candidate).includes(name?.trim() ?? ''));
    // To the clients another definition may count: one in another section.
    if (variable === undefined || values.get(variable.name) !== variable.value) {
      return undefined;
    }
    hasOuterScheme ||= scheme !== '' || user !== '';
    part = variable.value;
    offset = variable.valueSpan.start;
  }
  return undefined;
}

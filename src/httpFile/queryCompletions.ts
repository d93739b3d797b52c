import type { Completion, CompletionContext, CursorLine } from './completion';
import { maskReferences } from './maskReferences';
import { nombaRequests } from './nombaRequest';
import { parameterSnippet } from './requestSnippet';

/** Names of query parameters after `?` and `&`, on the request line and on those that continue it; those that are there already are left out. */
export function queryCompletions(line: CursorLine, context: CompletionContext): readonly Completion[] {
  const { section, offset, start, text } = line;
  const before = /[?&]([\w-]{0,60})$/.exec(text.slice(Math.max(0, offset - start - 61), offset - start))?.[1];
  const nombaRequest = nombaRequests(section, context).find(
    ({ request }) => request.requestLine.start <= offset && offset <= request.requestLine.end,
  );
  const { query } = nombaRequest?.entry ?? {};
  if (before === undefined || nombaRequest === undefined || query === undefined) {
    return [];
  }
  const after = /^[\w-]{0,60}/.exec(text.slice(offset - start))?.[0] ?? '';
  const hasValue = text[offset - start + after.length] === '=';
  const present = parameterNames(nombaRequest.target.url);
  // The one at the cursor is not yet there.
  const atCursor = present.indexOf(before + after);
  return Object.entries(query)
    .filter(([name]) => !present.some((other, index) => other === name && index !== atCursor))
    .map(([name, value]) => ({
      kind: 'query',
      label: name,
      detail: nombaRequest.entry?.title ?? '',
      replace: { start: offset - before.length, end: offset + after.length },
      newText: hasValue ? name : parameterSnippet(name, value, context),
      isSnippet: !hasValue,
    }));
}

function parameterNames(url: string): string[] {
  const masked = maskReferences(url);
  return masked
    .slice(masked.indexOf('?') + 1)
    .split('&')
    .map((parameter) => parameter.split('=', 1)[0] ?? '');
}

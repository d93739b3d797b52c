import type { Completion, CompletionContext, CursorLine } from './completion';
import { referenceExpression } from './dialect';
import { findJsonWebTokens } from './jsonWebToken';
import { nombaVariables, tokenVariable, tokenVariableMeaning, variableMeanings } from './nombaVariables';
import type { TextSpan } from './requestTarget';

interface OpenReference {
  /** Between the braces. */
  readonly span: TextSpan;
  readonly isClosed: boolean;
  /** From the braces to the cursor, without the white space before it. */
  readonly typed: string;
}

/** Values of file variables are shown, so none may be long. Characters. */
const longestDetail = 80;

/** What fits between `{{` and `}}`; `undefined` where the cursor is not between them. */
export function variableCompletions(
  line: CursorLine,
  context: CompletionContext,
): readonly Completion[] | undefined {
  const open = openReference(line);
  if (open === undefined) {
    return undefined;
  }
  const { dialect, values, offersNombaToken } = context;
  const completion = (expression: string, name: string, detail: string): Completion => ({
    kind: 'variable',
    label: name,
    detail,
    replace: open.span,
    newText: open.isClosed ? expression : `${expression}}}`,
    isSnippet: false,
    // Both `{{NOM` and `{{$pro` lead there.
    filterText: open.typed.startsWith('$') ? expression : name,
  });
  return [
    ...nombaVariables.map((variable) =>
      completion(referenceExpression(dialect, variable), variable, variableMeanings[variable]),
    ),
    ...(offersNombaToken ? [completion(tokenVariable, tokenVariable, tokenVariableMeaning)] : []),
    ...[...values].map(([name, value]) => completion(name, name, shownValue(value))),
  ];
}

/** A file variable can hold a token, which must not be shown for choosing its name: a token can stand behind a reference, and in a URL. */
function shownValue(value: string): string {
  const [, scheme, host = ''] =
    /^(https?:\/\/)(?:[^\s/?#@]{0,500}@)?([\w.-]{1,253}(?::\d{1,5})?)(?:[/?#]\S*)?$/i.exec(value) ?? [];
  if (scheme !== undefined && findJsonWebTokens(host).length === 0) {
    return (scheme + host).slice(0, longestDetail);
  }
  return /^\{\{[^{}]*\}\}$/.test(value) ? value.slice(0, longestDetail) : 'File variable';
}

function openReference({ text, start, offset }: CursorLine): OpenReference | undefined {
  const before = text.slice(0, offset - start);
  const braces = before.lastIndexOf('{{');
  const typed = before.slice(braces + 2);
  if (braces === -1 || /[{}"]/.test(typed)) {
    return undefined;
  }
  const after = text.slice(offset - start);
  const closed = /^([\w.$% -]{0,200})\}\}/.exec(after);
  const rest = closed?.[1] ?? /^[\w.]{0,200}/.exec(after)?.[0] ?? '';
  return {
    span: { start: start + braces + 2, end: offset + rest.length },
    isClosed: closed !== null,
    typed: typed.trimStart(),
  };
}

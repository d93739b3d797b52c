import type { Completion, CompletionContext } from '../../../src/httpFile/completion';
import { completionsAt } from '../../../src/httpFile/completions';
import { fileVariables, valuesByName } from '../../../src/httpFile/fileVariables';
import { readSection } from '../../../src/httpFile/section';

export interface Completed {
  readonly completion: Completion;
  /** The text once the completion is chosen, its placeholders as they come. */
  readonly text: string;
}

/** @param marked a section with `|` where the cursor is. */
export function completed(marked: string, changes: Partial<CompletionContext> = {}): readonly Completed[] {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return completionsAt(readSection(text), offset, contextOf(text, changes)).map((completion) => ({
    completion,
    text:
      text.slice(0, completion.replace.start) +
      (completion.isSnippet ? resolvedSnippet(completion.newText) : completion.newText) +
      text.slice(completion.replace.end),
  }));
}

/** The texts that come of all completions but whole requests, by default those of one kind. */
export function completedTexts(
  marked: string,
  changes: Partial<CompletionContext> = {},
  kind?: string,
): readonly string[] {
  return completed(marked, changes)
    .filter(
      ({ completion }) => completion.kind !== 'snippet' && (kind ?? completion.kind) === completion.kind,
    )
    .map(({ text }) => text);
}

export function contextOf(text: string, changes: Partial<CompletionContext> = {}): CompletionContext {
  return {
    dialect: 'processEnv',
    values: valuesByName(fileVariables(text)),
    environment: { NOMBA_BASE_URL: 'https://sandbox.nomba.com' },
    customHosts: new Set(),
    profile: { accountId: '11111111-2222-4333-8444-555555555555' },
    offersNombaToken: false,
    ...changes,
  };
}

/** What VS Code makes of a snippet before anything is typed: the subset of its syntax that has numbered places and escapes. */
function resolvedSnippet(snippet: string): string {
  const values = new Map<string, string>();
  return snippet.replaceAll(
    /\\([\\$}])|\$\{(\d+):((?:\\[\\$}]|[^\\}])*)\}|\$\{(\d+)\}/g,
    (_whole, escaped?: string, number?: string, value?: string, repeated?: string) => {
      if (number !== undefined && value !== undefined) {
        values.set(number, value.replaceAll(/\\([\\$}])/g, '$1'));
      }
      return escaped ?? values.get(number ?? repeated ?? '') ?? '';
    },
  );
}

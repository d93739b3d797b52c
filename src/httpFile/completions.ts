import type { Completion, CompletionContext, CursorLine } from './completion';
import { headerCompletions } from './headerCompletions';
import { lineRole } from './lineRole';
import { isComment, isContinuationOfUrl, isCurlCommand, isSeparator } from './lineSyntax';
import { continuationCompletions, requestLineCompletions } from './requestLineCompletions';
import type { Section } from './section';
import { variableCompletions } from './variableCompletions';

/** Characters. Nobody types on a longer line. */
const longestLine = 10_000;

/** What can be typed at an offset of a section, the best first. Takes time in proportion to the section and never throws. */
export function completionsAt(
  section: Section,
  offset: number,
  context: CompletionContext,
): readonly Completion[] {
  const line = cursorLine(section, offset);
  return line === undefined ? [] : completionsOn(line, context);
}

function completionsOn(line: CursorLine, context: CompletionContext): readonly Completion[] {
  if (isSeparator(line.content)) {
    return [];
  }
  const role = lineRole(line);
  if (role.kind !== 'other' && isComment(line.content)) {
    return [];
  }
  const variables = variableCompletions(line, context);
  if (variables !== undefined || isCurlCommand(line.content)) {
    return variables ?? [];
  }
  if (role.kind === 'requestLine') {
    return requestLineCompletions(line, role, context);
  }
  if (role.kind === 'header') {
    return isContinuationOfUrl(line.content)
      ? continuationCompletions(line, context)
      : headerCompletions(line, role, context);
  }
  return [];
}

function cursorLine(section: Section, offset: number): CursorLine | undefined {
  if (!Number.isInteger(offset) || offset < 0 || offset > section.text.length) {
    return undefined;
  }
  if (section.text.slice(Math.max(0, offset - 1), offset + 1) === '\r\n') {
    return undefined;
  }
  // Not by a search through the whole text: most lines are short.
  const before = section.text.slice(Math.max(0, offset - longestLine), offset);
  const start = offset - before.length + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const after = section.text.slice(offset, offset + longestLine);
  const length = after.search(/[\r\n]/);
  const end = length === -1 ? offset + after.length : offset + length;
  if (end - start >= longestLine) {
    return undefined;
  }
  const text = section.text.slice(start, end);
  const content = text.trim();
  return {
    section,
    offset,
    start,
    end,
    text,
    contentStart: start + text.length - text.trimStart().length,
    content,
  };
}

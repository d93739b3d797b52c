import type { RequestBlock } from './requestBlocks';
import type { Script } from './script';
import { partsOf, type Section } from './section';
import { textLines } from './textLines';

/** Not those of a response, nor a part of a path. */
const mention = /(?<![/\w]|\bresponse\.)headers\b/;
const comment = /^(?:\/\/|\/?\*)/;

/** Whether a script of the block sets headers of its request, as far as can be told without running it. */
export function setsOwnHeaders(section: Section, block: RequestBlock): boolean {
  return scriptsOf(section, block).some(
    (script) => runsBefore(script, block) && mentionsHeaders(section.text, script),
  );
}

/**
 * Whether a script of the section sets headers of every request of the file: those above it too, and whether it stands with a request or not (httpYac's `{{+`, tried by running it).
 */
export function setsHeadersOfAll(section: Section): boolean {
  return (
    /\{\{(?:@js\s{1,20})?\+/i.test(section.text) &&
    section.blocks.some((block) =>
      scriptsOf(section, block).some(
        (script) => script.isGlobal && isEarly(script) && mentionsHeaders(section.text, script),
      ),
    )
  );
}

function scriptsOf(section: Section, block: RequestBlock): readonly Script[] {
  return partsOf(section, block).scripts;
}

/** A script of httpYac without an event runs where it stands: below the request when that has been sent. */
function runsBefore(script: Script, { request }: RequestBlock): boolean {
  return (
    isEarly(script) &&
    (script.event !== undefined || request === undefined || script.range.start < request.requestLine.start)
  );
}

function isEarly({ event }: Script): boolean {
  return event === undefined || event === 'request';
}

/** Of a script in a file only the name is looked at. */
function mentionsHeaders(text: string, { content }: Script): boolean {
  const code = text.slice(content.start, content.end);
  return textLines(code).some(({ start, end }) => {
    const line = code.slice(start, end);
    return mention.test(line) && !comment.test(line.trim());
  });
}

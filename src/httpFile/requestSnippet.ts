import { newUuid, reference, type Dialect } from './dialect';
import { nombaCatalogue, sampleValues, type CatalogueRequest } from './nombaCatalogue';
import { nombaVariables } from './nombaVariables';
import type { Completion, CompletionContext } from './completion';
import { requestBlock } from './requestFile';
import type { TextSpan } from './requestTarget';
import { escapeSnippet, TabStops } from './snippetText';
import { httpClientReference } from './tokenReference';

type Samples = Pick<CompletionContext, 'dialect' | 'values'>;

/** What can be typed over in a request of the catalogue: placeholders, the values of a query, and those of a JSON body, one on each line. */
const sample = /\{\{(\w+)\}\}|(?<=[?&]\w+=)[^&]+|(?<=^ *"\w+": ")[^"]*(?=",?$)|(?<=^ *"\w+": )[\d.]+(?=,?$)/g;

/** Whole requests, where none is yet. */
export function requestSnippets(
  replace: TextSpan,
  hasSeparator: boolean,
  context: Samples,
): readonly Completion[] {
  return nombaCatalogue.map((request) => ({
    kind: 'snippet',
    label: `nomba-${request.id}`,
    detail: requestDetail(request),
    documentation: request.description,
    replace,
    newText: requestSnippet(request, hasSeparator, context),
    isSnippet: true,
    filterText: `nomba-${request.id} ${request.title}`,
  }));
}

/** Stands in the detail of what moves money. */
export const moneyMark = '$ moves money';

/** What a request is, on one line. */
export function requestDetail({ product, title, movesMoney }: CatalogueRequest): string {
  return `${movesMoney ? `${moneyMark} · ` : ''}${product} · ${title}`;
}

/** The request as a new file of requests has it, with its samples in it: a snippet brings no lines that define them. */
function requestSnippet(request: CatalogueRequest, hasSeparator: boolean, context: Samples): string {
  const lines = inDialect(requestBlock(request), context.dialect).trimEnd().split('\n');
  return withTabStops(hasSeparator ? lines.slice(1) : lines, context);
}

/** The path of a request, without query. */
export function pathSnippet(path: string, context: Samples): string {
  return withTabStops([path.replaceAll(/\{(\w+)\}/g, '{{$1}}')], context);
}

/** One parameter of a query. */
export function parameterSnippet(name: string, value: string, context: Samples): string {
  const stops = new TabStops();
  return `${escapeSnippet(name)}=${stops.stop(undefined, sampleOf(/^\{\{(\w+)\}\}$/.exec(value)?.[1], value, context))}`;
}

function withTabStops(lines: readonly string[], context: Samples): string {
  const stops = new TabStops();
  return lines
    .map((line) => {
      let written = 0;
      const pieces = [...line.matchAll(sample)].map((match) => {
        const [whole, name] = match;
        const literal = line.slice(written, match.index);
        written = match.index + whole.length;
        const isLiteral = name !== undefined && sampleValues[name] === undefined;
        const value = isLiteral ? escapeSnippet(whole) : stops.stop(name, sampleOf(name, whole, context));
        return escapeSnippet(literal) + value;
      });
      return pieces.join('') + escapeSnippet(line.slice(written));
    })
    .join('\n');
}

/** The placeholder itself where the file defines it, else what it stands for. */
function sampleOf(name: string | undefined, text: string, { dialect, values }: Samples): string {
  const isDefined = name === undefined || values.has(name);
  return isDefined ? text : inDialect(sampleValues[name] ?? text, dialect);
}

function inDialect(text: string, dialect: Dialect): string {
  return nombaVariables
    .reduce(
      (all, variable) => all.replaceAll(httpClientReference(variable), reference(dialect, variable)),
      text,
    )
    .replaceAll('{{$guid}}', newUuid(dialect));
}

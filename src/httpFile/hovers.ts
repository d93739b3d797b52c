import { maskReferences } from './maskReferences';
import type { CatalogueRequest } from './nombaCatalogue';
import { nombaRequests, type Destination, type NombaContext } from './nombaRequest';
import {
  nombaVariables,
  tokenVariable,
  tokenVariableMeaning,
  variableMeanings,
  type NombaVariable,
} from './nombaVariables';
import type { Section } from './section';
import { urlBaseLength } from './urlBase';

/** What stands at an offset of a section; `start` and `end` (exclusive) are offsets in it, too. */
export type Hover =
  | {
      readonly kind: 'variable';
      readonly start: number;
      readonly end: number;
      readonly variable: NombaVariable | typeof tokenVariable;
      readonly meaning: string;
    }
  | {
      /** The path of a request that Nomba's documentation knows. */
      readonly kind: 'request';
      readonly start: number;
      readonly end: number;
      readonly entry: CatalogueRequest;
      readonly destination: Destination;
    };

const names = nombaVariables.join('|');
/** With braces the name alone is Kulala's form, and that of a file variable. */
const variable = new RegExp(
  [
    `\\{\\{\\s{0,10}(?<form>\\$processEnv\\s{1,10}%?|\\$dotenv\\s{1,10}%?|\\$env\\.|process\\.env\\.)?(?:(?<name>${names})|\\${tokenVariable})\\s{0,10}\\}\\}`,
    `\\bprocess\\.env\\??\\.(?<inScript>${names})\\b`,
    `\\bprocess\\.env(?:\\?\\.)?\\[(?<quote>["'\`])(?<inBrackets>${names})\\k<quote>\\]`,
  ].join('|'),
  'g',
);
/** Characters: longer than any reference. */
const reach = 120;

/** @returns `undefined` where there is nothing to say. Takes time in proportion to the section and never throws. */
export function hoverAt(section: Section, offset: number, context: NombaContext): Hover | undefined {
  return variableAt(section.text, offset, context) ?? requestAt(section, offset, context);
}

function variableAt(text: string, offset: number, { values }: NombaContext): Hover | undefined {
  const from = Math.max(0, offset - reach);
  for (const match of text.slice(from, Math.max(0, offset + reach)).matchAll(variable)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (start <= offset && offset < end) {
      const { name: inBraces, inScript, inBrackets, form } = match.groups ?? {};
      const found = nombaVariables.find((known) => known === (inBraces ?? inScript ?? inBrackets));
      const isOfFile = inBraces !== undefined && form === undefined && values.has(inBraces);
      return isOfFile ? undefined : variableHover(start, end, found, form?.startsWith('$dotenv') === true);
    }
  }
  return undefined;
}

function variableHover(
  start: number,
  end: number,
  found: NombaVariable | undefined,
  isOfEnvFile: boolean,
): Hover {
  const meaning = found === undefined ? tokenVariableMeaning : variableMeanings[found];
  return {
    kind: 'variable',
    start,
    end,
    variable: found ?? tokenVariable,
    meaning: isOfEnvFile
      ? `${meaning} Here it is what a .env file says, which can be something else.`
      : meaning,
  };
}

function requestAt(section: Section, offset: number, context: NombaContext): Hover | undefined {
  const hovered = nombaRequests(section, context).find(
    ({ target }) => target.urlSpan.start <= offset && offset < target.urlSpan.end,
  );
  if (hovered?.entry === undefined) {
    return undefined;
  }
  const { urlSpan } = hovered.target;
  const url = section.text.slice(urlSpan.start, urlSpan.end);
  const base = urlBaseLength(url);
  const path = maskReferences(url.slice(base)).split(/[?#]/, 1)[0] ?? '';
  const start = urlSpan.start + base + path.length - path.trimStart().length;
  const end = urlSpan.start + base + path.trimEnd().length;
  return start <= offset && offset < end
    ? { kind: 'request', start, end, entry: hovered.entry, destination: hovered.destination }
    : undefined;
}

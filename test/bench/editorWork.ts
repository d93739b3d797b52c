/*
 * What the extension does with a `.http` file that is open, as near to it as can be without VS Code: what is remembered is remembered, the way through all sections gives way
 * to others, and only the objects of VS Code that come of it are plain ones.
 */
import { completionsAt } from '../../src/httpFile/completions';
import { dialectOf, sectionsThatTell, type Dialect } from '../../src/httpFile/dialect';
import type { FindingContext } from '../../src/httpFile/finding';
import { findings } from '../../src/httpFile/findings';
import { HttpText, type PlacedSection } from '../../src/httpFile/httpText';
import { nombaRequests } from '../../src/httpFile/nombaRequest';
import type { Section } from '../../src/httpFile/section';
import { tokenSource } from '../../src/httpFile/tokenSource';
import { profileVariables } from '../../src/sharing/profileVariables';
import { requestLenses, type ShownToken } from '../../src/vscode/httpFile/requestLens';
import { othersFirst, Pacer } from '../../src/vscode/pacer';

const profile = {
  name: 'sandbox',
  environment: 'sandbox',
  accountId: '99999999-8888-4777-8666-555555555555',
} as const;

/** With a profile and a living token, as it is most of the time. */
const surroundings: Omit<FindingContext, 'values' | 'dialect'> = {
  environment: profileVariables({ ...profile, clientId: '11111111-2222-4333-8444-555555555555' }, 'TOKEN'),
  customHosts: new Set(),
  profile,
  token: 'living',
  withheld: undefined,
  offersNombaToken: false,
};

const token: ShownToken = { text: 'sandbox 24m', label: 'sandbox', state: 'fresh', withheld: undefined };

/** What is looked for in a file after it was opened, and after each change. */
export type Look = (edited: HttpText) => unknown;

/** Types a character and deletes it again, and does what the editor asks for after each of the two. */
export function keystroke(text: string, offset: number, look: Look = fileVariables): () => unknown {
  const edited = new HttpText(text);
  return () => {
    edited.edit({ start: offset, end: offset, newText: 'x' });
    const typed = look(edited);
    edited.edit({ start: offset, end: offset + 1, newText: '' });
    return [typed, look(edited)];
  };
}

/** A character that is another one each time. */
export function replacement(text: string, offset: number, look: Look): () => unknown {
  const edited = new HttpText(text);
  let newText = 'x';
  return () => {
    newText = newText === 'x' ? 'y' : 'x';
    edited.edit({ start: offset, end: offset + 1, newText });
    return look(edited);
  };
}

const fileVariables: Look = ({ values }) => values;

/** At the cursor: nothing else is looked at for quick fixes. */
export function findingsAt(offset: number): Look {
  const contextOf = contexts();
  return (edited) => findings(edited.sectionAt(offset).section, contextOf(edited));
}

export function completions(offset: number): Look {
  const contextOf = contexts();
  return (edited) => {
    const { start, section } = edited.sectionAt(offset);
    // The language of a request is told anew at each.
    const dialect = dialectOf([section, ...edited.leadingSections(sectionsThatTell)]);
    return completionsAt(section, offset - start, {
      ...contextOf(edited),
      profile,
      dialect,
      offersNombaToken: false,
    });
  };
}

/** Everywhere, as it is shown in the panel; the findings of a section are remembered. */
export function diagnostics(): Look {
  const contextOf = contexts();
  const findingsOf = remembered(findings);
  let published: readonly Diagnostic[] = [];
  return async (edited) => {
    const context = contextOf(edited);
    const found: Diagnostic[] = [];
    await throughSections(edited, ({ start, section }) => {
      for (const finding of findingsOf(section, context)) {
        found.push({
          start: start + finding.start,
          end: start + finding.end,
          message: finding.message,
        });
      }
    });
    published = isSame(found, published) ? published : found;
  };
}

/** Above each request; the requests of a section are remembered. */
export function lenses(): Look {
  const contextOf = contexts();
  const requestsOf = remembered(nombaRequests);
  return async (edited) => {
    const context = contextOf(edited);
    const found: unknown[] = [];
    await throughSections(edited, ({ start, section }) => {
      for (const request of requestsOf(section, context)) {
        const source = tokenSource(request, context);
        found.push(...requestLenses(request, source, token, { uri: 'file:///a.http', line: start }));
      }
    });
    return found;
  };
}

interface Diagnostic {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

function isSame(some: readonly Diagnostic[], others: readonly Diagnostic[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ start, end, message }, index) => {
      const other = others[index];
      return other?.start === start && other.end === end && other.message === message;
    })
  );
}

async function throughSections(edited: HttpText, see: (placed: PlacedSection) => void): Promise<void> {
  const pacer = new Pacer(othersFirst);
  for (const placed of edited.sections) {
    see(placed);
    await pacer.rest();
  }
}

/** What a file is judged by: the same object for the same file variables and dialect. */
function contexts(): (edited: HttpText) => FindingContext {
  const known = new WeakMap<ReadonlyMap<string, string>, FindingContext>();
  let beginning: readonly Section[] = [];
  let dialect: Dialect = 'processEnv';
  return (edited) => {
    const { values } = edited;
    const sections = edited.leadingSections(sectionsThatTell);
    if (
      sections.length !== beginning.length ||
      sections.some((section, index) => section !== beginning[index])
    ) {
      beginning = sections;
      dialect = dialectOf(sections);
    }
    const context = known.get(values);
    if (context?.dialect === dialect) {
      return context;
    }
    const another = { ...surroundings, values, dialect };
    known.set(values, another);
    return another;
  };
}

/** What comes of a section, found once as long as the section and what it is judged by are the same objects. */
function remembered<Found>(
  find: (section: Section, context: FindingContext) => Found,
): (section: Section, context: FindingContext) => Found {
  const known = new WeakMap<Section, { readonly context: FindingContext; readonly found: Found }>();
  return (section, context) => {
    const one = known.get(section);
    if (one?.context === context) {
      return one.found;
    }
    const found = find(section, context);
    known.set(section, { context, found });
    return found;
  };
}

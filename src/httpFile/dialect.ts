import type { HeaderField } from './insertHeaders';
import {
  accountIdHeaderName,
  authorizationHeaderName,
  bearerValue,
  environmentVariables,
  httpClientReference,
} from './tokenReference';

/** How a file's client reads an environment variable. `processEnv`: REST Client, httpYac and Visual Studio. */
export type Dialect = 'processEnv' | 'jetBrains' | 'kulala';

export const dialects: readonly Dialect[] = ['processEnv', 'jetBrains', 'kulala'];

/** The clients of each dialect, for the user. */
export const dialectClients: Readonly<Record<Dialect, string>> = {
  processEnv: 'REST Client, httpYac, Visual Studio',
  jetBrains: 'JetBrains IDEs',
  kulala: 'Kulala, environment files',
};

/**
 * What only one dialect has, the surest first. `$processEnv` comes before all others: httpYac runs the scripts of JetBrains and knows its random values too, while neither JetBrains nor
 * Kulala reads that. Kulala's come before the scripts, which it shares with JetBrains.
 */
const signs: readonly (readonly [sign: RegExp, dialect: Dialect])[] = [
  [/\{\{\s{0,10}\$processEnv\s/, 'processEnv'],
  [/\{\{\s{0,10}\$env\./, 'jetBrains'],
  [
    /^[ \t]{0,20}(?:#|\/\/)[ \t]{0,20}@kulala\b|\{%[ \t]{0,20}--[ \t]{0,20}lua\b|^[<>] {1,20}\S{1,200}\.lua\b/m,
    'kulala',
  ],
  // As environment files have it, which JetBrains reads too. The other names are often those of file variables.
  [/\{\{\s{0,10}NOMBA_ACCESS_TOKEN\s{0,10}\}\}/, 'kulala'],
  [/^[<>] {1,20}\{%|\{\{\s{0,10}\$random\.|\bclient\.(?:test|global)\b/m, 'jetBrains'],
];

/** The dialect of a file shows at its beginning; all of a long one would take too long to look through. */
export const sectionsThatTell = 50;

/**
 * The dialect of a file, by what is written in it; `processEnv` where nothing tells.
 *
 * @param parts of the file, e.g. its sections.
 */
export function dialectOf(parts: readonly { readonly text: string }[]): Dialect {
  return signs.find(([sign]) => parts.some(({ text }) => sign.test(text)))?.[1] ?? 'processEnv';
}

/** What stands between the braces of {@link reference}. */
export function referenceExpression(dialect: Dialect, variable: string): string {
  return reference(dialect, variable).slice(2, -2);
}

/** An environment variable as the clients of the dialect read it. */
export function reference(dialect: Dialect, variable: string): string {
  switch (dialect) {
    case 'processEnv':
      return httpClientReference(variable);
    case 'jetBrains':
      return `{{$env.${variable}}}`;
    case 'kulala':
      return `{{${variable}}}`;
  }
}

/** What a request to Nomba needs, by reference: the file holds no token and no id, and never goes stale. */
export function referenceHeaders(dialect: Dialect): readonly HeaderField[] {
  return [
    {
      name: authorizationHeaderName,
      value: bearerValue(reference(dialect, environmentVariables.accessToken)),
    },
    { name: accountIdHeaderName, value: reference(dialect, environmentVariables.accountId) },
  ];
}

/** A new UUID at each send. */
export function newUuid(dialect: Dialect): string {
  return dialect === 'processEnv' ? '{{$guid}}' : '{{$uuid}}';
}

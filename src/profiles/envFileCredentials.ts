import { parseEnv } from 'node:util';
import { baseUrlProblem, normaliseBaseUrl } from './baseUrl';
import { nombaBaseUrls, type Environment } from './environment';
import { cleanField } from './profileFields';
import { Secret } from './secret';

/**
 * One pair of client id and client secret found in a `.env` file, or as much of it as the file has. Nothing in it was validated: whoever imports
 * it goes through the same checks as with typed values.
 */
export interface EnvFileCandidate {
  /** `undefined` when the file does not say, or contradicts itself: ask. */
  readonly environment: Environment | undefined;
  /**
   * Normalised. Only where the file names a host that is not Nomba's. The file may be a stranger's: show this host and have it confirmed before a
   * secret goes there.
   */
  readonly baseUrl?: string;
  readonly accountId?: string;
  readonly subAccountId?: string;
  readonly clientId?: string;
  readonly clientSecret?: Secret;
  /** The names of the variables that the values came from, in the order of the fields above. */
  readonly variables: readonly string[];
}

/** Something about the file that the user should know, as a sentence without any value of the file. */
export interface EnvFileFinding {
  readonly variable: string;
  readonly message: string;
}

export interface EnvFileCredentials {
  readonly candidates: readonly EnvFileCandidate[];
  readonly findings: readonly EnvFileFinding[];
}

/** A pair by the prefix of its names. The dashboard gives a test pair and a live pair; who keeps only one writes no prefix. */
interface Pair {
  readonly prefix: string;
  /** What the prefix alone says. */
  readonly environment: 'sandbox' | 'production' | undefined;
}

const plainPair: Pair = { prefix: 'NOMBA_', environment: undefined };
const pairs: readonly Pair[] = [
  { prefix: 'NOMBA_TEST_', environment: 'sandbox' },
  { prefix: 'NOMBA_LIVE_', environment: 'production' },
  plainPair,
];

// The names that public repositories use, the clearer one first where a file has both.
const clientIdNames = ['CLIENT_ID'];
const clientSecretNames = ['CLIENT_SECRET', 'PRIVATE_KEY', 'SECRET_KEY', 'SECRET'];
const accountIdNames = ['PARENT_ACCOUNT_ID', 'ACCOUNT_ID'];
const subAccountIdNames = ['SUB_ACCOUNT_ID', 'SUBACCOUNT_ID'];
const baseUrlNames = ['BASE_URL', 'API_BASE_URL', 'API_URL', 'URL', 'AUTH_URL'];
const environmentNames = ['ENV', 'ENVIRONMENT'];

/** Only words that name one of Nomba's environments. “development”, for example, says nothing about which pair stands beside it. */
const environmentWords: ReadonlyMap<string, 'sandbox' | 'production'> = new Map([
  ['sandbox', 'sandbox'],
  ['test', 'sandbox'],
  ['production', 'production'],
  ['prod', 'production'],
  ['live', 'production'],
]);

/** Build tools put variables with these prefixes into the pages that every visitor loads. Bounded, because the name is told to the user. */
const publicSecret =
  /^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC)_NOMBA_(?:\w{1,60}_)?(?:SECRET|SECRET_KEY|PRIVATE_KEY)$/;

/** Characters. Far beyond every credential and address; a stranger's file is not worth the time that checks of a longer one would take. */
const longestValue = 2_000;

interface Found {
  readonly variable: string;
  readonly value: string;
}

/**
 * Finds Nomba credentials in the text of a `.env` file, under the names that public repositories use.
 *
 * Variables for the browser (`NEXT_PUBLIC_…`, `VITE_…`) are never read: a client secret among them is public already and has to be replaced, which
 * is what the finding says.
 */
export function readEnvFile(text: string): EnvFileCredentials {
  const variables = readVariables(text);
  const findings: EnvFileFinding[] = [];
  const candidates = pairs.flatMap((pair) => readPair(pair, variables, findings) ?? []);
  for (const variable of variables.keys()) {
    if (publicSecret.test(variable)) {
      findings.push({
        variable,
        message: `${variable} is built into the pages that every visitor loads, so it is no secret any more and was not imported. Make a new client secret (private key) in Nomba’s dashboard and keep it on the server, under a name without that prefix.`,
      });
    }
  }
  return { candidates, findings };
}

function readVariables(text: string): ReadonlyMap<string, string> {
  // A byte order mark would become part of the first name.
  const parsed = parseEnv(text.replace(/^\uFEFF/, ''));
  const variables = new Map<string, string>();
  for (const [name, value = ''] of Object.entries(parsed)) {
    // With Node 20, a line without “=” runs on into the name of the next variable.
    const lastLine = name.slice(name.lastIndexOf('\n') + 1).trim();
    variables.set(lastLine.replace(/^export\s+/, ''), value);
  }
  return variables;
}

function readPair(
  pair: Pair,
  variables: ReadonlyMap<string, string>,
  findings: EnvFileFinding[],
): EnvFileCandidate | undefined {
  const clientId = find(variables, pair, clientIdNames);
  const clientSecret = find(variables, pair, clientSecretNames);
  if (clientId === undefined && clientSecret === undefined) {
    return undefined;
  }
  // Both pairs belong to the same account (Nomba's documentation), so its ids usually stand there once, without a prefix.
  const accountId = find(variables, pair, accountIdNames) ?? find(variables, plainPair, accountIdNames);
  const subAccountId =
    find(variables, pair, subAccountIdNames) ?? find(variables, plainPair, subAccountIdNames);
  const place =
    pair.environment === undefined
      ? readPlace(variables, findings)
      : { environment: pair.environment, variables: [] };
  const fields = [accountId, subAccountId, clientId, clientSecret].filter((found) => found !== undefined);
  return {
    ...place,
    ...(accountId && { accountId: accountId.value }),
    ...(subAccountId && { subAccountId: subAccountId.value }),
    ...(clientId && { clientId: clientId.value }),
    ...(clientSecret && { clientSecret: new Secret(clientSecret.value) }),
    variables: [...place.variables, ...fields.map((found) => found.variable)],
  };
}

/** Where the pair without a prefix belongs: by the word for the environment and by the base URL, if they agree. */
function readPlace(
  variables: ReadonlyMap<string, string>,
  findings: EnvFileFinding[],
): Pick<EnvFileCandidate, 'environment' | 'baseUrl' | 'variables'> {
  const word = find(variables, plainPair, environmentNames);
  const url = find(variables, plainPair, baseUrlNames);
  const byWord = word && environmentWords.get(word.value.toLowerCase());
  const byUrl = url && readBaseUrl(url, findings);
  const agreed = byWord === undefined || byUrl === undefined || byWord === byUrl.environment;
  return {
    environment: agreed ? (byWord ?? byUrl?.environment) : undefined,
    ...(byUrl?.baseUrl !== undefined && { baseUrl: byUrl.baseUrl }),
    variables: [byWord && word, byUrl && url]
      .filter((found) => found !== undefined)
      .map((found) => found.variable),
  };
}

function readBaseUrl(
  { variable, value }: Found,
  findings: EnvFileFinding[],
): Pick<EnvFileCandidate, 'environment' | 'baseUrl'> | undefined {
  // Some keep the address of the token call here.
  const baseUrl = normaliseBaseUrl(value.replace(/\/v1\/.*$/i, ''));
  for (const environment of ['sandbox', 'production'] as const) {
    if (baseUrl === nombaBaseUrls[environment]) {
      return { environment };
    }
  }
  const problem = baseUrlProblem(baseUrl);
  if (problem !== undefined) {
    findings.push({ variable, message: `${variable} was not imported. ${problem}` });
    return undefined;
  }
  return { environment: 'custom', baseUrl };
}

function find(
  variables: ReadonlyMap<string, string>,
  { prefix }: Pair,
  names: readonly string[],
): Found | undefined {
  for (const name of names) {
    const variable = prefix + name;
    const value = cleanField(variables.get(variable) ?? '');
    // `${OTHER}` stands for another variable, which Node's reader does not look up. As it stands it would be imported as a value.
    if (value !== '' && value.length <= longestValue && !value.includes('${')) {
      return { variable, value };
    }
  }
  return undefined;
}

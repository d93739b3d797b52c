import type { NombaContext } from './nombaRequest';
import { reference, type Dialect } from './dialect';
import { bearerValue, clientSecretVariable, environmentVariables } from './tokenReference';

/** Names of fields whose values are secret, or tell who calls; the words of a name may be separated, and stand in a longer one. */
const fieldName =
  'secret|passw|pass[ _-]?(?:code|phrase)|(?:private|api|sign(?:ature|ing)|token|encryption|hmac)[ _-]?key|(?:access|refresh|id|auth|bearer)[ _-]?token|token\\b|' +
  '\\bauthorization\\b|auth(?:orization)?[ _-]?code|code[ _-]?verifier|client[ _-]?id|(?:\\b|_|card|transaction)(?:pin|otp|cvv)\\b';
const secretField = new RegExp(fieldName, 'i');
/** A field with its value within a text, in whatever syntax. */
const assignment = new RegExp(`(?:${fieldName})[\\w-]{0,20}["'\\\\\\s]{0,8}[:=>]`, 'i');

/** What the extension keeps to itself, and tokens of other calls: whoever sends such a request sets them. */
const ofNomba: readonly (readonly [field: RegExp, variable: string])[] = [
  [/client[ _-]?id$/i, 'NOMBA_CLIENT_ID'],
  // Nomba's dashboard calls it a private key.
  [/client[ _-]?secret|private[ _-]?key/i, clientSecretVariable],
  [/refresh[ _-]?token/i, 'NOMBA_REFRESH_TOKEN'],
];
const accessTokenField = /(?:access|bearer)[ _-]?token$|^(?:token|authorization)$/i;

function variableOf(name: string): string | undefined {
  if (!secretField.test(name)) {
    return undefined;
  }
  return accessTokenField.test(name)
    ? environmentVariables.accessToken
    : (ofNomba.find(([field]) => field.test(name))?.[1] ?? inCapitals(name));
}

/** Characters. */
const longestName = 100;

/** `X-Api-Key`, `apiKey` → `X_API_KEY`, `API_KEY`. */
function inCapitals(name: string): string {
  return name
    .slice(0, longestName)
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
    .replaceAll(/[^A-Za-z\d]{1,100}/g, '_')
    .replaceAll(/^_|_$/g, '')
    .toUpperCase();
}

/** Characters. The shorter ones stand in other texts by chance. */
const shortestSecret = 8;
/** Different ones in one command; each is looked for in every value. */
const mostSecrets = 50;
const environmentReference =
  /^\{\{\s{0,10}(?:\$processEnv\s|\$env\.|process\.env\.|\$dotenv\s)[^{}]{0,200}\}\}$/;
/** A JSON Web Token, from the beginning of a word only: looking for one at every letter would take time by the square of the length. */
const jsonWebToken = /(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
/** Whether a text that is neither JSON nor a form may hold a secret: where its values begin and end cannot be told. */
export function mentionsSecretField(text: string): boolean {
  return secretField.test(text);
}

/** Puts references in the place of secrets, and remembers these, so that they are found wherever else they stand. */
export class SecretFields {
  private readonly secrets = new Map<string, string>();
  /** Of each variable its different values: they are told apart by a number. */
  private readonly numbered = new Map<string, Map<string, string>>();
  /** Every variable that holds a value. */
  private readonly taken = new Set<string>();
  /** Whether a text was met in which secrets may stand that are no field of their own. */
  private isUnsure = false;
  private readonly dialect: Dialect;
  private readonly values: NombaContext['values'];

  constructor(dialect: Dialect, values: NombaContext['values']) {
    this.dialect = dialect;
    this.values = values;
  }

  /** Whether all of them were found. */
  get areKnown(): boolean {
    return !this.isUnsure && this.secrets.size <= mostSecrets;
  }

  /** The variables in the place of secrets that are not the extension's own: the user sets them. Those of Nomba come first, whether they were needed or not. */
  get variablesToSet(): readonly string[] {
    const found = [...this.numbered.values()].flatMap((values) => [...values.values()]);
    return [...new Set([...ofNomba.map(([, variable]) => variable), ...found])];
  }

  /** What stands for the value of a field: a reference where the name of the field says so. */
  fieldValue(name: string, value: string): string {
    const variable = variableOf(name);
    return variable === undefined || value === '' ? this.withoutSecrets(value) : this.hide(value, variable);
  }

  /** What stands for the value of an `Authorization` header. Of the variables of a shell only the profile's own one is known to the clients. */
  authorization(value: string): string {
    const { accessToken } = environmentVariables;
    const [, credentials = value] = /^[\w-]{1,30}\s{1,10}(.*)$/s.exec(value) ?? [];
    const isOther = environmentReference.test(credentials) && !credentials.includes(accessToken);
    return bearerValue(isOther ? reference(this.dialect, accessToken) : this.hide(credentials, accessToken));
  }

  /** A text that is no secret itself. */
  withoutSecrets(text: string): string {
    this.isUnsure ||= assignment.test(text.replaceAll(/%([\dA-F]{2})/gi, decodedByte));
    let clean = text.replaceAll(jsonWebToken, () =>
      reference(this.dialect, environmentVariables.accessToken),
    );
    for (const [secret, replacement] of this.secrets) {
      clean = clean.replaceAll(secret, () => replacement);
    }
    return clean;
  }

  /** Whether a text holds none of them. */
  areAbsentFrom(text: string): boolean {
    return [...this.secrets.keys()].every((secret) => !text.includes(secret));
  }

  private hide(value: string, variable: string): string {
    if (this.isReference(value)) {
      return value;
    }
    const replacement = reference(this.dialect, this.distinct(variable, value));
    // A sample such as `client_secret` is no secret, and stands in every text as a name.
    const isSample = /^<?[a-z]{1,20}(?:[_ -][a-z]{1,20}){0,5}>?$/i.test(value);
    if (value.length >= shortestSecret && !isSample && this.secrets.size <= mostSecrets) {
      this.secrets.set(value, replacement);
    }
    return replacement;
  }

  /** The variable that holds this very value, e.g. `PASSWORD_2`. The access token is always that of the profile. */
  private distinct(variable: string, value: string): string {
    if (variable === environmentVariables.accessToken) {
      return variable;
    }
    const values = this.numbered.get(variable) ?? new Map<string, string>();
    this.numbered.set(variable, values);
    const name = values.get(value) ?? this.freeName(variable, values.size + 1);
    values.set(value, name);
    this.taken.add(name);
    return name;
  }

  /** Another field may be called like a numbered variable: `password_2`. */
  private freeName(variable: string, first: number): string {
    let count = first;
    let name: string;
    do {
      name = count === 1 ? variable : `${variable}_${count}`;
      count += 1;
    } while (this.taken.has(name));
    return name;
  }

  private isReference(value: string): boolean {
    const name = /^\{\{([^{}]{1,200})\}\}$/.exec(value)?.[1];
    return environmentReference.test(value) || (name !== undefined && this.values.has(name.trim()));
  }
}

function decodedByte(_whole: string, code: string): string {
  return String.fromCharCode(parseInt(code, 16));
}

import type { NombaContext } from './nombaRequest';
import { reference, type Dialect } from './dialect';
import { bearerValue, environmentVariables } from './tokenReference';

/** Names of fields whose values are secret, or tell who calls; the words of a name may be separated, and stand in a longer one. */
const fieldName =
  'secret|passw|private[ _-]?key|api[ _-]?key|(?:access|refresh|id|auth|bearer)[ _-]?token|token\\b|\\bauthorization\\b|client[ _-]?id';
const secretField = new RegExp(fieldName, 'i');
/** A field with its value within a text, in whatever syntax. */
const assignment = new RegExp(`(?:${fieldName})[\\w-]{0,20}["'\\\\\\s]{0,8}[:=>]`, 'i');

/** Variables that the user sets, where he needs them: a profile's secret is in no variable. */
export const clientVariables = { clientId: 'NOMBA_CLIENT_ID', clientSecret: 'NOMBA_CLIENT_SECRET' } as const;

function variableOf(name: string): string | undefined {
  if (!secretField.test(name)) {
    return undefined;
  }
  if (/client[ _-]?id$/i.test(name)) {
    return clientVariables.clientId;
  }
  if (/refresh/i.test(name)) {
    return 'NOMBA_REFRESH_TOKEN';
  }
  return /token|authorization/i.test(name) ? environmentVariables.accessToken : clientVariables.clientSecret;
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
    const replacement = reference(this.dialect, variable);
    // A sample such as `client_secret` is no secret, and stands in every text as a name.
    const isSample = /^<?[a-z]{1,20}(?:[_ -][a-z]{1,20}){0,5}>?$/i.test(value);
    if (value.length >= shortestSecret && !isSample && this.secrets.size <= mostSecrets) {
      this.secrets.set(value, replacement);
    }
    return replacement;
  }

  private isReference(value: string): boolean {
    const name = /^\{\{([^{}]{1,200})\}\}$/.exec(value)?.[1];
    return environmentReference.test(value) || (name !== undefined && this.values.has(name.trim()));
  }
}

function decodedByte(_whole: string, code: string): string {
  return String.fromCharCode(parseInt(code, 16));
}

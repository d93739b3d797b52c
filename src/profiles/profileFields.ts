import { baseUrlProblem } from './baseUrl';
import { unprintable } from './printable';

/** What a person types when they add or edit a profile. */
export type ProfileField = 'name' | 'baseUrl' | 'accountId' | 'subAccountId' | 'clientId' | 'clientSecret';

/** The fields in the words of the user interface. Nomba's dashboard calls the client secret “private key”. */
export const fieldLabels: Readonly<Record<ProfileField, string>> = {
  name: 'profile name',
  baseUrl: 'base URL',
  accountId: 'account id',
  subAccountId: 'sub-account id',
  clientId: 'client id',
  clientSecret: 'client secret (private key)',
};

/** A finding about one typed value. An `error` stops the step; a `hint` is shown and lets the person go on. */
export interface FieldFinding {
  readonly severity: 'error' | 'hint';
  readonly message: string;
}

const optionalFields = new Set<ProfileField>(['subAccountId']);
const uuidFields = new Set<ProfileField>(['accountId', 'subAccountId', 'clientId']);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const longestName = 60;

/** What is kept of a typed value: without the spaces and line ends that a copied value brings along. */
export function cleanField(text: string): string {
  return text.trim();
}

/**
 * Checks one typed value. Lengths are never checked, nor is the alphabet of a secret: Nomba's documented lengths are wrong, real secrets of 88
 * characters were seen. The messages name the field and never quote a value, because one of the fields is secret.
 */
export function checkField(
  field: ProfileField,
  text: string,
  otherNames: readonly string[] = [],
): FieldFinding | undefined {
  const value = cleanField(text);
  const label = fieldLabels[field];
  if (value === '') {
    return optionalFields.has(field) ? undefined : error(`Enter the ${label}.`);
  }
  if (field === 'name') {
    return checkName(value, otherNames);
  }
  if (/\s/.test(value)) {
    return error(
      `The ${label} contains a space or a line break. Copy it again, without what stands around it.`,
    );
  }
  // Beside control characters: zero-width ones, which copying from a web page or a chat brings along, and which no HTTP header can carry.
  if (/\p{C}/u.test(value)) {
    return error(`The ${label} contains an invisible character. Copy it again.`);
  }
  if (field === 'baseUrl') {
    const problem = baseUrlProblem(value);
    return problem === undefined ? undefined : error(problem);
  }
  if (uuidFields.has(field) && !uuid.test(value)) {
    return {
      severity: 'hint',
      message: `Nomba’s ${label} usually looks like 01a10aeb-d989-460a-bbde-9842f2b4320f. Continue if yours differs.`,
    };
  }
  return undefined;
}

function checkName(name: string, otherNames: readonly string[]): FieldFinding | undefined {
  if (unprintable.test(name)) {
    return error('The profile name contains a control character or a line break.');
  }
  if (name.includes('$(')) {
    return error('The profile name must not contain “$(”: the status bar would show an icon in its place.');
  }
  if (name.length > longestName) {
    return error(`The profile name may have ${longestName} characters at most.`);
  }
  if (otherNames.includes(name)) {
    return error(`There is a profile “${name}” already. Choose another name.`);
  }
  return undefined;
}

function error(message: string): FieldFinding {
  return { severity: 'error', message };
}

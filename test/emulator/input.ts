import * as v from 'valibot';

/** Something that the control endpoint or a test asked for and that the emulator does not know. */
export class EmulatorInputError extends Error {
  /** One line for each mistake; names fields, never repeats values. */
  readonly errors: readonly string[];

  constructor(errors: readonly string[]) {
    super(`The emulator does not understand this: ${errors.join('; ')}`);
    this.name = 'EmulatorInputError';
    this.errors = errors;
  }
}

/** The input as the schema has it; throws EmulatorInputError when it is anything else. */
export function parseInput<Output>(schema: v.GenericSchema<unknown, Output>, input: unknown): Output {
  const result = v.safeParse(schema, input);
  if (!result.success) {
    throw new EmulatorInputError(result.issues.map(describeIssue));
  }
  return result.output;
}

/** Which field is wrong and what was expected there, without the value, which may be a secret. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'body';
  if (issue.expected === 'never') {
    return `${path} is not known`;
  }
  if (issue.received === 'undefined') {
    return `${path} is required`;
  }
  return issue.kind === 'validation'
    ? `${path} is not valid`
    : `${path} must be ${issue.expected ?? 'valid'}`;
}

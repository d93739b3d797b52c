/** So many are followed from one to the next: a variable whose value is another's, and so on. They may go round in a circle. */
export const mostVariables = 10;

/**
 * The file variable whose value stands for a text that is nothing but a reference: by way of other variables, if theirs are nothing else either. The scheme `Bearer` may stand before each.
 *
 * @returns its name; `undefined` where the text is anything else, or the variable is not known.
 */
export function variableBehind(text: string, values: ReadonlyMap<string, string>): string | undefined {
  let found: string | undefined;
  let part = text;
  for (let count = 0; count <= mostVariables; count++) {
    const name = /^\s{0,100}(?:Bearer\s{1,100})?\{\{([^{}]{1,200})\}\}\s{0,100}$/i.exec(part)?.[1]?.trim();
    const value = name === undefined ? undefined : values.get(name);
    if (value === undefined) {
      return found;
    }
    found = name;
    part = value;
  }
  return undefined;
}

import { Refusal } from './refusal';

/** Characters. Arguments can come out of a folder's `tasks.json`; no name, id, address or secret is nearly as long. */
const longestText = 10_000;

/** The kinds of value that arguments hold. */
type ArgumentKind = 'string' | 'boolean' | 'number';

interface KindTypes {
  string: string;
  boolean: boolean;
  number: number;
}

/**
 * The argument of a command, checked. It comes from keybindings, tasks and other extensions, so it can be anything; from menus VS Code passes a Uri of its
 * own, which counts as none.
 *
 * @param members the kind of each member; members that are not named are dropped.
 * @throws {Refusal} when a member is of the wrong kind, or longer than 10,000 characters.
 */
export function checkArgument<Members extends Readonly<Record<string, ArgumentKind>>>(
  value: unknown,
  members: Members,
): { [Name in keyof Members]?: KindTypes[Members[Name]] } | undefined {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return undefined;
  }
  const checked: { [Name in keyof Members]?: KindTypes[Members[Name]] } = {};
  for (const [name, kind] of Object.entries(members)) {
    const member: unknown = Reflect.get(value, name);
    if (member === undefined) {
      continue;
    }
    if (typeof member !== kind) {
      throw new Refusal(`The argument “${name}” must be a ${kind}.`);
    }
    if (typeof member === 'string' && member.length > longestText) {
      throw new Refusal(`The argument “${name}” has more than 10,000 characters.`);
    }
    Object.assign(checked, { [name]: member });
  }
  return checked;
}

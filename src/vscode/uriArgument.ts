import * as vscode from 'vscode';
import { checkArgument } from './commandArgument';
import { Refusal } from './refusal';

/**
 * The argument `{ uri }` of a command, checked. From a menu VS Code passes the Uri itself, from a keybinding it is a text.
 *
 * @throws {Refusal} when it is something else.
 */
export function uriIn(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) {
    return value;
  }
  if (typeof value === 'object' && value !== null && 'uri' in value && value.uri instanceof vscode.Uri) {
    return value.uri;
  }
  const uri = checkArgument(value, { uri: 'string' })?.uri;
  try {
    return uri === undefined ? undefined : vscode.Uri.parse(uri);
  } catch {
    throw new Refusal('The argument “uri” must be a URI such as file:///home/me/.env.');
  }
}

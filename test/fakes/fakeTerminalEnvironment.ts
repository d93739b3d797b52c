import type { TerminalEnvironment } from '../../src/sharing/terminalVariables';

/** Stands in for VS Code's collection of variables for terminals. */
export class FakeTerminalEnvironment implements TerminalEnvironment {
  // As VS Code has it.
  persistent = true;
  description: unknown;
  readonly variables: Record<string, string> = {};
  /** The names that were set, and `clear`, in order. */
  readonly changes: string[] = [];

  replace(variable: string, value: string): void {
    this.changes.push(variable);
    this.variables[variable] = value;
  }

  clear(): void {
    this.changes.push('clear');
    for (const name of Object.keys(this.variables)) {
      Reflect.deleteProperty(this.variables, name);
    }
  }
}

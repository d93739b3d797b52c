import * as vscode from 'vscode';
import { findingCodes, type FindingCode } from '../httpFile/findingCodes';
import type { Settings } from './settings';

const severities: Readonly<Record<string, vscode.DiagnosticSeverity | undefined>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
  off: undefined,
};

/**
 * How serious a finding is, by the user's setting, else as it is by itself.
 *
 * @param usual where it depends on more than the code.
 * @returns `undefined` where the user has turned the code off.
 */
export function findingSeverity(
  code: FindingCode,
  settings: Settings,
  usual: string = findingCodes[code].defaultSeverity,
): vscode.DiagnosticSeverity | undefined {
  // The setting is edited by hand: it may hold anything.
  const wanted: unknown = settings.get('nomba.diagnostics.severity')[code];
  return severities[typeof wanted === 'string' && Object.hasOwn(severities, wanted) ? wanted : usual];
}

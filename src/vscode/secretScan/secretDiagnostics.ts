import * as vscode from 'vscode';
import { findJsonWebTokens, readNombaClaims } from '../../httpFile/jsonWebToken';
import type { TextSpan } from '../../httpFile/requestTarget';
import type { FindingDocumentation } from '../findingDocumentation';
import { findingSeverity } from '../findingSeverity';
import type { Settings } from '../settings';
import type { Found } from './findSecrets';
import type { GitState } from './gitStates';
import { requestSpans } from './requestSpans';
import { describeSecret, isError } from './wording';

export const diagnosticSource = 'Nomba';

export interface SecretDiagnosticPorts {
  readonly collection: Pick<vscode.DiagnosticCollection, 'set'>;
  readonly settings: Settings;
  readonly documentation: FindingDocumentation;
  readonly documentOf: (uri: string) => vscode.TextDocument | undefined;
}

/** Shows what was found in a text in the place of what was shown of it before. None of a code that the user has turned off. */
export function showFound(
  ports: SecretDiagnosticPorts,
  uri: string,
  found: readonly Found[],
  state: GitState,
): void {
  const { collection, settings, documentation } = ports;
  const document = ports.documentOf(uri);
  const areTokensTold = findingSeverity('token-literal', settings) !== undefined;
  let known: readonly TextSpan[] | undefined;
  const diagnostics = found
    .filter(
      (one) =>
        document === undefined ||
        !areTokensTold ||
        !isTokenLiteral(one, document, () => (known ??= requestSpans(document, document.getText()))),
    )
    .flatMap((one) => {
      const severity = severityOf(one, state, settings);
      if (severity === undefined) {
        return [];
      }
      const message = one.code === 'own-secret' ? describeSecret(one, state) : one.message;
      const diagnostic = new vscode.Diagnostic(rangeOf(one), message, severity);
      diagnostic.source = diagnosticSource;
      diagnostic.code = { value: one.code, target: documentation.linkTo(one.code) };
      return [diagnostic];
    });
  collection.set(vscode.Uri.parse(uri), diagnostics);
}

export function rangeOf({ start, end }: Found): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function severityOf(
  { code }: Found,
  state: GitState,
  settings: Settings,
): vscode.DiagnosticSeverity | undefined {
  return code === 'own-secret'
    ? findingSeverity(code, settings, isError(state) ? 'error' : 'warning')
    : findingSeverity(code, settings);
}

/** Whether the editor of requests tells of it already, and has the quick fix: it does of every token of Nomba that is open there. */
function isTokenLiteral(
  found: Found,
  document: vscode.TextDocument,
  spans: () => readonly TextSpan[],
): boolean {
  if (found.code !== 'own-secret' || found.kind !== 'access token') {
    return false;
  }
  const range = rangeOf(found);
  const token = document.getText(range);
  if (findJsonWebTokens(token).length === 0 || readNombaClaims(token)?.isNomba !== true) {
    return false;
  }
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return spans().some((span) => span.start <= start && end <= span.end);
}

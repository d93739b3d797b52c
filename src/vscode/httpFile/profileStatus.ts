import * as vscode from 'vscode';
import { baseUrlOf } from '../../profiles/profile';
import { requestFiles } from './requestDocuments';
import type { ShownTokenSource } from './shownToken';

/** The item among the language's, beside the name of the language in the status bar: which profile the requests of this file use, and a way to another. */
export class ProfileStatus implements vscode.Disposable {
  readonly #token: ShownTokenSource;
  readonly #item: vscode.LanguageStatusItem;

  constructor(token: ShownTokenSource) {
    this.#token = token;
    this.#item = vscode.languages.createLanguageStatusItem('nomba.profile', requestFiles);
    this.#item.name = 'Nomba Profile';
    this.update();
  }

  dispose(): void {
    this.#item.dispose();
  }

  /** To be called when what is shown of the token has changed. */
  update(): void {
    const { profile, current } = this.#token;
    if (profile === undefined) {
      this.#item.text = '$(key) Nomba: no profile';
      this.#item.detail = '';
      this.#item.accessibilityInformation = { label: 'Nomba: no profile yet' };
      this.#item.command = { title: 'Add Profile', command: 'nomba.addProfile' };
      this.#item.busy = false;
      this.#item.severity = vscode.LanguageStatusSeverity.Information;
      return;
    }
    this.#item.text = current.text;
    this.#item.detail = `${profile.environment} · ${new URL(baseUrlOf(profile)).host}`;
    this.#item.command = { title: 'Switch Profile', command: 'nomba.switchProfile' };
    this.#item.busy = current.state === 'refreshing';
    this.#item.accessibilityInformation = { label: current.label };
    this.#item.severity =
      current.state === 'failed'
        ? vscode.LanguageStatusSeverity.Error
        : current.state === 'expired' || current.withheld !== undefined
          ? vscode.LanguageStatusSeverity.Warning
          : vscode.LanguageStatusSeverity.Information;
  }
}

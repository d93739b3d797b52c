import * as vscode from 'vscode';
import { identityOf } from '../profiles/profile';
import type { Clock, Disposable } from '../tokens/ports';
import type { TokenManager } from '../tokens/tokenManager';
import type { ProfileSettings } from './profileSettings';
import type { Settings } from './settings';
import { statusBarContent, unconfiguredContent, type StatusBarContent } from './statusBarContent';
import { statusBarTooltip } from './statusBarTooltip';
import { untilTimeLeftChanges } from './timeLeft';

/** The text is looked at this often at least, in ms: timers stand still while the machine sleeps. */
const longestPause = 30_000;

const backgrounds = {
  none: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
} as const satisfies Record<StatusBarContent['urgency'], vscode.ThemeColor | undefined>;

export interface StatusBarPorts {
  readonly profiles: ProfileSettings;
  readonly tokens: TokenManager;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** State and time left of the active profile's token, at a glance. It follows the wall clock, and changes only when it reads differently. */
export class StatusBar implements vscode.Disposable {
  readonly #ports: StatusBarPorts;
  readonly #item: vscode.StatusBarItem;
  #shown = '';
  #timer: Disposable | undefined;

  constructor(ports: StatusBarPorts) {
    this.#ports = ports;
    this.#item = vscode.window.createStatusBarItem('nomba.token', vscode.StatusBarAlignment.Right, 100);
    this.#item.name = 'Nomba Token';
    this.#item.command = 'nomba.showMenu';
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#item.dispose();
  }

  /** To be called after every change of a token, a profile or a setting. */
  update(): void {
    const { profiles, tokens, settings, clock } = this.#ports;
    this.#timer?.dispose();
    const profile = profiles.active;
    const visibility = settings.get('nomba.statusBar.visibility');
    if (visibility === 'never' || (profile === undefined && visibility === 'whenConfigured')) {
      this.#item.hide();
      this.#shown = '';
      return;
    }
    const now = clock.now();
    const snapshot = profile && tokens.snapshot(identityOf(profile));
    const content =
      profile && snapshot
        ? statusBarContent(profile, snapshot, now, settings.get('nomba.autoRefresh.enabled'))
        : unconfiguredContent;
    this.#show(content, statusBarTooltip(profile, snapshot, content.label));
    const left = (snapshot?.tokenSet?.expiresAt ?? now) - now;
    if (left > 0) {
      this.#timer = clock.setTimer(
        () => {
          this.update();
        },
        Math.min(untilTimeLeftChanges(left), longestPause),
      );
    }
  }

  #show(content: StatusBarContent, tooltip: vscode.MarkdownString): void {
    const shown = JSON.stringify([content, tooltip.value]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    this.#item.text = content.text;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: content.label, role: 'button' };
    this.#item.backgroundColor = backgrounds[content.urgency];
    this.#item.show();
  }
}

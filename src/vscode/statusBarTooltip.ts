import * as vscode from 'vscode';
import type { CommandId } from '../contributions';
import { baseUrlOf, type Profile } from '../profiles/profile';
import type { TokenSnapshot } from '../tokens/tokenState';
import { localTime } from './timeLeft';

const links: readonly (readonly [icon: string, title: string, command: CommandId])[] = [
  ['sync', 'Refresh', 'nomba.refreshToken'],
  ['copy', 'Copy header', 'nomba.copyAuthorizationHeader'],
  ['insert', 'Insert into file', 'nomba.insertBearerToken'],
  ['arrow-swap', 'Switch profile', 'nomba.switchProfile'],
  ['circle-slash', 'Revoke', 'nomba.revokeToken'],
  ['output', 'Log', 'nomba.showLog'],
];

/** The tooltip is a menu: the facts of the active profile, then links to what one may want to do next. */
export function statusBarTooltip(
  profile: Profile | undefined,
  snapshot: TokenSnapshot | undefined,
  summary: string,
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  if (profile === undefined) {
    tooltip.isTrusted = { enabledCommands: ['nomba.addProfile'] };
    return tooltip.appendMarkdown('[$(add) Add a Nomba profile](command:nomba.addProfile)');
  }
  // Names and ids come from a settings file: as text, so that they cannot become links to commands.
  tooltip.isTrusted = { enabledCommands: links.map(([, , command]) => command) };
  tooltip.appendText(summary).appendMarkdown('\n\n');
  for (const [term, value] of facts(profile, snapshot)) {
    tooltip.appendMarkdown(`${term}: `).appendText(value).appendMarkdown('  \n');
  }
  tooltip.appendMarkdown('\n---\n\n');
  tooltip.appendMarkdown(
    links.map(([icon, title, command]) => `[$(${icon}) ${title}](command:${command})`).join(' &nbsp; '),
  );
  return tooltip;
}

function facts(
  profile: Profile,
  snapshot: TokenSnapshot | undefined,
): readonly (readonly [string, string])[] {
  return [
    ['Profile', profile.name],
    // The host alone: a whole URL would become a link that nobody wants to follow.
    ['Environment', `${profile.environment} · ${new URL(baseUrlOf(profile)).host}`],
    ['Account id', profile.accountId],
    ...(profile.subAccountId === undefined ? [] : [['Sub-account id', profile.subAccountId] as const]),
    ...(snapshot?.tokenSet === undefined
      ? []
      : [['Expires', localTime(snapshot.tokenSet.expiresAt)] as const]),
  ];
}

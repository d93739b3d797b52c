import * as vscode from 'vscode';
import type { CommandId } from '../contributions';
import { baseUrlOf, type Profile } from '../profiles/profile';
import type { TokenSnapshot } from '../tokens/tokenState';
import { localTime } from './timeLeft';

interface Link {
  readonly icon: string;
  readonly title: string;
  readonly command: CommandId;
}

const enterClientSecret: Link = {
  icon: 'lock',
  title: 'Enter client secret',
  command: 'nomba.setClientSecret',
};
const editProfile: Link = { icon: 'edit', title: 'Edit profile', command: 'nomba.editProfile' };
const issue: Link = { icon: 'add', title: 'Issue token', command: 'nomba.issueToken' };
const withToken: readonly Link[] = [
  { icon: 'sync', title: 'Refresh', command: 'nomba.refreshToken' },
  { icon: 'copy', title: 'Copy header', command: 'nomba.copyAuthorizationHeader' },
  { icon: 'insert', title: 'Insert into file', command: 'nomba.insertBearerToken' },
];
const revoke: Link = { icon: 'circle-slash', title: 'Revoke', command: 'nomba.revokeToken' };
const always: readonly Link[] = [
  { icon: 'arrow-swap', title: 'Switch profile', command: 'nomba.switchProfile' },
  { icon: 'output', title: 'Log', command: 'nomba.showLog' },
];

/** What one may want to do next, most useful first. */
function linksFor(snapshot: TokenSnapshot | undefined): readonly Link[] {
  const kind = snapshot?.failure?.kind;
  const repair =
    snapshot?.failure?.passes !== false
      ? []
      : kind === 'missingSecret' || kind === 'wrongSecret'
        ? [enterClientSecret, editProfile]
        : [editProfile];
  const hasToken = snapshot?.tokenSet !== undefined;
  return [...repair, ...(hasToken ? [...withToken, revoke] : [issue]), ...always];
}

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
  const links = linksFor(snapshot);
  tooltip.isTrusted = { enabledCommands: links.map(({ command }) => command) };
  tooltip.appendText(summary).appendMarkdown('\n\n');
  for (const [term, value] of facts(profile, snapshot)) {
    tooltip.appendMarkdown(`${term}: `).appendText(value).appendMarkdown('  \n');
  }
  tooltip.appendMarkdown('\n---\n\n');
  tooltip.appendMarkdown(
    links.map(({ icon, title, command }) => `[$(${icon}) ${title}](command:${command})`).join(' &nbsp; '),
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

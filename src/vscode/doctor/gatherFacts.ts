import { release } from 'node:os';
import * as vscode from 'vscode';
import { loadTransport } from '../../nomba/loadTransport';
import { baseUrlOf, identityKey, identityOf, type Profile } from '../../profiles/profile';
import { Secret } from '../../profiles/secret';
import { TokenLife } from '../../tokens/tokenLife';
import type { Services } from '../services';
import type { DoctorFacts, FailureFacts, Versions } from './doctorFacts';
import { find, patience } from './finding';
import { hostFacts } from './hostFacts';
import { httpClients, versionOf } from './httpClients';
import { examineProfile } from './profileFacts';
import { proxyFacts, proxyPasswords, type ProxySettings } from './proxyFacts';
import { reach } from './reachability';
import { probeSecretStore } from './secretStoreProbe';
import { sharingFacts } from './sharingFacts';

export interface GatheredFacts {
  readonly facts: DoctorFacts;
  /** Every secret that was seen on the way, so that none of them can get into the report by the back door of a name. */
  readonly secrets: readonly Secret[];
}

/**
 * Looks at everything at the same time. Nothing is waited for longer than a few seconds, and nothing is changed: the value that the secret storage is tried with is
 * deleted again.
 */
export async function gatherFacts(services: Services, signal: AbortSignal): Promise<GatheredFacts> {
  const { profiles, clientSecrets, tokens, sharing, settings, clock, surroundings } = services;
  const { secrets, processEnvironment, lockFolder } = surroundings;
  const { active } = profiles;
  const now = clock.now();
  const url = active && baseUrlOf(active);
  const autoRefresh = settings.get('nomba.autoRefresh.enabled');
  const profilePorts = {
    secrets,
    clientSecrets,
    tokens,
    lockFolder,
    activeProfile: active,
    autoRefresh,
    life: new TokenLife(clock, () => settings.leadTime),
  };
  const [examined, secretStore, clients, reachability] = await Promise.all([
    Promise.all(profiles.all.map(async (profile) => examineProfile(profile, profilePorts, signal))),
    probeSecretStore(secrets, signal),
    find(
      async () => httpClients(vscode.extensions.getExtension, await vscode.commands.getCommands(true)),
      signal,
    ),
    url === undefined
      ? undefined
      : // The request has a deadline of its own, which says more.
        find(async () => reach(await loadTransport(), url, clock, signal), signal, patience + 1_000),
  ]);
  const proxySettings = readProxySettings();
  return {
    facts: {
      now,
      timeZoneOffset: -new Date(now).getTimezoneOffset(),
      versions: versions(surroundings),
      host: hostFacts({
        uiKind: vscode.env.uiKind,
        appHost: vscode.env.appHost,
        remoteName: vscode.env.remoteName,
        extensionKind: surroundings.extension.extensionKind,
        workspaceTrusted: surroundings.isWorkspaceTrusted(),
      }),
      settings: {
        autoRefresh,
        leadTimeMinutes: settings.get('nomba.autoRefresh.leadTimeMinutes'),
        requestTimeoutSeconds: settings.get('nomba.requestTimeoutSeconds'),
      },
      profiles: examined.map(({ facts }) => facts),
      profileProblems: profiles.problems,
      secretStore,
      sharing: sharingFacts(sharing, settings.get('nomba.shareWithHttpClients'), processEnvironment, {
        terminals: settings.get('nomba.shareWithTerminals'),
        envFiles: services.envFiles.files.length,
      }),
      httpClients: clients,
      proxy: proxyFacts(proxySettings, processEnvironment, url),
      reachability,
      failures: failureFacts(services),
    },
    secrets: [
      ...examined.flatMap((profile) => profile.secrets),
      ...proxyPasswords(proxySettings, processEnvironment).map((password) => new Secret(password)),
    ],
  };
}

function versions({ extension }: Services['surroundings']): Versions {
  return {
    extension: versionOf(extension.packageJSON),
    editor: vscode.env.appName,
    editorVersion: vscode.version,
    node: process.versions.node,
    electron: process.versions['electron'],
    platform: `${process.platform} ${release()}`,
    architecture: process.arch,
  };
}

function readProxySettings(): ProxySettings {
  const settings = vscode.workspace.getConfiguration('http');
  return {
    proxy: settings.get('proxy'),
    proxySupport: settings.get('proxySupport'),
    noProxy: settings.get('noProxy'),
    proxyStrictSSL: settings.get('proxyStrictSSL'),
    systemCertificates: settings.get('systemCertificates'),
  };
}

function failureFacts({ tokens, profiles }: Services): readonly FailureFacts[] {
  return tokens.recentFailures.map(({ at, identity, kind }) => ({
    at,
    profiles: profiles.all
      .filter((profile) => keyOf(profile) === identityKey(identity))
      .map(({ name }) => name),
    kind,
  }));
}

function keyOf(profile: Profile): string {
  return identityKey(identityOf(profile));
}

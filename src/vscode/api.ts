import * as vscode from 'vscode';
import type { NombaApi, TokenStatus } from '../contributions';
import { identityKey, identityOf } from '../profiles/profile';
import { profileOrActive, refuseLateToken } from './pickProfile';
import type { Services } from './services';
import { tokenStatusOf } from './tokenStatus';

/** What other extensions get from `activate()`. */
export function createApi(services: Services): { api: NombaApi; disposable: vscode.Disposable } {
  const { tokens, profiles } = services;
  const emitter = new vscode.EventEmitter<TokenStatus>();
  const subscription = tokens.onDidChange((identity) => {
    for (const profile of profiles.all) {
      if (identityKey(identityOf(profile)) === identityKey(identity)) {
        emitter.fire(tokenStatusOf(profile, tokens));
      }
    }
  });
  return {
    api: {
      version: 1,
      getAccessToken: async (profileName) => {
        const profile = profileOrActive(services, profileName);
        const { accessToken } = await tokens.get(identityOf(profile));
        refuseLateToken(services, profileName, profile);
        return accessToken.reveal();
      },
      onDidChangeToken: emitter.event,
    },
    disposable: vscode.Disposable.from(emitter, subscription),
  };
}

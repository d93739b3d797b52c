import { pathToFileURL } from 'node:url';
import type { CommandId } from '../../../src/contributions';
import { testIdentity } from '../../fakes/tokenSets';
import type { Desk } from './desk';

const { accountId, clientId } = testIdentity;

/** What each command is called with when it is not to ask. Another command of the extension will not compile without its line here. */
export const commandCalls: Readonly<Record<CommandId, (desk: Desk) => unknown>> = {
  'nomba.addProfile': ({ baseUrl, clientSecret }) => ({
    name: 'other',
    environment: 'custom',
    baseUrl,
    accountId,
    clientId: '33333333-4444-4555-8666-777777777777',
    clientSecret,
  }),
  'nomba.editProfile': ({ clientSecret }) => ({ profile: 'shop', name: 'office', clientId, clientSecret }),
  'nomba.removeProfile': () => ({ profile: 'shop' }),
  'nomba.switchProfile': () => ({ profile: 'shop' }),
  'nomba.setClientSecret': ({ clientSecret }) => ({ profile: 'shop', clientSecret }),
  'nomba.importFromEnvFile': ({ folder }) => ({ uri: pathToFileURL(folder.envFile).href }),
  'nomba.issueToken': () => ({ profile: 'shop', force: true }),
  'nomba.refreshToken': () => ({ profile: 'shop' }),
  'nomba.revokeToken': () => ({ profile: 'shop', confirm: true }),
  'nomba.copyAccessToken': () => ({ profile: 'shop' }),
  'nomba.copyAuthorizationHeader': () => ({ profile: 'shop' }),
  'nomba.newRequestFile': () => ({ template: 'account-balance' }),
  'nomba.insertBearerToken': ({ random }) => ({ style: random.oneOf(['literal', 'reference']) }),
  'nomba.sendRequest': () => undefined,
  'nomba.inspectToken': () => ({ profile: 'shop' }),
  'nomba.scanWorkspace': () => undefined,
  'nomba.shareProductionToken': () => undefined,
  'nomba.syncEnvFile': ({ folder }) => ({ uri: pathToFileURL(folder.syncedFile).href }),
  'nomba.stopSyncingEnvFile': ({ folder }) => ({ uri: pathToFileURL(folder.syncedFile).href }),
  'nomba.doctor': () => undefined,
  'nomba.showMenu': () => undefined,
  'nomba.showLog': () => undefined,
  'nomba.eraseAllSecrets': () => ({ confirm: true }),
  'nomba.getAccessToken': () => ({ profile: 'shop' }),
};

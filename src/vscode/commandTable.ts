import type { CommandId } from '../contributions';
import { addProfile } from './commands/addProfile';
import { copyAccessToken, copyAuthorizationHeader } from './commands/copyToken';
import { doctor } from './commands/doctor';
import { editProfile } from './commands/editProfile';
import { eraseAllSecrets } from './commands/eraseAllSecrets';
import { getAccessToken } from './commands/getAccessToken';
import { importFromEnvFile } from './commands/importFromEnvFile';
import { insertBearerToken } from './commands/insertBearerToken';
import { inspectToken } from './commands/inspectToken';
import { issueToken } from './commands/issueToken';
import { newRequestFile } from './commands/newRequestFile';
import { refreshToken } from './commands/refreshToken';
import { removeProfile } from './commands/removeProfile';
import { revokeToken } from './commands/revokeToken';
import { sendRequest } from './commands/sendRequest';
import { scanWorkspace } from './commands/scanWorkspace';
import { setClientSecret } from './commands/setClientSecret';
import { shareProductionToken } from './commands/shareProductionToken';
import { showLog } from './commands/showLog';
import { showMenu } from './commands/showMenu';
import { stopSyncingEnvFile } from './commands/stopSyncingEnvFile';
import { switchProfile } from './commands/switchProfile';
import { syncEnvFile } from './commands/syncEnvFile';
import type { Command } from './command';

/** The implementation of every command. */
export const commandTable: { readonly [Id in CommandId]: Command<Id> } = {
  'nomba.addProfile': addProfile,
  'nomba.editProfile': editProfile,
  'nomba.removeProfile': removeProfile,
  'nomba.switchProfile': switchProfile,
  'nomba.setClientSecret': setClientSecret,
  'nomba.importFromEnvFile': importFromEnvFile,
  'nomba.issueToken': issueToken,
  'nomba.refreshToken': refreshToken,
  'nomba.revokeToken': revokeToken,
  'nomba.copyAccessToken': copyAccessToken,
  'nomba.copyAuthorizationHeader': copyAuthorizationHeader,
  'nomba.newRequestFile': newRequestFile,
  'nomba.insertBearerToken': insertBearerToken,
  'nomba.sendRequest': sendRequest,
  'nomba.inspectToken': inspectToken,
  'nomba.scanWorkspace': scanWorkspace,
  'nomba.shareProductionToken': shareProductionToken,
  'nomba.syncEnvFile': syncEnvFile,
  'nomba.stopSyncingEnvFile': stopSyncingEnvFile,
  'nomba.doctor': doctor,
  'nomba.showMenu': showMenu,
  'nomba.showLog': showLog,
  'nomba.eraseAllSecrets': eraseAllSecrets,
  'nomba.getAccessToken': getAccessToken,
};

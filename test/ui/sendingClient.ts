import path from 'node:path';
import type { StandInClient } from '../integration/clients/installClients';

/** Sends what it is given, with the real httpYac in it. */
export const sendingHttpYac: StandInClient = {
  source: path.join(__dirname, 'sendingHttpYac.ts'),
  publisher: 'anweber',
  name: 'vscode-httpyac',
  command: 'httpyac.send',
};

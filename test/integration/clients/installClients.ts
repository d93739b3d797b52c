import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleForEditor } from '../../host/bundleForEditor';

const checkout = path.resolve(__dirname, '../../..');

/** A stand-in for a client of `.http` files, under its own id: the real ones come from the Marketplace, which is out of reach of the tests. */
export interface StandInClient {
  /** The absolute path of its source. */
  readonly source: string;
  readonly publisher: string;
  readonly name: string;
  /** The one that sends. */
  readonly command: string;
}

/** Those that write down what is handed to them, and send nothing. */
export const recordingClients: readonly StandInClient[] = [
  {
    source: path.join(__dirname, 'restClient.ts'),
    publisher: 'humao',
    name: 'rest-client',
    command: 'rest-client.request',
  },
  {
    source: path.join(__dirname, 'httpYac.ts'),
    publisher: 'anweber',
    name: 'vscode-httpyac',
    command: 'httpyac.send',
  },
];

/** @param extensionsDir the folder of installed extensions. */
export async function installClients(
  clients: readonly StandInClient[],
  extensionsDir: string,
): Promise<void> {
  for (const { source, publisher, name, command } of clients) {
    const folder = path.join(extensionsDir, `${publisher}.${name}-0.0.1`);
    await mkdir(path.join(folder, 'node_modules'), { recursive: true });
    await symlink(
      path.join(checkout, 'node_modules/httpyac'),
      path.join(folder, 'node_modules/httpyac'),
      'junction',
    );
    await bundleForEditor(source, path.join(folder, 'extension.js'), ['httpyac']);
    const manifest = {
      publisher,
      name,
      version: '0.0.1',
      engines: { vscode: '^1.100.0' },
      main: './extension.js',
      activationEvents: ['onLanguage:http'],
      contributes: { commands: [{ command, title: 'Send' }] },
    };
    await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  }
}

import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleForEditor } from '../../host/bundleForEditor';

const checkout = path.resolve(__dirname, '../../..');

const clients = [
  { source: 'restClient.ts', publisher: 'humao', name: 'rest-client', command: 'rest-client.request' },
  { source: 'httpYac.ts', publisher: 'anweber', name: 'vscode-httpyac', command: 'httpyac.send' },
] as const;

/**
 * Installs stand-ins for the clients of `.http` files, under their own ids: the real ones come from the Marketplace, which is out of reach of the tests.
 *
 * @param extensionsDir the folder of installed extensions.
 */
export async function installClients(extensionsDir: string): Promise<void> {
  for (const { source, publisher, name, command } of clients) {
    const folder = path.join(extensionsDir, `${publisher}.${name}-0.0.1`);
    await mkdir(path.join(folder, 'node_modules'), { recursive: true });
    await symlink(
      path.join(checkout, 'node_modules/httpyac'),
      path.join(folder, 'node_modules/httpyac'),
      'junction',
    );
    await bundleForEditor(path.join(__dirname, source), path.join(folder, 'extension.js'), ['httpyac']);
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

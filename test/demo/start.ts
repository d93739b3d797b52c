import path from 'node:path';
import { buildExtension } from '../buildExtension';
import { emulatorCredentials } from '../emulator/clients';
import { startEmulator } from '../emulator/server';
import { chooseHost } from '../host/chooseHost';
import { openEditor } from '../host/launchEditor';
import { installBuiltExtension } from '../installBuiltExtension';
import { createDemoWorkspace } from './demoWorkspace';

/** A real VS Code with the extension, on the emulator, for as long as one likes. */
async function main(): Promise<void> {
  const version = '1.139.1';
  const host = await chooseHost(version);
  console.log(host.sentence);
  await buildExtension();
  const emulator = await startEmulator();
  const workspace = await createDemoWorkspace(emulator);
  const editor = await openEditor({
    version,
    host,
    extensionDevelopmentPath: [],
    extensionsDir: await installBuiltExtension(path.join(workspace.folder, '../extensions')),
    workspace: workspace.folder,
  });
  const { accountId, clientId, clientSecret } = emulatorCredentials;
  console.log(`
${editor.url === undefined ? 'VS Code is open.' : `Open this in a browser:\n\n  ${editor.url}`}

Press F1 and choose “Nomba: Import Profile from .env File…” to take the credentials from .env, or “Nomba: Add Profile…” to type them:

  environment    custom
  base URL       ${emulator.baseUrl}
  account id     ${accountId}
  client id      ${clientId}
  client secret  ${clientSecret}

These are the invented credentials of the emulator, which answers like Nomba on this machine only.
Press Ctrl+C here to end.
`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await editor.close();
  await emulator.close();
  await workspace.remove();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

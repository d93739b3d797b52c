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
  try {
    const editor = await openEditor({
      version,
      host,
      extensionDevelopmentPath: [],
      extensionsDir: await installBuiltExtension(path.join(workspace.folder, '../extensions')),
      workspace: workspace.folder,
    });
    console.log(instructions(editor.url, emulator.baseUrl));
    await interrupted();
    await editor.close();
  } finally {
    await emulator.close();
    await workspace.remove();
  }
}

/** npm passes Ctrl+C on, so it comes twice: every one of them has to be caught, or the second ends the process in the middle of tidying up. */
async function interrupted(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.on('SIGINT', resolve);
    process.on('SIGTERM', resolve);
  });
}

function instructions(url: string | undefined, baseUrl: string): string {
  const { accountId, clientId, clientSecret } = emulatorCredentials;
  return `
${url === undefined ? 'VS Code is open.' : `Open this in a browser:\n\n  ${url}`}

Press F1 and choose “Nomba: Import Profile from .env File…” to take the credentials from .env, or “Nomba: Add Profile…” to type them:

  environment    custom
  base URL       ${baseUrl}
  account id     ${accountId}
  client id      ${clientId}
  client secret  ${clientSecret}

These are the invented credentials of the emulator, which answers like Nomba on this machine only.
Press Ctrl+C here to end.
`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

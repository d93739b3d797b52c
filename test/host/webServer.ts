import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startGroup, waitForOutput } from './childProcesses';
import { bareEnvironment } from './environment';
import type { Launch } from './launch';
import type { WebInstallation } from './webInstallation';

/** A running VS Code server. */
export interface WebServer {
  /** The address of the window that the launch describes. */
  readonly url: string;
  end(): Promise<void>;
}

/** code-server's build reads the extension gallery's address from the environment; an empty one turns the gallery off. */
const noGallery = JSON.stringify({ serviceUrl: '' });

/** Starts VS Code's own server (not code-server's wrapper around it) on a free port of this machine only. */
export async function startWebServer(installation: WebInstallation, launch: Launch): Promise<WebServer> {
  const home = path.join(launch.userDataDir, 'home');
  // Of its sockets, which it does not remove; in the folder for temporary files they would gather.
  const sockets = path.join(launch.userDataDir, 'run');
  await mkdir(home, { recursive: true });
  await mkdir(sockets, { recursive: true });
  const group = startGroup(
    installation.node,
    [
      installation.serverMain,
      ...[
        '--host',
        '127.0.0.1',
        '--port',
        '0',
        '--without-connection-token',
        '--accept-server-license-terms',
      ],
      ...['--server-data-dir', path.join(launch.userDataDir, 'server')],
      ...['--extensions-dir', launch.extensionsDir, '--telemetry-level', 'off'],
      ...(needsTestDriver(launch) ? ['--enable-smoke-test-driver'] : []),
      // A login shell would bring this machine's profile (proxies, for one) into the extension host.
      '--force-disable-user-env',
      // Should this process die without a last word, the server follows some minutes later.
      '--enable-remote-auto-shutdown',
      ...(launch.trust === 'restricted' ? [] : ['--disable-workspace-trust']),
    ],
    {
      cwd: home,
      env: {
        ...bareEnvironment(),
        HOME: home,
        XDG_RUNTIME_DIR: sockets,
        EXTENSIONS_GALLERY: noGallery,
        ...launch.environment,
      },
    },
  );
  const output = createWriteStream(path.join(launch.userDataDir, 'server.log'));
  group.process.stdout?.pipe(output, { end: false });
  group.process.stderr?.pipe(output, { end: false });
  const end = async (): Promise<void> => {
    await group.end();
    output.end();
  };
  try {
    const listening = await waitForOutput(group, /Extension host agent listening on (\d+)/, 30_000);
    return { url: windowAddress(`localhost:${listening[1] ?? ''}`, launch), end };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * Without the driver the page may not say which extension to load from source, nor which tests to run. With it VS Code shows no toasts: they wait in the
 * notification centre.
 */
function needsTestDriver({ extensionDevelopmentPath, extensionTestsPath }: Launch): boolean {
  return extensionDevelopmentPath.length > 0 || extensionTestsPath !== undefined;
}

function windowAddress(authority: string, launch: Launch): string {
  const remote = (file: string): string => `vscode-remote://${authority}${encodeURI(file)}`;
  const payload: [string, string][] = launch.extensionDevelopmentPath.map((folder) => [
    'extensionDevelopmentPath',
    remote(folder),
  ]);
  if (launch.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(launch.extensionTestsPath)]);
  }
  const query = new URLSearchParams({
    [launch.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder']: launch.workspace,
    payload: JSON.stringify(payload),
  });
  return `http://${authority}/?${query.toString()}`;
}

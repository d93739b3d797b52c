import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { unzipSync } from 'fflate';
import { describeCounts, type TestCounts } from '../testCounts';

const root = path.join(__dirname, '../..');

/** Everything that a user downloads. A file that is not named here fails the build, however it came to be included. */
const allowedFiles: ReadonlySet<string> = new Set([
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/axiosTransport.js',
  'extension/dist/chosenRequestFile.js',
  'extension/dist/commandTable.js',
  'extension/dist/startEnvFiles.js',
  'extension/dist/extension.js',
  'extension/dist/httpFileEditor.js',
  'extension/dist/nombaTokenEndpoint.js',
  'extension/dist/httpYacHook.js',
  'extension/dist/startSecretScan.js',
  'extension/dist/writeReport.js',
  'extension/media/icon.png',
  'extension/media/readme-new-file.png',
  'extension/media/readme-request-file.png',
  'extension/media/readme-send.png',
  'extension/media/readme-window.png',
  'extension/media/walkthrough-insert.png',
  'extension/media/walkthrough-profile.png',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
]);

/** Bytes that VS Code reads and runs at every start. */
const largestActivationBundle = 60_000;

/** Bytes of the download. */
const largestPackage = 500_000;

interface Requirement {
  readonly holds: boolean;
  readonly description: string;
}

export interface PackagedExtension extends TestCounts {
  /** The absolute path of the `.vsix`. */
  readonly file: string;
}

/** Makes the `.vsix` and holds it to its requirements, printing each. */
export async function packageExtension(): Promise<PackagedExtension> {
  const file = path.join(root, 'nomba-tokens.vsix');
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  // The README's picture is in the package, under the path that it names; the bundles hold every dependency.
  await createVSIX({
    cwd: root,
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const requirements = requirementsOf(readFileSync(file));
  for (const { holds, description } of requirements) {
    console.log(`${holds ? 'ok    ' : 'failed'} ${description}`);
  }
  const passed = requirements.filter(({ holds }) => holds).length;
  return { file, passed, failed: requirements.length - passed };
}

function requirementsOf(vsix: Uint8Array): readonly Requirement[] {
  const files = unzipSync(vsix);
  const unexpected = Object.keys(files).filter((file) => !allowedFiles.has(file));
  const missing = [...allowedFiles].filter((file) => !(file in files));
  const activation = files['extension/dist/extension.js']?.length ?? 0;
  return [
    {
      holds: unexpected.length === 0,
      description: `no file that is not on the list ${unexpected.join(', ')}`,
    },
    { holds: missing.length === 0, description: `every file that is on the list ${missing.join(', ')}` },
    {
      holds: activation <= largestActivationBundle,
      description: `activation bundle: ${activation} of at most ${largestActivationBundle} bytes`,
    },
    {
      holds: vsix.length <= largestPackage,
      description: `vsix: ${vsix.length} of at most ${largestPackage} bytes`,
    },
  ];
}

if (require.main === module) {
  packageExtension().then(
    ({ file, ...counts }) => {
      console.log(file);
      console.log(describeCounts(counts));
      process.exitCode = counts.failed === 0 ? 0 : 1;
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}

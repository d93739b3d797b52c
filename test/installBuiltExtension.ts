import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';

const checkout = path.join(__dirname, '..');

/**
 * Puts what the extension consists of where VS Code looks for installed ones. Installed, it is shown as users see it; loaded from source, a web VS Code
 * would show no toasts.
 *
 * @returns the folder of extensions
 */
export async function installBuiltExtension(extensionsDir: string): Promise<string> {
  const target = path.join(extensionsDir, 'nomba-tokens');
  await mkdir(target, { recursive: true });
  for (const part of ['package.json', 'package.nls.json', 'dist', 'media']) {
    await cp(path.join(checkout, part), path.join(target, part), { recursive: true });
  }
  // Under the name that it has in a package.
  await cp(path.join(checkout, 'README.md'), path.join(target, 'readme.md'));
  return extensionsDir;
}

import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { printable } from '../profiles/printable';
import { isWithin } from './isWithin';
import { readSmallFile, type FileProblem } from './readSmallFile';
import { isRefusal, Refusal } from './refusal';

/** Bytes. A `.env` file is a page of text; Node 20 takes time by the square of what it is given to parse, and VS Code waits for it. */
const largestFile = 100_000;

const problemSentences: Readonly<Record<FileProblem, string>> = {
  notAFile: 'This is not a file that can be read, but a folder, a pipe or a device.',
  tooLarge: 'The file is larger than 100 kB; it is hardly a .env file.',
};

/**
 * The text of a `.env` file. One that a link takes out of the workspace is read only after a yes to where it leads: a stranger's folder could point to the secrets of another.
 *
 * @returns `undefined` when the user does not want that file.
 * @throws {Refusal} when it is not a small text file that can be read.
 */
export async function readEnvFileText(uri: vscode.Uri): Promise<string | undefined> {
  const bytes = await readBytes(uri).catch((error: unknown) => {
    throw isRefusal(error) ? error : new Refusal('The file could not be read.');
  });
  if (bytes === undefined) {
    return undefined;
  }
  if (typeof bytes === 'string') {
    throw new Refusal(problemSentences[bytes]);
  }
  const text = new TextDecoder().decode(bytes);
  if (text.includes('\0')) {
    throw new Refusal('The file is not text in UTF-8. Save it as such, or add the profile by hand.', {
      title: 'Add Profile',
      command: 'nomba.addProfile',
    });
  }
  return text;
}

async function readBytes(uri: vscode.Uri): Promise<Uint8Array | FileProblem | undefined> {
  if (uri.scheme !== 'file') {
    return readThroughEditor(uri);
  }
  const file = await realpath(uri.fsPath);
  return (await staysInside(uri, file)) || (await acceptsTarget(uri, file))
    ? readSmallFile(file, largestFile)
    : undefined;
}

/** A file system of the editor's does not say where a link leads, nor can it read a part of a file. */
async function readThroughEditor(uri: vscode.Uri): Promise<Uint8Array | FileProblem> {
  const { type, size } = await vscode.workspace.fs.stat(uri);
  if (type !== vscode.FileType.File) {
    if ((type & vscode.FileType.SymbolicLink) !== 0) {
      throw new Refusal(
        'The file is a link, and where it leads cannot be seen here. Choose the file itself.',
      );
    }
    return 'notAFile';
  }
  const bytes = size > largestFile ? undefined : await vscode.workspace.fs.readFile(uri);
  return bytes === undefined || bytes.length > largestFile ? 'tooLarge' : bytes;
}

/** Whether a file of the workspace is really there. One that lies elsewhere by its own name was named by whoever called. */
async function staysInside(uri: vscode.Uri, file: string): Promise<boolean> {
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) {
    return true;
  }
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
  // A folder that is listed but not there holds no file.
  const roots = await Promise.all(
    folders.map(async (folder) => realpath(folder.uri.fsPath).catch(() => undefined)),
  );
  return roots.some((root) => root !== undefined && isWithin(root, file));
}

async function acceptsTarget(uri: vscode.Uri, file: string): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    `“${printable(vscode.workspace.asRelativePath(uri))}” is a link out of this workspace. Import from the file that it leads to?`,
    { modal: true, detail: printable(file) },
    'Import',
  );
  return answer !== undefined;
}

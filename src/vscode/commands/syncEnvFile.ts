import * as vscode from 'vscode';
import { withheldTokens } from '../../httpFile/lackOfToken';
import { envFileValues } from '../../sharing/envFileValues';
import { environmentNames, firstEnvironment } from '../../sharing/jsonEnvFile';
import type { Command } from '../command';
import { chooseEnvFile } from '../chooseEnvFile';
import { isJson, namesToReplace, nameOf, readEnvFile, realEnvFile, unfit, type EnvFile } from '../envFile';
import { addToIgnored, refuseUnlessKnown } from '../envFileStanding';
import { gitStanding } from '../gitIgnore';
import { profileOrActive } from '../pickProfile';
import { Refusal } from '../refusal';
import type { Services } from '../services';
import { uriIn } from '../uriArgument';
import { workspaceFolders } from '../workspaceFolders';

/** Begins to keep a file of the workspace current. What the user is asked on the way: which file, which environment in it, whether git may ignore it, whether other values may go. */
export const syncEnvFile: Command<'nomba.syncEnvFile'> = (services) => async (value) => {
  refuseUnlessShared(services);
  const uri = uriIn(value) ?? (await chooseEnvFile());
  if (uri === undefined) {
    return undefined;
  }
  if (uri.scheme !== 'file') {
    throw new Refusal('Only a file on the machine that the extension runs on can be kept current.');
  }
  const path = await realEnvFile(uri.fsPath, workspaceFolders());
  const text = (await readEnvFile({ path })) ?? '';
  const file = isJson(path) ? await withEnvironment(path, text) : { path };
  if (file === undefined || !(await isIgnored(file)) || !(await mayReplace(services, file, text))) {
    return undefined;
  }
  const keeper = await services.envFiles.keeper();
  await keeper.add(file);
  void vscode.window.showInformationMessage(
    `${nameOf(file)} is kept current with the token of this window’s profile, until you stop it with “Nomba: Stop Keeping Env File Current”.`,
  );
  return undefined;
};

function refuseUnlessShared(services: Services): void {
  const profile = profileOrActive(services, undefined);
  const decision = services.sharing.decide(profile);
  if (!decision.share) {
    const { reason, remedy } = withheldTokens[decision.reason];
    throw new Refusal(`No file can be kept current: ${reason}`, remedy);
  }
}

/** @returns `undefined` when the user does not choose an environment. */
async function withEnvironment(path: string, text: string): Promise<EnvFile | undefined> {
  const names = text.trim() === '' ? [] : environmentNames(text);
  if (names === undefined) {
    throw unfit({ path });
  }
  const environment =
    names.length < 2
      ? (names[0] ?? firstEnvironment)
      : await vscode.window.showQuickPick(names, {
          placeHolder: 'In which environment of the file is the token to be kept current?',
        });
  return environment === undefined ? undefined : { path, environment };
}

/** @returns whether a commit leaves the file out, now. */
async function isIgnored(file: EnvFile): Promise<boolean> {
  const standing = await gitStanding(file.path);
  refuseUnlessKnown(file, standing);
  if (standing === 'tracked') {
    throw new Refusal(
      `git tracks ${nameOf(file)}, so a commit would publish the token. Take it out of git first, with “git rm --cached”, and have git ignore it.`,
    );
  }
  if (standing !== 'notIgnored') {
    return true;
  }
  const answer = await vscode.window.showWarningMessage(
    `git does not ignore ${nameOf(file)}.`,
    {
      modal: true,
      detail: 'A commit would publish the token. The file is kept current only while git ignores it.',
    },
    'Add to .gitignore',
  );
  if (answer === undefined) {
    return false;
  }
  await addToIgnored(file);
  if ((await gitStanding(file.path)) !== 'ignored') {
    throw new Refusal(
      `git still does not ignore ${nameOf(file)}: another rule of a .gitignore says so. Mend it by hand, then try again.`,
    );
  }
  return true;
}

async function mayReplace({ sharing }: Services, file: EnvFile, text: string): Promise<boolean> {
  // While there is no token, nothing is replaced yet; with the first one it is, and nobody is asked then.
  const names = namesToReplace(file, text, envFileValues(sharing.variablesToCome));
  if (names.length === 0) {
    return true;
  }
  const answer = await vscode.window.showWarningMessage(
    `Replace what ${nameOf(file)} has for ${names.join(', ')}?`,
    { modal: true, detail: `The file holds other values than the profile does. They are lost then.` },
    'Replace',
  );
  return answer !== undefined;
}

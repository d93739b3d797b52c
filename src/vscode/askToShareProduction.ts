import path from 'node:path';
import * as vscode from 'vscode';
import type { Profile } from '../profiles/profile';
import { productionQuestionDetail } from '../sharing/productionQuestion';
import type { Services } from './services';

/** Asks for the yes that a production token needs, and takes note of it. Whether the user has given it. */
export async function askToShareProduction(
  { sharing, envFiles, settings }: Pick<Services, 'sharing' | 'envFiles' | 'settings'>,
  profile: Profile,
): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    `Share the production token of “${profile.name}” with this window?`,
    {
      modal: true,
      detail: productionQuestionDetail({
        envFiles: envFiles.files.map((file) => path.basename(file.path)),
        terminals: settings.get('nomba.shareWithTerminals'),
      }),
    },
    'Share Until the Window Closes',
  );
  if (answer === undefined) {
    return false;
  }
  sharing.confirmProduction(profile);
  return true;
}

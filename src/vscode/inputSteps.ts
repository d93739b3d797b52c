import * as vscode from 'vscode';

/** Where the user wants to go from a step. */
export type StepDirection = 'next' | 'back';

/** The answer to one step: the draft with what was entered, also by a user who goes back; `undefined` when the user has left. */
export type StepAnswer<Draft> = { readonly draft: Draft; readonly direction: StepDirection } | undefined;

export interface StepPosition {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

export interface InputStep<Draft> {
  /** Whether the step is asked, given what has been entered so far. */
  readonly applies?: (draft: Draft) => boolean;
  readonly ask: (draft: Draft, position: StepPosition) => Promise<StepAnswer<Draft>>;
}

/** Asks one step after the other. Going back keeps what was entered, in the step that is left too. `undefined` when the user leaves: nothing has happened then. */
export async function runInputSteps<Draft>(
  title: string,
  steps: readonly InputStep<Draft>[],
  initial: Draft,
): Promise<Draft | undefined> {
  let draft = initial;
  let index = 0;
  for (;;) {
    const applicable = steps.filter((step) => step.applies?.(draft) ?? true);
    const step = applicable[index];
    if (step === undefined) {
      return draft;
    }
    const answer = await step.ask(draft, { title, step: index + 1, totalSteps: applicable.length });
    if (answer === undefined) {
      return undefined;
    }
    draft = answer.draft;
    index += answer.direction === 'back' ? -1 : 1;
  }
}

/** What was entered, and where the user goes from here. */
interface Entered<Value> {
  readonly value: Value;
  readonly direction: StepDirection;
}

export interface TextQuestion {
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly masked?: boolean;
  /** What is wrong with the text (it cannot be accepted), or odd about it (it can). */
  readonly check: (text: string) => { severity: 'error' | 'hint'; message: string } | undefined;
}

/** One line of text, with a way back from the second step on. It stays open while the user copies from a browser. */
export async function askText(
  question: TextQuestion,
  position: StepPosition,
): Promise<Entered<string> | undefined> {
  const input = vscode.window.createInputBox();
  input.prompt = question.prompt;
  input.value = question.value;
  input.placeholder = question.placeholder ?? '';
  input.password = question.masked ?? false;
  const validate = (): boolean => {
    const finding = question.check(input.value);
    input.validationMessage = finding && {
      message: finding.message,
      severity:
        finding.severity === 'error'
          ? vscode.InputBoxValidationSeverity.Error
          : vscode.InputBoxValidationSeverity.Info,
    };
    return finding?.severity !== 'error';
  };
  // An empty box is not an error before the user has typed: the check comes with the first change, and with Enter.
  input.onDidChangeValue(validate);
  return settle(
    input,
    position,
    () => input.value,
    (accept) => {
      input.onDidAccept(() => {
        if (validate()) {
          accept(input.value);
        }
      });
    },
  );
}

export interface ChoiceQuestion<Value> {
  readonly placeholder: string;
  readonly active: Value;
  readonly choices: readonly (vscode.QuickPickItem & { readonly value: Value })[];
}

/** One of a few, with a way back from the second step on. */
export async function askChoice<Value>(
  question: ChoiceQuestion<Value>,
  position: StepPosition,
): Promise<Entered<Value> | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: Value }>();
  pick.placeholder = question.placeholder;
  pick.items = question.choices;
  pick.activeItems = question.choices.filter(({ value }) => value === question.active);
  return settle(
    pick,
    position,
    () => question.active,
    (accept) => {
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen !== undefined) {
          accept(chosen.value);
        }
      });
    },
  );
}

/**
 * @param present what is entered at this moment, accepted or not
 * @param listen calls back when the user accepts
 */
async function settle<Value>(
  input: (vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>) & {
    buttons: readonly vscode.QuickInputButton[];
  },
  { title, step, totalSteps }: StepPosition,
  present: () => Value,
  listen: (accept: (value: Value) => void) => void,
): Promise<Entered<Value> | undefined> {
  input.title = title;
  if (totalSteps > 1) {
    input.step = step;
    input.totalSteps = totalSteps;
  }
  input.ignoreFocusOut = true;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  try {
    return await new Promise<Entered<Value> | undefined>((resolve) => {
      listen((value) => {
        resolve({ value, direction: 'next' });
      });
      input.onDidTriggerButton(() => {
        resolve({ value: present(), direction: 'back' });
      });
      input.onDidHide(() => {
        resolve(undefined);
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}

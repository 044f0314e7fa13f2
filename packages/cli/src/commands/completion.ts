import type { Command } from '../command.ts';
import { completionScript, shells } from '../render/completion-script.ts';
import { textOf } from '../global-options.ts';

/** Prints a completion script. */
export const completionCommand: Command = {
  name: 'completion',
  positionals: [{ name: 'shell', describe: 'bash, zsh or fish', required: true, choices: shells }],
  summary: 'Print a completion script for bash, zsh or fish',
  examples: [
    ['completion bash >> ~/.bashrc', 'for bash'],
    ['completion zsh >> ~/.zshrc', 'for zsh'],
    ['completion fish > ~/.config/fish/completions/gluepipeline.fish', 'for fish'],
  ],
  options: {},
  handler: async (args) => {
    const { commands } = await import('./table.ts');
    const script = completionScript(textOf(args, 'shell') ?? 'bash', commands);
    return { exitCode: 0, json: { script }, text: () => script };
  },
};

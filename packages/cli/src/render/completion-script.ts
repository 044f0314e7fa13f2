import type { Command } from '../command.ts';
import { globalOptions } from '../global-options.ts';

/** The shells that can be served. */
export const shells: readonly string[] = ['bash', 'zsh', 'fish'];

/** A script that completes commands and flags without calling the tool: nothing is slower than a slow Tab key. */
export function completionScript(shell: string, commands: readonly Command[]): string {
  return shell === 'fish'
    ? fish(commands)
    : shell === 'zsh'
      ? `autoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`
      : bash(commands);
}

function flagsOf(command: Command): string[] {
  return Object.entries({ ...command.options, ...globalOptions })
    .filter(([, { hidden }]) => hidden !== true)
    .map(([name]) => `--${name}`);
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map((command) => {
    const words = [...(command.positionals ?? []).flatMap(({ choices }) => choices ?? []), ...flagsOf(command)];
    return `    ${command.name}) words="${words.join(' ')}" ;;`;
  });
  return `_gluepipeline() {
  local words="${commands.map(({ name }) => name).join(' ')}"
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${commands.map(({ name }) => name).join(' ')}"; fi
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
  if [ "\${#COMPREPLY[@]}" -eq 0 ]; then COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")); fi
}
complete -F _gluepipeline gluepipeline`;
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c gluepipeline -n __fish_use_subcommand -a ${command.name} -d '${quoted(command.summary)}'`,
    ...Object.entries({ ...command.options, ...globalOptions })
      .filter(([, { hidden }]) => hidden !== true)
      .map(
        ([name, { describe }]) =>
          `complete -c gluepipeline -n '__fish_seen_subcommand_from ${command.name}' -l ${name} -d '${quoted(describe)}'`,
      ),
  ]);
  return lines.join('\n');
}

function quoted(text: string): string {
  return text.replaceAll("'", "\\'");
}

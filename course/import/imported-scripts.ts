/** Converts scripts of a scenario to scripts of a lesson. */
import type { ScenarioFile } from '#course/import/scenario-files.ts'
import { findReliances } from '#course/import/portability.ts'
import { FILE_START, type ProblemList } from '#course/problem.ts'

/** Undefined for a file that is not a shell script; that is reported as a problem. */
export function shellSource({ path, text }: ScenarioFile, problems: ProblemList): string | undefined {
  const shebang = /^#!.*/.exec(text)?.[0]
  if (shebang !== undefined && !/\b(ba|da|z)?sh\b/.test(shebang)) {
    const fix = 'Write it as a shell script; nodes have bash, jq, curl and kubectl'
    problems.add(path, FILE_START, { rule: 'no-shell', message: `a script for ${shebang.slice(2).trim()}`, fix })
    return undefined
  }
  findReliances({ file: path, line: 1, text, kind: 'commands' }, problems)
  // Lines of problems move up, since the first line is removed.
  return text.replace(/^#!.*/, '').trim()
}

/**
 * A verify script has only an exit code as its result. The check around it prints the lines of a check: the output of the script becomes `actual`
 * and `why`. The script runs in a subshell, so that its `exit` and `set -e` work unchanged.
 */
export function checkScript(source: string, { path, title }: { path: string; title: string }): string {
  return `# node: control-plane
# Imported from ${path}, which is the function; write "expected", "actual" and "why" yourself.
verify() (
:
${source}
)
output=$(verify 2>&1 </dev/null)
status=$?
[ "$status" = 0 ] && exit 0

echo ${quoted(`expected: ${title}`)}
first=$(printf '%s\\n' "$output" | sed '/^[[:space:]]*$/d' | head -n 1)
rest=$(printf '%s\\n' "$output" | sed '/^[[:space:]]*$/d' | tail -n +2 | tr '\\n' ' ')
echo "actual: \${first:-not so yet (the check ended with $status)}"
echo "why: \${rest:-something that this step asks for is not there, or is different}"
exit 1
`
}

/** Scripts before a step become its fault: it runs hidden, and ends before the step begins. */
export function setupScript(parts: readonly { path: string; source: string }[]): string {
  const bodies = parts.map(({ path, source }) => `# Imported from ${path}.\n(\n:\n${source}\n) </dev/null\n`)
  return `# node: control-plane\n${bodies.join('\n')}`
}

/** A draft of a solution: the commands of a step in the order of its text. */
export function solutionScript(commands: readonly string[]): string {
  return `# node: control-plane\n# Drafted from the commands in the text. Twice must do no harm.\n${commands.join('\n')}\n`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`).replaceAll('\n', ' ')}'`
}

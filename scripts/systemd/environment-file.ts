import { SetupError } from '#scripts/setup/setup-error.ts'

/** Variables that the server needs besides its settings. The unit does not get the rest of the operator's shell. */
const PASSED_ON = new Set([
  'PATH',
  'HOME',
  'LANG',
  'NODE_COMPILE_CACHE',
  'NODE_EXTRA_CA_CERTS',
  'XDG_RUNTIME_DIR',
  'DOCKER_CONFIG',
])

/** The variables of a server under systemd: its settings, and a few of the shell. */
export function serviceVariables(
  shell: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string>>,
): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(shell).filter(([name]) => isPassedOn(name))), ...settings }
}

/**
 * The text of an EnvironmentFile of systemd.exec(5), sorted by name.
 * @throws SetupError for a value of more than one line
 */
export function formatEnvironment(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => {
      if (/[\n\r\0]/.test(value)) {
        throw new SetupError(`${name} has more than one line, which a systemd unit cannot have`, {
          remedy: `set ${name} to one line`,
        })
      }
      return `${name}="${value.replaceAll(/["\\`$]/g, String.raw`\$&`)}"`
    })
  return `${lines.join('\n')}\n`
}

function isPassedOn(name: string): boolean {
  return PASSED_ON.has(name) || name.startsWith('KINDLAB_') || name === 'DOCKER_HOST'
}
